import type { Difference, End, Move, Moved, Shift } from "../../rules/diff.ts";
import { code, terminal } from "../escape.ts";
import { table } from "../markdown.ts";
import { counted, numeral, share } from "../numbers.ts";
import type { Palette } from "../palette.ts";

/** The two taxonomies that are compared, as people call them. */
export interface Compared {
  readonly from: string;
  readonly to: string;
}

const QUOTE = 120;

/** A difference for the terminal. */
export function renderDifference(difference: Difference, { from, to }: Compared, palette: Palette): string {
  const { moves, rules } = difference;
  return `${[
    `${palette.strong(`${terminal(from)} → ${terminal(to)}`)}  ${headline(difference)}`,
    ...ruleChanges(rules, terminal).map((line) => `  ${line}`),
    ...moves.flatMap((move) => ["", `${palette.strong(numeral(move.count))}  ${route(move, terminal)}${labels(move, palette)}`, ...move.samples.map((moved) => `    ${sampleLine(moved, palette)}`), ...leftOut(move)]),
    "", palette.strong("Totals"), ...shiftLines(difference.buckets), ...shiftLines(difference.clusters),
    ...(difference.labelled.count > 0 ? ["", accuracy(difference)] : []),
  ].join("\n")}\n`;
}

function headline({ failures, moves }: Difference): string {
  const moved = moves.reduce((sum, move) => sum + move.count, 0);
  return moved === 0 ? `no failure of ${numeral(failures)} moves` : `${numeral(moved)} of ${counted(failures, "failure")} ${moved === 1 ? "moves" : "move"} (${share(moved, failures)})`;
}

function ruleChanges({ added, removed, changed }: Difference["rules"], show: (id: string) => string): readonly string[] {
  return ([["added", added], ["removed", removed], ["changed", changed]] as const).flatMap(([word, ids]) => (ids.length === 0 ? [] : [`${word}: ${ids.map(show).join(", ")}`]));
}

/** `A → B`, with bucket and owner where they change too. */
function route({ from, to }: Move, show: (name: string) => string): string {
  const parts = [
    ...(from.cluster === to.cluster ? [show(from.cluster)] : [`${show(from.cluster)} → ${show(to.cluster)}`]),
    ...(from.bucket === to.bucket ? [] : [`${show(from.bucket)} → ${show(to.bucket)}`]),
    ...(from.owner === to.owner ? [] : [`${show(from.owner)} → ${show(to.owner)}`]),
  ];
  return parts.join(", ");
}

function labels({ right, wrong }: Move, palette: Palette): string {
  return `${right > 0 ? `  ${palette.good(`${numeral(right)} right`)}` : ""}${wrong > 0 ? `  ${palette.bad(`${numeral(wrong)} wrong`)}` : ""}`;
}

function sampleLine({ id, tool, text, rules, verdict }: Moved, palette: Palette): string {
  const mark = verdict === "wrong" ? `${palette.bad("wrong")} ` : verdict === "right" ? `${palette.good("right")} ` : "";
  return `${mark}${terminal(id)}${tool === null ? "" : ` ${terminal(tool)}`}: “${terminal(text.slice(0, QUOTE))}” ${palette.faint(`${rules[0]} → ${rules[1]}`)}`;
}

function leftOut({ count, samples }: Move): readonly string[] {
  return count > samples.length ? [`    and ${numeral(count - samples.length)} more`] : [];
}

function shiftLines(shifts: readonly Shift[]): readonly string[] {
  return shifts.map(({ id, before, after }) => `  ${id.padEnd(28)}${numeral(before).padStart(9)} → ${numeral(after).padStart(9)}${change(before, after)}`);
}

function change(before: number, after: number): string {
  return before === after ? "" : `  ${after > before ? "+" : "−"}${numeral(Math.abs(after - before))}`;
}

function accuracy({ labelled: { count, agreedBefore, agreedAfter } }: Difference): string {
  return `${counted(count, "labelled case")}: ${numeral(agreedBefore)} right before (${share(agreedBefore, count)}), ${numeral(agreedAfter)} after (${share(agreedAfter, count)})`;
}

/** A difference as a comment on a pull request. */
export function markdownDifference(difference: Difference, { from, to }: Compared): string {
  const { moves, rules } = difference;
  const wrong = moves.reduce((sum, move) => sum + move.wrong, 0);
  return `${[
    `### Taxonomy ${code(from)} → ${code(to)}: ${headline(difference)}`,
    ...(wrong > 0 ? [`**${counted(wrong, "labelled case")} ${wrong === 1 ? "moves" : "move"} the wrong way.**`] : []),
    ...(difference.labelled.count > 0 ? [accuracy(difference)] : []),
    ...ruleChanges(rules, code).map((line) => `- ${line}`),
    ...(moves.length === 0 ? [] : [table([["failures", "right"], ["from", "left"], ["to", "left"], ["labels", "left"]], moves.map((move) => [numeral(move.count), endCell(move.from), endCell(move.to), [move.right > 0 ? `${move.right} right` : "", move.wrong > 0 ? `**${move.wrong} wrong**` : ""].filter(Boolean).join(", ")]))]),
    ...moves.map((move) => [`#### ${route(move, code)}`, "", ...move.samples.map((moved) => `- ${moved.verdict === "wrong" ? "**wrong** " : ""}${code(moved.id)} ${moved.tool === null ? "" : `${code(moved.tool)} `}${code(moved.text.slice(0, QUOTE))} (${code(moved.rules[0])} → ${code(moved.rules[1])})`)].join("\n")),
    table([["bucket", "left"], ["before", "right"], ["after", "right"], ["", "right"]], difference.buckets.map(({ id, before, after }) => [code(id), numeral(before), numeral(after), change(before, after).trim()])),
  ].join("\n\n")}\n`;
}

function endCell({ cluster, bucket, owner }: End): string {
  return `${code(cluster)}, ${code(bucket)} (${code(owner)})`;
}
