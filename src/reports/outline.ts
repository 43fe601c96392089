import type { Bug } from "../categorization/schema.ts";
import type { Countable } from "../categorization/tally.ts";

/** What reports count of a verdict: enough for every total and ranking, without the verdict itself. */
export interface Outline extends Countable, Pick<Bug, "id" | "signature" | "toolkit" | "tool" | "account" | "time" | "status" | "rule" | "reclassified_by"> {
  /** Spot-check and subject, where the bug is our own. */
  readonly fault: readonly [string, string | null] | null;
}

/** Taken where the verdict is made, so that whoever adds up need not read it. */
export function outlineOf(bug: Bug): Outline {
  const { id, signature, toolkit, tool, account, time, status, rule, bucket, cluster, reclassified_from, reclassified_by, demoted_from, fault } = bug;
  return {
    id, signature, toolkit, tool, account, time, status, rule, bucket, cluster, reclassified_from, reclassified_by, demoted_from,
    fault: fault === null ? null : [fault.check, fault.subject],
  };
}
