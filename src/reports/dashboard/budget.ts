import type { Bug } from "../../categorization/schema.ts";

/** What one page may hold. Beyond it a page opens slowly everywhere, and mail refuses it. */
export interface Budget {
  readonly rows: number;
  /** Of packed data. */
  readonly bytes: number;
}

export const BUDGET: Budget = { rows: 200_000, bytes: 32 * 1024 * 1024 };

/**
 * The bugs that get a row, in the order given: of every signature the first, then of every signature the second, and so on.
 * What is left out is thus the repetition of what stands there already.
 */
export function fairShare(bugs: readonly Bug[], rows: number): ReadonlySet<Bug> {
  if (bugs.length <= rows) return new Set(bugs);
  const seen = new Map<string, number>();
  const turns: Bug[][] = [];
  for (const bug of bugs) {
    const turn = seen.get(bug.signature) ?? 0;
    seen.set(bug.signature, turn + 1);
    const taken = turns[turn];
    if (taken === undefined) turns[turn] = [bug];
    else taken.push(bug);
  }
  const kept = new Set<Bug>();
  for (const turn of turns) {
    for (const bug of turn) {
      if (kept.size === rows) return kept;
      kept.add(bug);
    }
  }
  return kept;
}
