import { bugOf } from "../categorization/bug.ts";
import type { Mask } from "../categorization/mask.ts";
import type { Bug } from "../categorization/schema.ts";
import { type Judgement, judge } from "../classify/judge.ts";
import { type Claims, type Scope, scopeOf } from "../classify/scope.ts";
import type { Facts } from "../facts/facts.ts";
import { readFacts } from "../facts/read.ts";
import type { Failure } from "../failure/failure.ts";
import { maskWith, showAll } from "../safety/redact.ts";
import { secretsOf } from "../safety/known-secrets.ts";
import type { Job } from "./job.ts";
import { linksOf } from "./links.ts";

/** Where one failure ends: in exactly one of these. */
export type Sorted =
  | { readonly kind: "bug"; readonly bug: Bug }
  | { readonly kind: "out"; readonly category: string }
  | { readonly kind: "review"; readonly id: string; readonly reason: string };

/** Facts, cluster, spot-check, bucket, scope: the way of one failure. */
export function sortFailure(failure: Failure, claims: Claims, index: number, job: Pick<Job, "taxonomy" | "links" | "redact">): Sorted {
  const { facts, scope, judged } = examine(failure, claims, job);
  switch (scope.kind) {
    case "out": return { kind: "out", category: scope.category };
    case "review": {
      const mask = maskOf(failure, job.redact);
      return { kind: "review", id: mask(failure.id).text, reason: mask(scope.reason).text };
    }
    case "canonical":
    case "reclassified": {
      const mask = maskOf(failure, job.redact);
      const links = linksOf(job.links, failure, index, mask);
      return { kind: "bug", bug: bugOf({ failure, facts, judgement: judged(), scope, claim: claims.claim, links }, job.taxonomy, mask) };
    }
    default: return scope satisfies never;
  }
}

export interface Examined {
  readonly facts: Facts;
  readonly scope: Scope;
  /** Judges on demand; a failure that is out of scope by its label is never judged. */
  readonly judged: () => Judgement;
}

export function examine(failure: Failure, claims: Claims, job: Pick<Job, "taxonomy">): Examined {
  const facts = readFacts(failure);
  let judgement: Judgement | null = null;
  const judged = (): Judgement => (judgement ??= judge(facts, job.taxonomy));
  return { facts, judged, scope: scopeOf(failure, facts, claims, job.taxonomy, judged) };
}

/** What may leave of this failure's texts. */
export function maskOf(failure: Failure, redact: boolean): Mask {
  return redact ? maskWith(secretsOf(failure)) : showAll;
}
