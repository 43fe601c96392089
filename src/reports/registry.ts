import { escalationReport } from "./escalation.ts";
import { json } from "./escape.ts";
import type { ReportName } from "./names.ts";
import type { Report } from "./report.ts";
import { toolkitBugsReport } from "./toolkit-bugs.ts";

/** Every report there is, by the name it is asked for with. */
export const reports: Readonly<Record<ReportName, Report>> = {
  json: {
    fileName: "bug_categorization.json",
    summary: "all verdicts of the run and their totals; every other report is made from it",
    render: json,
    show: null,
  },
  escalation: escalationReport,
  "toolkit-bugs": toolkitBugsReport,
};
