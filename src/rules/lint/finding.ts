/** What the lint looks for, and why it matters. */
export const CHECKS = {
  reference: { severity: "error", about: "a name that names nothing, an id that is taken, a table with a hole, a bucket without an owner of the roster" },
  "duplicate-pattern": { severity: "error", about: "the same pattern stands twice, so one of them decides nothing" },
  "no-hits": { severity: "error", about: "nothing shows what the rule is for" },
  "no-misses": { severity: "error", about: "nothing shows where the rule ends" },
  shadowed: { severity: "error", about: "other rules decide every failure that this one is written for" },
  "catches-everything": { severity: "error", about: "a rule without any condition, before others that would still be tried" },
  "super-linear": { severity: "error", about: "the pattern can hang a run on a text that somebody else wrote" },
  "open-end": { severity: "error", about: "the pattern begins or ends with a repeat that matches anything and so says nothing" },
  "unguarded-end": { severity: "error", about: "the pattern begins or ends with digits or a short word, and matches in the middle of a longer one" },
  "never-matches": { severity: "error", about: "the pattern asks for characters that no text has by the time rules see it" },
  "code-as-message": { severity: "warning", about: "a pattern for sentences that is one identifier; written at code it is stronger evidence" },
  "fires-on-success": { severity: "warning", about: "the rule holds on calls that succeeded" },
} as const satisfies Readonly<Record<string, { readonly severity: "error" | "warning"; readonly about: string }>>;

export type CheckId = keyof typeof CHECKS;

/** Something about a taxonomy that should be otherwise. */
export interface Finding {
  readonly check: CheckId;
  /** Id of the rule, spot-check, reclassification, cluster or bucket concerned. */
  readonly id: string;
  readonly what: string;
  /** The pattern, sample or text that proves it, where there is one. */
  readonly proof: string | null;
}
