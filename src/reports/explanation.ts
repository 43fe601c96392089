import { maskedPointer } from "../categorization/bug.ts";
import { type Mask, maskedBeginning } from "../categorization/mask.ts";
import type { Bug } from "../categorization/schema.ts";
import type { Explanation, RuleTrial } from "../classify/explain.ts";
import type { Miss } from "../classify/match.ts";
import type { Scope } from "../classify/scope.ts";
import type { Facts, Said } from "../facts/facts.ts";
import { terminal } from "./escape.ts";
import { minute } from "./numbers.ts";
import type { Palette } from "./palette.ts";

/** Everything that the explanation of one verdict is made of. */
export interface ExplanationInput {
  readonly bug: Bug;
  readonly facts: Facts;
  readonly explanation: Explanation;
  readonly scope: Scope;
  readonly mask: Mask;
  readonly palette: Palette;
  /** Name, version and hash of the taxonomy; see provenance.ts. */
  readonly taxonomy: string;
}

const MAX_FACTS = 14;
const QUOTE = 150;

/** Why a rule does not hold, in words. */
export const MISSES: Readonly<Record<Miss, string>> = {
  patterns: "words stand nowhere",
  status: "another status",
  method: "another method",
  says: "answer says more, or less",
  addresses: "call addresses something else",
  mark: "no such mark in the request",
  absence: "something is recorded",
  succeeded: "answer is not that of a success",
  field: "field was sent, or not, or in its type, against it",
  path: "path not filled in",
  echo: "words were sent by us and came back",
};

/** Why a failure stands where it stands. The verdict and its quote come first; everything that led there, below. */
export function renderExplanation(input: ExplanationInput): string {
  return `${[verdict(input), facts(input), rivals(input), spotCheck(input), scopeLine(input), rules(input)].join("\n\n")}\n`;
}

function verdict({ bug, palette }: ExplanationInput): string {
  const [evidence] = bug.evidence;
  const about = [bug.toolkit, bug.tool, bug.account, bug.time === null ? null : minute(bug.time)].flatMap((part) => (part === null ? [] : [terminal(part)])).join("  ");
  return [
    `${palette.strong(terminal(bug.id))}${about === "" ? "" : `  ${palette.faint(about)}`}`,
    "",
    `  ${palette.accent(bug.cluster)} → ${palette.strong(bug.bucket)}  ${terminal(`${bug.owner}: ${bug.action}`)}`,
    ...(evidence === undefined || evidence.text === "" ? [] : [`  ${quoted(evidence.text, evidence.span, palette)} ${palette.faint(`at ${evidence.pointer === "" ? "(the record)" : terminal(evidence.pointer)}`)}`]),
    `  ${terminal(bug.rationale)}`,
    ...(bug.fault === null ? [] : [`  ${palette.bad("Ours:")} ${bug.fault.kind.replace("-", " ")}${bug.fault.subject === null ? "" : ` ${terminal(bug.fault.subject)}`}`]),
  ].join("\n");
}

/** A passage with its telling part marked, cut around it to one line. */
function quoted(text: string, [start, end]: readonly [number, number], palette: Palette): string {
  const from = Math.max(0, Math.min(start - 50, text.length - QUOTE));
  const to = Math.min(text.length, Math.max(end, from + QUOTE));
  const before = terminal(text.slice(from, start));
  const after = terminal(text.slice(end, to));
  return `“${from > 0 ? "…" : ""}${before}${palette.strong(terminal(text.slice(start, end)))}${after}${to < text.length ? "…" : ""}”`;
}

function facts({ facts: read, mask, palette }: ExplanationInput): string {
  const lines = [
    ...(read.status === null ? [] : [row("status", `${read.status.value}`, maskedPointer(read.status.place, mask), palette)]),
    ...read.said.slice(0, MAX_FACTS).map((said) => saidRow(said, mask, palette)),
    ...(read.said.length > MAX_FACTS ? [`  and ${read.said.length - MAX_FACTS} more`] : []),
    ...read.scopes.map((scope) => row("scope", terminal(mask(scope.value).text), maskedPointer(scope.place, mask), palette)),
    ...(read.absence === null ? [] : [`  ${read.absence === "nothing" ? "nothing is recorded of an answer" : "the answer breaks off before it says anything of an error"}`]),
    ...(read.succeeded ? ["  the answer is that of a successful call"] : []),
    ...requestRows(read, mask, palette),
  ];
  return [palette.strong("Facts"), ...lines].join("\n");
}

function saidRow(said: Said, mask: Mask, palette: Palette): string {
  const text = mask(said.text).text;
  const shown = text.length > QUOTE ? `${text.slice(0, QUOTE)}…` : text;
  const form = said.form === "json" ? "" : ` ${palette.faint(`(${said.form})`)}`;
  return row(said.kind, `“${terminal(shown)}”${form}${said.field === null ? "" : ` ${palette.faint(`field ${terminal(mask(said.field).text)}`)}`}`, maskedPointer(said.place, mask), palette);
}

