import type { Mask } from "../../categorization/mask.ts";
import { explain, type RuleTrial } from "../../classify/explain.ts";
import type { Judgement } from "../../classify/judge.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Label } from "../../rules/label.ts";
import type { SampleResult } from "../../rules/samples.ts";
import type { Taxonomy } from "../../taxonomy/compile.ts";
import { terminal } from "../escape.ts";
import { MISSES } from "../explanation.ts";
import { counted } from "../numbers.ts";
import type { Palette } from "../palette.ts";
import type { WhereOf } from "./checked.ts";
import { sampleText } from "./show.ts";

/** A labelled failure that ends elsewhere than its label says. */
export interface FailedCase {
  readonly id: string;
  readonly label: Label;
  readonly facts: Facts;
  readonly judgement: Judgement;
  readonly mask: Mask;
}

export interface TestRun {
  readonly samples: readonly SampleResult[];
  readonly cases: { readonly count: number; readonly failed: readonly FailedCase[] };
}

export interface TestContext {
  readonly taxonomy: Taxonomy;
  readonly where: WhereOf;
  readonly palette: Palette;
}

/** What `rules test` found: every failed sample and case with expected, got and why; then the count. */
export function renderTests({ samples, cases }: TestRun, context: TestContext): string {
  const { palette } = context;
  const failed = samples.filter((result) => !result.passed);
  const problems = failed.length + cases.failed.length;
  const total = samples.length + cases.count;
  return `${[
    ...failed.flatMap((result) => [...sampleLines(result, context), ""]),
    ...cases.failed.flatMap((failure) => [...caseLines(failure, context), ""]),
    problems === 0
      ? `${palette.good("✓")} ${counted(samples.length, "sample")}${cases.count > 0 ? ` and ${counted(cases.count, "labelled case")}` : ""}, all as expected`
      : `${palette.bad("✗")} ${problems} of ${total} not as expected`,
  ].join("\n")}\n`;
}

function sampleLines({ id, side, sample, expected, got, judged }: SampleResult, { taxonomy, where, palette }: TestContext): readonly string[] {
  const place = where(id);
  return [
    `${palette.bad("✗")} ${place === null ? "" : `${place} `}${palette.strong(id)}, ${side === "hit" ? "a hit" : "a miss"}: ${sampleText(sample)}`,
    `    expected ${expected}`,
    `    got      ${got}`,
    ...whyLines(judged.judgement, trialOf(id, judged.facts, judged.judgement, taxonomy), palette),
  ];
}

function caseLines({ id, label, facts, judgement, mask }: FailedCase, { taxonomy, palette }: TestContext): readonly string[] {
  const hide = (text: string): string => terminal(mask(text).text);
  const { winner, bucket } = judgement;
  const best = explain(facts, judgement, taxonomy).rules.find(({ rule, result }) => rule.cluster === label.cluster && result.kind === "lost") ?? null;
  return [
    `${palette.bad("✗")} ${palette.strong(hide(id))}`,
    `    expected ${hide(label.cluster)}${label.bucket === null ? "" : `, ${hide(label.bucket)}`}`,
    `    got      ${winner.rule.cluster}, ${bucket}, by ${winner.rule.source.id}: “${terminal(mask(winner.proof.text).text.slice(0, 160))}”`,
    ...(best === null ? [`    ${palette.faint(`no rule of ${hide(label.cluster)} holds`)}`] : whyLines(judgement, best, palette)),
  ];
}

function trialOf(id: string, facts: Facts, judgement: Judgement, taxonomy: Taxonomy): RuleTrial | null {
  return explain(facts, judgement, taxonomy).rules.find(({ rule }) => rule.source.id === id) ?? null;
}

function whyLines({ winner }: Judgement, trial: RuleTrial | null, palette: Palette): readonly string[] {
  const decided = `    ${palette.faint(`${winner.rule.source.id} decides: ${winner.rule.source.why}`)}`;
  if (trial === null || trial.result.kind === "decides") return [decided];
  const { rule, result } = trial;
  return [decided, `    ${palette.faint(`${rule.source.id} ${result.kind === "lost" ? `lost: ${result.because}` : `does not hold: ${MISSES[result.miss]}`}`)}`];
}
