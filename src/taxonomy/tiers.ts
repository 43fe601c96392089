import type { Strength, Where } from "./schema.ts";

/** How strong evidence is, by what it says and where it says it. Strongest first; this list is the whole order. */
export const TIERS = {
  "cause-code": "a machine-readable code that names the cause",
  "cause-message": "a sentence that names the cause",
  "cause-exception": "an exception class that names the cause",
  "kind-code": "a code that names only the kind of error",
  "kind-message": "a sentence that names only the kind of error",
  "kind-exception": "an exception class that names only the kind of error",
  status: "the bare status",
  absence: "the absence of any evidence",
  mark: "a mark in the request, with an answer that says nothing",
  none: "nothing else matched",
} as const;

export type Tier = keyof typeof TIERS;

const RANKS: Readonly<Record<string, number>> = Object.fromEntries(Object.keys(TIERS).map((tier, rank) => [tier, rank]));

const BY_PLACE: Readonly<Record<Strength, Readonly<Record<Where, Tier>>>> = {
  cause: { code: "cause-code", message: "cause-message", page: "cause-message", exception: "cause-exception" },
  kind: { code: "kind-code", message: "kind-message", page: "kind-message", exception: "kind-exception" },
};

export function tierOfText(strength: Strength, where: Where): Tier {
  return BY_PLACE[strength][where];
}

/** Negative when `a` is the stronger evidence. */
export function compareTiers(a: Tier, b: Tier): number {
  return (RANKS[a] ?? 0) - (RANKS[b] ?? 0);
}

/** Whether evidence of this tier names a cause and not only a kind of error. */
export function namesCause(tier: Tier): boolean {
  return tier === "cause-code" || tier === "cause-message" || tier === "cause-exception";
}
