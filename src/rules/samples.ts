import { type JudgedSample, judgeSample } from "../classify/sample.ts";
import type { Taxonomy } from "../taxonomy/compile.ts";
import type { Sample } from "../taxonomy/schema.ts";

/** How one sample of a rule or spot-check fared in the whole decision. */
export interface SampleResult {
  /** Id of the rule or spot-check that the sample belongs to. */
  readonly id: string;
  readonly kind: "rule" | "spot-check";
  readonly side: "hit" | "miss";
  readonly sample: Sample;
  readonly expected: string;
  readonly got: string;
  readonly passed: boolean;
  readonly judged: JudgedSample;
}

/**
 * Puts the samples of every rule and spot-check through the whole decision, not through the lone pattern: a hit must end in
 * the rule's cluster, through that rule; a miss must be decided by another.
 */
export function testSamples(taxonomy: Taxonomy): readonly SampleResult[] {
  const rules = taxonomy.rules.flatMap(({ source, cluster }) => [
    ...source.hits.map((sample) => ruleResult(taxonomy, { id: source.id, cluster }, "hit", sample)),
    ...source.misses.map((sample) => ruleResult(taxonomy, { id: source.id, cluster }, "miss", sample)),
  ]);
  const checks = taxonomy.spotChecks.flatMap(({ source }) => [
    ...source.hits.map((sample) => checkResult(taxonomy, source.id, "hit", sample)),
    ...source.misses.map((sample) => checkResult(taxonomy, source.id, "miss", sample)),
  ]);
  return [...rules, ...checks];
}

function ruleResult(taxonomy: Taxonomy, rule: { readonly id: string; readonly cluster: string }, side: "hit" | "miss", sample: Sample): SampleResult {
  const judged = judgeSample(sample, taxonomy);
  const winner = judged.judgement.winner.rule;
  const own = `${rule.cluster} by ${rule.id}`;
  const decided = winner.source.id === rule.id && winner.cluster === rule.cluster;
  return { id: rule.id, kind: "rule", side, sample, judged, got: `${winner.cluster} by ${winner.source.id}`, expected: side === "hit" ? own : `not ${own}`, passed: decided === (side === "hit") };
}

function checkResult(taxonomy: Taxonomy, id: string, side: "hit" | "miss", sample: Sample): SampleResult {
  const judged = judgeSample(sample, taxonomy);
  const demoted = judged.judgement.demotion?.check.source.id ?? null;
  const got = demoted === null ? `${judged.judgement.cluster}, not demoted` : `demoted by ${demoted}`;
  return { id, kind: "spot-check", side, sample, judged, got, expected: side === "hit" ? `demoted by ${id}` : `not demoted by ${id}`, passed: (demoted === id) === (side === "hit") };
}
