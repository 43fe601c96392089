import type { Guard } from "../taxonomy/compile.ts";
import type { CostlyPattern } from "./pattern-cost.ts";
import { within } from "./within.ts";

/** What one search of a slow rule may take before it is broken off. Milliseconds. */
const SEARCH_BUDGET = 100;

/** Rules that were let in although they can take too long: each search has a time budget, and who exceeds it is out. */
export class SlowRules {
  readonly guards: ReadonlyMap<string, Guard>;
  readonly #out = new Set<string>();

  constructor(costly: readonly CostlyPattern[]) {
    this.guards = new Map(costly.map(({ id }) => [id, (search) => this.#run(id, search)]));
  }

  /** Ids of the rules that went over their budget and were left out from there on. */
  get leftOut(): readonly string[] {
    return [...this.#out].toSorted();
  }

  #run(id: string, search: () => void): void {
    if (this.#out.has(id)) return;
    if (within(SEARCH_BUDGET, search) === null) this.#out.add(id);
  }
}
