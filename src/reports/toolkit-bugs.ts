import type { Bug } from "../categorization/schema.ts";
import type { FaultKind } from "../taxonomy/schema.ts";
import { code, inert, link, markdown } from "./escape.ts";
import type { Findings } from "./findings.ts";
import { firstOf, sheetRow } from "./markdown.ts";
import { quoteOf } from "./message.ts";
import { counted, numeral } from "./numbers.ts";
import { madeBy } from "./provenance.ts";
import type { OwnBugs } from "./overview.ts";
import { type Report, textReport } from "./report.ts";

/** What is at fault, and what there is to change. `subject` and `tool` come as Markdown. */
const CHANGES: Readonly<Record<FaultKind, (subject: string | null, tool: string, toolkit: string) => string>> = {
  field: (subject, tool) => `remove ${subject ?? "the field that the API names"} from the request schema of ${tool}, or rename it to what the API takes`,
  "missing-field": (subject, tool) => `add ${subject ?? "the field that the API names"} to the request schema of ${tool} as required, and always send it`,
  type: (subject, tool) => `change the type of ${subject ?? "the field that the API names"} in the request schema of ${tool} to the one that the API takes`,
  header: (subject, tool) => `send the header ${subject ?? "that the API names"} with every call of ${tool}`,
  scope: (subject, tool, toolkit) => `add ${subject ?? "the scope that the API names"} to the scopes that ${toolkit} asks for, or take ${tool} out; accounts must then be connected anew`,
  method: (subject, tool) => `change the HTTP method or content type of ${tool}${subject === null ? "" : `; the API refuses ${subject} as it is sent`}`,
  "content-type": (subject, tool) => `change the content type that ${tool} sends${subject === null ? "" : ` (${subject})`}`,
  route: (subject, tool) => `correct the path of ${tool}${subject === null ? "" : `; the API has no ${subject}`}`,
  version: (subject, tool) => `move ${tool} to an endpoint or version that the API still serves${subject === null ? "" : ` (now ${subject})`}`,
  body: (_subject, tool) => `correct how ${tool} builds its body; the API cannot parse it`,
};

/** The short list of bugs that are ours, numeral by tool and cause, each with what to change. */
export const toolkitBugsReport: Report = textReport({
  fileName: "toolkit_bugs_to_investigate.md",
  summary: "bugs of our own: tool, field or scope at fault, evidence, and what to change",
  render: (findings) => `${inert(body(findings))}\n`,
});

function body({ head, overview }: Findings): string {
  const { ownCount } = overview;
  if (ownCount === 0) return `# Toolkit bugs to investigate\n\nNone: no spot-check found a request that is wrong on our own side among ${counted(head.totals.in_scope, "failure")} in scope.\n\n${madeBy(head.run)}`;
  const groups = overview.ownBugs();
  return [
    "# Toolkit bugs to investigate",
    `${counted(ownCount, "failure")} in ${counted(groups.length, "group")}: the text of each shows that the request is built wrongly, whatever data is fed in.`,
    ...groups.map(section),
    madeBy(head.run),
  ].join("\n\n");
}

function section({ samples, statuses, count }: OwnBugs, index: number): string {
  const { first } = samples;
  if (first === null || first.fault === null) return "";
  const shown = samples.shown();
  const rest = count - shown.length;
  return [
    `## ${index + 1}. ${markdown(first.tool ?? first.toolkit ?? "tool not recorded")}: ${counted(count, "failure")}`,
    [
      ...faultLines(first, first.fault),
      `- **Status:** ${statuses.ranking().map((status) => `${status.name} (${numeral(status.count)})`).join(", ")}`,
      `- **Demoted from:** ${code(first.demoted_from ?? "")}, cluster ${code(first.cluster)}, rule ${code(first.rule)}`,
      "- **Evidence:**",
      ...shown.map((bug) => `  - ${idOf(bug)} ${code(quoteOf(proofOf(bug)))}${sheetRow(bug)}`),
      ...(rest > 0 ? [`- **Other ids:** ${firstOf(samples.unshown(), rest, idOf).join(", ")}`] : []),
    ].join("\n"),
  ].join("\n\n");
}

function faultLines({ tool, toolkit }: Bug, fault: NonNullable<Bug["fault"]>): readonly string[] {
  const toolName = code(tool ?? "(tool not recorded)");
  const toolkitName = code(toolkit ?? "(toolkit not recorded)");
  const subject = fault.subject === null ? null : code(fault.subject);
  return [
    `- **What to change:** ${CHANGES[fault.kind](subject, toolName, toolkitName)}`,
    `- **At fault:** ${fault.kind.replace("-", " ")}${subject === null ? "" : ` ${subject}`} (${code(fault.check)}: ${markdown(fault.why)})`,
    `- **Toolkit:** ${toolkitName}`,
  ];
}

/** The evidence of the spot-check stands behind that of the rule. */
function proofOf(bug: Bug): Bug {
  const [first, second] = bug.evidence;
  const shown = second !== undefined && second.text.length > 3 ? second : first;
  return shown === undefined ? bug : { ...bug, evidence: [shown] };
}

function idOf(bug: Bug): string {
  return bug.links["log"] === undefined ? code(bug.id) : link(bug.id, bug.links["log"]);
}
