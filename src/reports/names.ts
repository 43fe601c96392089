/** The names that reports are asked for with. Apart from the reports, so that help needs none of them. */
export const reportNames = ["json", "escalation", "toolkit-bugs"] as const;
export type ReportName = (typeof reportNames)[number];

/** What `--format` takes: the reports that every run writes, and those that are written where they are asked for. */
export const formatNames = [...reportNames, "dashboard"] as const;
export type FormatName = (typeof formatNames)[number];
