import type { Facts } from "../facts/facts.ts";
import type { Failure, UpstreamClaim } from "../failure/failure.ts";
import { normaliseCategory } from "../failure/upstream.ts";
import type { CompiledReclassification, Taxonomy } from "../taxonomy/compile.ts";
import type { Judgement } from "./judge.ts";
import { holds, tryCondition } from "./match.ts";
import { matchedTextsOf } from "./text-matches.ts";

/** Whether a failure is ours to sort, and why. */
export type Scope =
  | { readonly kind: "canonical" }
  /** The upstream label was overruled by the failure's own evidence. */
  | { readonly kind: "reclassified"; readonly from: string; readonly by: CompiledReclassification }
  /** Counted under `category` and left alone. */
  | { readonly kind: "out"; readonly category: string }
  | { readonly kind: "review"; readonly reason: string };

/** What is given from outside to decide the scope. */
export type Claims =
  /** No upstream classification: every failed log is in scope; with `all`, every log. */
  | { readonly kind: "none"; readonly all: boolean; readonly claim: UpstreamClaim | null }
  | { readonly kind: "given"; readonly claim: UpstreamClaim | null };

/** The category under which logs are counted that say of themselves that they succeeded. */
export const SUCCEEDED = "(succeeded)";

/**
 * Decides the scope of one failure. The upstream label is a claim: it decides only where the failure's own evidence does
 * not say otherwise, and a label that the taxonomy does not know decides nothing.
 *
 * @param judged judges the failure; called only where a label might be overruled
 */
export function scopeOf(failure: Failure, facts: Facts, claims: Claims, taxonomy: Taxonomy, judged: () => Judgement): Scope {
  if (claims.kind === "given") return scopeByClaim(claims.claim, facts, taxonomy, judged);
  const succeeded = failure.outcome === "succeeded" && !facts.failed;
  return succeeded && !claims.all ? { kind: "out", category: SUCCEEDED } : { kind: "canonical" };
}

function scopeByClaim(claim: UpstreamClaim | null, facts: Facts, taxonomy: Taxonomy, judged: () => Judgement): Scope {
  if (claim === null) return { kind: "review", reason: "has no upstream classification" };
  const name = normaliseCategory(claim.category);
  const { inScope, outOfScope } = taxonomy.pack.scope;
  if (inScope.includes(name)) return { kind: "canonical" };
  if (!outOfScope.includes(name)) return { kind: "review", reason: `the upstream category "${claim.category}" is none that the taxonomy knows` };
  const by = taxonomy.reclassifications.find((entry) => entry.source.from.includes(name) && overrules(entry, facts, taxonomy, judged));
  return by === undefined ? { kind: "out", category: name } : { kind: "reclassified", from: name, by };
}

function overrules(entry: CompiledReclassification, facts: Facts, taxonomy: Taxonomy, judged: () => Judgement): boolean {
  const { clusters } = entry.source;
  if (clusters !== undefined && !clusters.includes(judged().cluster)) return false;
  return holds(tryCondition(entry, facts, matchedTextsOf(facts, taxonomy)));
}
