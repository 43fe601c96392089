import type { Facts } from "../facts/facts.ts";
import type { CompiledSpotCheck, Taxonomy } from "../taxonomy/compile.ts";
import { chooseRule, type Loser, matchRules, type RuleMatch } from "./choose.ts";
import { holds, type Proof, tryCondition } from "./match.ts";
import { matchedTextsOf } from "./text-matches.ts";

/** The demotion of a failure to a bug of our own, with the fact that shows it. */
export interface Demotion {
  readonly check: CompiledSpotCheck;
  readonly proof: Proof;
  /** The bucket it was taken from. */
  readonly from: string;
}

/** What is thought of one failure, with everything that led there. */
export interface Judgement {
  readonly cluster: string;
  readonly bucket: string;
  readonly winner: RuleMatch;
  readonly losers: readonly Loser[];
  readonly demotion: Demotion | null;
}

/** Judges one failure. Pure: the same facts and the same taxonomy give the same judgement. */
export function judge(facts: Facts, taxonomy: Taxonomy): Judgement {
  const choice = chooseRule(matchRules(facts, taxonomy));
  if (choice === null) throw new Error("the taxonomy has no rule that always holds");
  const { winner, losers } = choice;
  const { cluster } = winner.rule;
  const dispatched = taxonomy.pack.dispatch[cluster] ?? taxonomy.pack.fallback;
  const standing = losers.filter((loser) => !loser.yielded).map((loser) => loser.match);
  const matches = [winner, ...standing].filter((match) => match.rule.cluster === cluster);
  const demotion = demote(matches, dispatched, facts, taxonomy);
  return { cluster, bucket: demotion === null ? dispatched : taxonomy.pack.demotion.bucket, winner, losers, demotion };
}

/** The second pass: the first spot-check that finds the request wrong on our own side. */
function demote(matches: readonly RuleMatch[], from: string, facts: Facts, taxonomy: Taxonomy): Demotion | null {
  const texts = matchedTextsOf(facts, taxonomy);
  for (const check of taxonomy.spotChecks) {
    const { from: clusters, rules } = check.source;
    if (!clusters.includes(matches[0]?.rule.cluster ?? "")) continue;
    const match = rules === undefined ? null : matches.find(({ rule }) => rules.includes(rule.source.id));
    if (match === undefined) continue;
    const trial = tryCondition(check, facts, texts, match?.proof ?? null);
    if (holds(trial)) return { check, proof: trial, from };
  }
  return null;
}