function requestRows({ request }: Facts, mask: Mask, palette: Palette): readonly string[] {
  const call = request.url === null ? [] : [row("request", `${request.method ?? ""} ${terminal(maskedBeginning(request.url, QUOTE, mask))}`.trim(), "", palette)];
  const marks = request.marks().slice(0, 5).map((mark) => row("mark", `${mark.kind} “${terminal(mask(mark.text).text)}”${mark.key === "" ? "" : ` as ${terminal(mask(mark.key).text)}`}`, maskedPointer(mark.place, mask), palette));
  return [...call, ...marks];
}

function row(kind: string, text: string, pointer: string, palette: Palette): string {
  return `  ${kind.padEnd(8)} ${text}${pointer === "" ? "" : `  ${palette.faint(terminal(pointer))}`}`;
}

function rivals({ bug, palette }: ExplanationInput): string {
  if (bug.rivals.length === 0) return `${palette.strong("Rivals")}\n  none: no rule of another cluster holds`;
  return [palette.strong("Rivals"), ...bug.rivals.map((rival) => `  ${rival.cluster} by ${rival.rule}: ${rival.lost_because}`)].join("\n");
}

function spotCheck({ bug, explanation, palette }: ExplanationInput): string {
  const head = palette.strong("Spot-check");
  if (bug.fault !== null) return `${head}\n  ${palette.bad("demoted")} from ${bug.demoted_from ?? ""} by ${bug.fault.check}: ${bug.fault.why}`;
  const asked = explanation.checks.filter((check) => check.result === "no");
  if (asked.length === 0) return `${head}\n  not asked: ${bug.cluster} is never wrong on our own side`;
  return `${head}\n  ${asked.length} asked, none finds the request wrong on our own side: ${asked.map(({ check }) => check.source.id).join(", ")}`;
}

function scopeLine({ bug, scope, mask, palette }: ExplanationInput): string {
  const head = palette.strong("Scope");
  const upstream = bug.upstream === null ? "no upstream classification" : `upstream said ${terminal(bug.upstream.category)}${bug.upstream.confidence === null ? "" : ` (${bug.upstream.confidence})`}`;
  const reason = bug.upstream?.reason == null ? "" : `\n  its reason: “${terminal(bug.upstream.reason.slice(0, 300))}”`;
  switch (scope.kind) {
    case "canonical": return `${head}\n  in scope; ${upstream}${reason}`;
    case "reclassified": return `${head}\n  reclassified from ${scope.from} by ${scope.by.source.id}: ${scope.by.source.why}; ${upstream}${reason}`;
    case "out": return `${head}\n  ${palette.bad("out of scope")} as ${terminal(scope.category)}; counted, and in no report; ${upstream}${reason}`;
    case "review": return `${head}\n  ${palette.bad("needs review")}: ${terminal(mask(scope.reason).text)}${reason}`;
    default: return scope satisfies never;
  }
}

function rules({ explanation, bug, taxonomy, palette }: ExplanationInput): string {
  const clusters = [...new Set(explanation.rules.map(({ rule }) => rule.cluster))];
  return [
    `${palette.strong("Every rule, in the order of precedence")} ${palette.faint("(stronger evidence goes before earlier place)")}`,
    ...clusters.flatMap((cluster) => clusterLines(cluster, explanation.rules.filter(({ rule }) => rule.cluster === cluster), palette)),
    "",
    `  ${bug.cluster} is dispatched to ${bug.demoted_from ?? bug.bucket}${bug.demoted_from === null ? "" : `, and demoted to ${bug.bucket}`}.`,
    palette.faint(`  Taxonomy ${taxonomy}`),
  ].join("\n");
}

const NAME_WIDTH = 20;

/** Rules that hold get a line each; those that do not share one for each reason. */
function clusterLines(cluster: string, trials: readonly RuleTrial[], palette: Palette): readonly string[] {
  const misses = new Map<Miss, string[]>();
  for (const { rule, result } of trials) if (result.kind === "no") misses.set(result.miss, [...(misses.get(result.miss) ?? []), rule.source.id]);
  const lines = [
    ...trials.flatMap((trial) => heldLine(trial, palette)),
    ...[...misses].map(([miss, ids]) => palette.faint(`· ${MISSES[miss]}: ${ids.join(", ")}`)),
  ];
  return lines.map((line, index) => `  ${(index === 0 ? cluster : "").padEnd(NAME_WIDTH)}${line}`);
}

function heldLine({ rule, result }: RuleTrial, palette: Palette): readonly string[] {
  switch (result.kind) {
    case "decides": return [`${palette.good("✓")} ${palette.strong(rule.source.id)} ${palette.good("decides")}`];
    case "lost": return [`${palette.bad("✗")} ${rule.source.id}: ${result.because}`];
    case "no": return [];
    default: return result satisfies never;
  }
}
