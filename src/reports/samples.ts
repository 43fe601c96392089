import type { Bug } from "../categorization/schema.ts";
import { compare } from "../categorization/tally.ts";

/** A failure that a report may show, and its whole verdict, read only when it is kept. */
export interface Shown {
  readonly id: string;
  readonly signature: string;
  readonly bug: () => Bug;
}

/** A failure that is kept. */
interface Kept {
  readonly id: string;
  readonly signature: string;
  readonly bug: Bug;
}

/**
 * Keeps the few failures of a group that show as many different signatures as possible, those with the smallest ids. Which
 * they are does not depend on the order in which they come, and memory does not depend on how many come.
 */
export class Samples {
  readonly #limit: number;
  readonly #extra: number;
  /** Failures of different signatures, by id. */
  #different: Kept[] = [];
  /** Whatever their signatures, by id. */
  #smallest: Kept[] = [];

  /**
   * @param limit how many are shown
   * @param extra how many more are kept, by id, for a list of those that are not shown
   */
  constructor(limit: number, extra = 0) {
    this.#limit = limit;
    this.#extra = extra;
  }

  add(shown: Shown): void {
    if (mayEnter(this.#smallest, shown, this.#limit + this.#extra)) this.#smallest = inserted(this.#smallest, shown, this.#limit + this.#extra);
    const same = this.#different.findIndex(({ signature }) => signature === shown.signature);
    const rival = same === -1 ? null : this.#different[same];
    if (rival != null && order(rival, shown) <= 0) return;
    const others = rival == null ? this.#different : this.#different.toSpliced(same, 1);
    if (mayEnter(others, shown, this.#limit)) this.#different = inserted(others, shown, this.#limit);
  }

  /** Those to show, by id. */
  shown(): readonly Bug[] {
    const rest = this.#rest().slice(0, this.#limit - this.#different.length);
    return [...this.#different, ...rest].toSorted((a, b) => compare(a.id, b.id)).map(({ bug }) => bug);
  }

  /** The first of all by id. */
  get first(): Bug | null {
    return this.#smallest[0]?.bug ?? null;
  }

  /** Those that follow and are not shown, as many as were to be kept. */
  unshown(): readonly Bug[] {
    return this.#rest().slice(this.#limit - this.#different.length).slice(0, this.#extra).map(({ bug }) => bug);
  }

  #rest(): readonly Kept[] {
    return this.#smallest.filter((kept) => !this.#different.some((other) => order(other, kept) === 0));
  }
}

function mayEnter(kept: readonly Kept[], shown: Shown, limit: number): boolean {
  const last = kept.at(-1);
  return kept.length < limit || last === undefined || order(shown, last) < 0;
}

function inserted(kept: readonly Kept[], { id, signature, bug }: Shown, limit: number): Kept[] {
  return [...kept, { id, signature, bug: bug() }].toSorted(order).slice(0, limit);
}

/** By id; where masking made two ids one, by all that there is. */
function order(a: Shown | Kept, b: Shown | Kept): number {
  return compare(a.id, b.id) || compare(a.signature, b.signature) || compare(textOf(a), textOf(b));
}

function textOf({ bug }: Shown | Kept): string {
  return JSON.stringify(typeof bug === "function" ? bug() : bug);
}
