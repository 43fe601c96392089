import type { Facts } from "../facts/facts.ts";
import type { CompiledRule, CompiledSpotCheck, Taxonomy } from "../taxonomy/compile.ts";
import type { Judgement } from "./judge.ts";
import { holds, type Miss, tryCondition } from "./match.ts";
import { matchedTextsOf } from "./text-matches.ts";

/** How one rule fared, and why. */
export interface RuleTrial {
  readonly rule: CompiledRule;
  /** `decides`, `lost` with its reason, or `no` with the member of the rule that did not hold. */
  readonly result: { readonly kind: "decides" } | { readonly kind: "lost"; readonly because: string } | { readonly kind: "no"; readonly miss: Miss };
}

/** How one spot-check fared. */
export interface CheckTrial {
  readonly check: CompiledSpotCheck;
  readonly result: "demotes" | "not asked" | "no";
}

export interface Explanation {
  readonly rules: readonly RuleTrial[];
  readonly checks: readonly CheckTrial[];
}

/** Goes the way to a judgement once more and takes down every step of it. */
export function explain(facts: Facts, judgement: Judgement, taxonomy: Taxonomy): Explanation {
  const texts = matchedTextsOf(facts, taxonomy);
  const rules = taxonomy.rules.map((rule): RuleTrial => {
    if (rule === judgement.winner.rule) return { rule, result: { kind: "decides" } };
    const loser = judgement.losers.find(({ match }) => match.rule === rule);
    if (loser !== undefined) return { rule, result: { kind: "lost", because: loser.because } };
    const trial = tryCondition(rule, facts, texts);
    return { rule, result: { kind: "no", miss: holds(trial) ? "patterns" : trial } };
  });
  const checks = taxonomy.spotChecks.map((check): CheckTrial => {
    if (judgement.demotion?.check === check) return { check, result: "demotes" };
    return { check, result: check.source.from.includes(judgement.cluster) ? "no" : "not asked" };
  });
  return { rules, checks };
}
