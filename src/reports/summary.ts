import type { Head } from "../categorization/tally.ts";
import { terminal } from "./escape.ts";
import type { Findings } from "./findings.ts";
import { counted, numeral, share } from "./numbers.ts";
import type { Palette } from "./palette.ts";
import { reconciliation } from "./reconcile.ts";

const BAR_WIDTH = 24;
const MAX_NOTES = 5;

export interface SummaryContext {
  readonly palette: Palette;
  /** Files that were written, as the person can open them, each with what is in it. */
  readonly files: readonly { readonly path: string; readonly summary: string }[];
  /** What stands behind an id to explain it: where the run, or its input, is found. */
  readonly explainIn: string;
  readonly warnings: readonly { readonly input: string; readonly text: string; readonly incomplete: boolean }[];
}

/** What a person reads at the end of a run: the arithmetic, the buckets, the files, and what needs attention. */
export function renderSummary(findings: Findings, context: SummaryContext): string {
  const { head } = findings;
  const parts = [arithmetic(head, context.palette), buckets(head, context.palette), files(context), attention(findings, context)];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function arithmetic(head: Head, palette: Palette): string {
  const { totals } = head;
  const differs = reconciliation(head);
  const all = `${palette.strong(counted(totals.records, "record"))} = ${numeral(totals.in_scope)} in scope + ${numeral(totals.out_of_scope)} out of scope + ${numeral(totals.needs_review)} to review${differs === null ? "" : `\n${palette.faint(differs)}`}`;
  if (totals.reclassified === 0 && totals.demoted === 0) return all;
  return `${all}\n${palette.faint(`${numeral(totals.in_scope)} in scope = ${numeral(totals.canonical)} canonical + ${numeral(totals.reclassified)} reclassified, ${numeral(totals.demoted)} of them demoted to toolkit bugs`)}`;
}

function buckets({ buckets: all, totals }: Head, palette: Palette): string {
  const shown = all.filter((bucket) => bucket.count > 0);
  const most = Math.max(...shown.map((bucket) => bucket.count), 1);
  const nameWidth = Math.max(...shown.map((bucket) => bucket.id.length), 0);
  return shown.map((bucket) => {
    const bar = "█".repeat(Math.max(1, Math.round((bucket.count / most) * BAR_WIDTH)));
    return `  ${palette.strong(bucket.id.padEnd(nameWidth))} ${numeral(bucket.count).padStart(9)} ${share(bucket.count, totals.in_scope).padStart(8)}  ${palette.accent(bar.padEnd(BAR_WIDTH))}  ${terminal(`${bucket.owner}: ${bucket.action}`)}`;
  }).join("\n");
}

function files({ files: written, palette }: SummaryContext): string {
  if (written.length === 0) return "";
  const width = Math.max(...written.map((file) => file.path.length));
  return [palette.strong("Written"), ...written.map((file) => `  ${terminal(file.path).padEnd(width)}  ${palette.faint(file.summary)}`)].join("\n");
}

function attention(findings: Findings, { warnings, palette, explainIn }: SummaryContext): string {
  const notes = [...unmasked(findings), ...ownBugs(findings), ...unknown(findings, explainIn), ...review(findings), ...warningNotes(warnings)];
  return notes.length === 0 ? "" : [palette.strong("Attention"), ...notes.map((note) => `  ${note}`)].join("\n");
}

function unmasked({ head: { run } }: Findings): readonly string[] {
  return run.redacted ? [] : ["secrets and personal data are not masked (--no-redact): hand nothing of this on"];
}

function ownBugs({ overview }: Findings): readonly string[] {
  const { ownCount, ownTools } = overview;
  if (ownCount === 0) return [];
  const tools = ownTools.ranking().slice(0, 3).map(({ name, count }) => `${terminal(name)} (${count})`).join(", ");
  return [`${counted(ownCount, "failure")} ${ownCount === 1 ? "is a bug" : "are bugs"} of our own: ${tools}`];
}

function unknown({ head, overview }: Findings, explainIn: string): readonly string[] {
  const bucket = head.buckets.find((candidate) => candidate.id === head.run.taxonomy.fallback_bucket);
  if (bucket === undefined || bucket.count === 0) return [];
  const { first } = overview.bucket(bucket.id).samples;
  return [`${counted(bucket.count, "failure")} ${bucket.count === 1 ? "needs" : "need"} a person to look at ${bucket.count === 1 ? "it" : "them"}, beginning with: triage explain ${terminal(`${first?.id ?? ""}${explainIn}`)}`];
}

function review({ head, firstReviews: [first] }: Findings): readonly string[] {
  const { needs_review: all } = head.totals;
  if (all === 0) return [];
  return [`${counted(all, "entry", "entries")} could not be sorted and ${all === 1 ? "stands" : "stand"} under needs_review, as ${terminal(first?.id ?? "")}: ${terminal(first?.reason ?? "")}`];
}

function warningNotes(warnings: SummaryContext["warnings"]): readonly string[] {
  const lines = warnings.slice(0, MAX_NOTES).map((warning) => `${warning.incomplete ? "damaged" : "note"}: ${terminal(warning.input)}, ${terminal(warning.text)}`);
  return warnings.length > MAX_NOTES ? [...lines, `and ${warnings.length - MAX_NOTES} more of the kind`] : lines;
}
