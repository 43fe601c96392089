import type { Facts } from "../facts/facts.ts";
import type { CompiledRule, Taxonomy } from "../taxonomy/compile.ts";
import { compareTiers, namesCause, type Tier, TIERS, tierOfText } from "../taxonomy/tiers.ts";
import { holds, type Proof, tryCondition } from "./match.ts";
import { type MatchedText, matchedTextsOf } from "./text-matches.ts";

/** A rule that holds for a failure, and what it rests on. */
export interface RuleMatch {
  readonly rule: CompiledRule;
  readonly tier: Tier;
  readonly proof: Proof;
}

/** A match that did not decide. */
export interface Loser {
  readonly match: RuleMatch;
  readonly because: string;
  /** It stood back for another rule, so it proves nothing. */
  readonly yielded: boolean;
}

export interface Choice {
  readonly winner: RuleMatch;
  readonly losers: readonly Loser[];
}

/** Every rule of the taxonomy that holds, strongest evidence first, then in the order of precedence. */
export function matchRules(facts: Facts, taxonomy: Taxonomy): readonly RuleMatch[] {
  const texts = matchedTextsOf(facts, taxonomy);
  const matches: RuleMatch[] = [];
  for (const rule of rulesToTry(taxonomy, texts)) {
    const trial = tryCondition(rule, facts, texts);
    if (holds(trial)) matches.push({ rule, tier: tierOf(rule, trial), proof: trial });
  }
  return matches.toSorted((a, b) => compareTiers(a.tier, b.tier) || a.rule.rank - b.rule.rank);
}

/** Most rules are out before they are tried: no text holds a word that they need. */
function rulesToTry({ rules, silentRules }: Taxonomy, texts: readonly MatchedText[]): readonly CompiledRule[] {
  const open = new Set<CompiledRule>();
  for (const { candidates } of texts) {
    for (const index of candidates.keys()) {
      const rule = rules[index];
      if (rule !== undefined) open.add(rule);
    }
  }
  return [...silentRules, ...open];
}

function tierOf({ source }: CompiledRule, proof: Proof): Tier {
  if (proof.where !== null) return tierOfText(source.strength ?? "kind", proof.where);
  if (proof.kind === "mark") return "mark";
  if (source.absence !== undefined || source.succeeded !== undefined) return "absence";
  return source.status === undefined ? "none" : "status";
}

/**
 * Picks the rule that decides. The strongest evidence wins; a rule stands back for those it yields to; and a mark in the
 * request takes over where it explains what the strongest evidence says.
 */
export function chooseRule(matches: readonly RuleMatch[]): Choice | null {
  const yielded = new Map(matches.flatMap((match) => yieldedTo(match, matches)));
  const standing = matches.filter((match) => !yielded.has(match));
  const strongest = standing[0];
  if (strongest === undefined) return null;
  const winner = standing.find((match) => explains(match, strongest)) ?? strongest;
  const losers = matches.filter((match) => match !== winner).map((match) => ({ match, because: yielded.get(match) ?? reasonOf(match, winner, strongest), yielded: yielded.has(match) }));
  return { winner, losers };
}

function yieldedTo(match: RuleMatch, all: readonly RuleMatch[]): readonly (readonly [RuleMatch, string])[] {
  for (const { to, strength, why } of match.rule.source.yieldsTo ?? []) {
    const other = all.find(({ rule, tier }) => rule !== match.rule && (rule.source.id === to || rule.cluster === to) && (strength === undefined || namesCause(tier)));
    if (other !== undefined) return [[match, `yields to ${other.rule.source.id}: ${why}`]];
  }
  return [];
}

function explains(match: RuleMatch, strongest: RuleMatch): boolean {
  const upTo = match.rule.source.explains?.[strongest.rule.cluster];
  if (upTo === undefined || match === strongest) return false;
  return upTo === "cause" || !namesCause(strongest.tier);
}

function reasonOf(match: RuleMatch, winner: RuleMatch, strongest: RuleMatch): string {
  if (winner !== strongest && match.rule.cluster !== winner.rule.cluster) return `explained by ${winner.rule.source.id}: ${winner.rule.source.why}`;
  if (match.tier !== winner.tier) return `weaker evidence: ${TIERS[match.tier]}, against ${TIERS[winner.tier]}`;
  if (match.rule.cluster === winner.rule.cluster) return `same cluster; ${winner.rule.source.id} is tried first`;
  return `equally strong evidence; ${winner.rule.cluster} goes before ${match.rule.cluster}`;
}
