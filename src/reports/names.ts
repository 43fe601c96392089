/** The names that reports are asked for with. Apart from the reports, so that help needs none of them. */
export const reportNames = ["json", "escalation", "toolkit-bugs"] as const;
export type ReportName = (typeof reportNames)[number];
