/** What the dashboard's own page is, for lists of outputs. */
export const DASHBOARD = { fileName: "bug_analysis.html", summary: "the Categorization tab as a page of its own: every number a filter, every bug with its evidence" } as const;
