/** What is written where it is asked for, for lists of outputs. */
export const DASHBOARD = { fileName: "bug_analysis.html", summary: "the Categorization tab as a page of its own: every number a filter, every bug with its evidence" } as const;
export const EVIDENCE = { folder: "evidence", fileName: "log_<id>.html", summary: "one small page for each bug: facts, quoted text, rule, rivals, what is masked, and the message to its owner" } as const;
