import type { Bug, Categorization } from "../categorization/schema.ts";
import type { Head } from "../categorization/tally.ts";
import { type Counted, SAMPLE_SIZE } from "./counts.ts";
import { oneLine } from "./escape.ts";
import { counted, minute } from "./numbers.ts";
import type { RootCause } from "./overview.ts";

type Bucket = Categorization["buckets"][number];

const QUOTE_LENGTH = 160;
const MAX_TOOLS = 4;
const MAX_QUOTES = 3;
const MAX_CALL = 140;

/**
 * What to tell the owner of one root cause, as plain text that can be pasted into a ticket or a chat as it stands: what,
 * how many, since when, three samples, the ask, and what would prove it wrong.
 */
export function ownerMessage(cause: RootCause, bucket: Bucket, { clusters }: Head): string {
  const { clusters: counts, quotes, tools, samples } = cause.description;
  const names = counts.ranking().map(({ name }) => name);
  const rationales = names.flatMap((id) => clusters.find((cluster) => cluster.id === id)?.rationale ?? []);
  return [
    `To ${bucket.owner}: ${counted(cause.count, "failure")}, ${names.join(", ")}, ${subjectOf(cause)}`,
    `What: ${oneLine(rationales.join(" "))}`,
    `Evidence${quotes.isSample ? `, in a sample of ${SAMPLE_SIZE} of them` : ""}: ${shortList(quotes.ranking(), MAX_QUOTES)}`,
    `How many: ${counted(cause.count, "failure")} in ${shortList(tools.ranking(), MAX_TOOLS)}`,
    `Since: ${sinceOf(cause)}`,
    "Samples:",
    ...samples.shown().map(sampleLine),
    `Ask: ${bucket.ask}`,
    `Wrong if: ${bucket.disproof}`,
  ].join("\n");
}

/** What a root cause is about: `figma, connected account ca_figma`. */
export function subjectOf({ common, description }: RootCause): string {
  const parts = [
    common.toolkit === undefined ? [] : [common.toolkit ?? "toolkit not recorded"],
    common.tool === undefined ? [] : [common.tool ?? "tool not recorded"],
    common.account === undefined ? [] : [common.account === null ? "connected account not recorded" : `connected account ${common.account}`],
  ].flat();
  return parts.length === 0 ? counted(description.toolkits.size, "toolkit") : parts.map(oneLine).join(", ");
}

export function sinceOf({ first, last }: RootCause): string {
  if (first === null || last === null) return "not known; the export holds no times";
  return minute(first) === minute(last) ? minute(first) : `${minute(first)} (last ${minute(last)})`;
}

function shortList(entries: readonly Counted[], limit: number): string {
  const shown = entries.slice(0, limit).map(({ name, count }) => `${oneLine(name)} (${count})`).join(", ");
  return entries.length > limit ? `${shown} and ${entries.length - limit} more` : shown;
}

function sampleLine(bug: Bug): string {
  const head = ["-", bug.id, bug.tool, bug.status?.toString(), callPath(bug)].flatMap((part) => (part === null || part === undefined ? [] : [oneLine(part)]));
  const links = [bug.links["log"], bug.links["spreadsheet"]].flatMap((link) => (link === undefined ? [] : [` ${link}`]));
  return `${head.join(" ")}: ${quoteOf(bug)}${links.join("")}`;
}

/** Method, path and query of the call: enough to see which thing it was about. */
export function callPath({ call }: Bug): string | null {
  if (call === null) return null;
  const path = call.replace(/[a-z][a-z\d+.-]*:\/\/[^/?#\s]*/i, "");
  return path.length > MAX_CALL ? `${path.slice(0, MAX_CALL)}…` : path;
}

/** The telling passage of a failure, in quotes, short enough for one line. */
export function quoteOf(bug: Bug): string {
  const [evidence] = bug.evidence;
  if (evidence === undefined || evidence.text === "") return "nothing recorded";
  const [start, end] = evidence.span;
  const room = Math.max(0, QUOTE_LENGTH - (end - start));
  // The line that tells; what stands around it is a stack trace as often as not.
  const line = [evidence.text.lastIndexOf("\n", Math.max(0, start - 1)) + 1, evidence.text.indexOf("\n", end)] as const;
  const from = Math.max(line[0], start - Math.floor(room / 3));
  const to = Math.min(line[1] === -1 ? evidence.text.length : line[1], from + QUOTE_LENGTH);
  const text = oneLine(evidence.text.slice(from, to)).trim();
  return `"${from > 0 ? "…" : ""}${text}${to < evidence.text.length ? "…" : ""}"`;
}
