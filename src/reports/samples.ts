import { ownJson } from "../categorization/own-json.ts";
import type { Bug } from "../categorization/schema.ts";
import { compare } from "../categorization/tally.ts";

/** A failure that a report may show. */
export interface Candidate {
  readonly id: string;
  readonly signature: string;
  /** Its whole verdict as JSON: kept as text, and read only if it is shown. */
  readonly text: Uint8Array;
}

/**
 * Keeps the few failures of a group that show as many different signatures as possible, those with the smallest ids. Which
 * they are does not depend on the order in which they come, and memory does not depend on how many come.
 */
export class Samples {
  readonly #limit: number;
  readonly #extra: number;
  /** Failures of different signatures, by id. */
  #different: Candidate[] = [];
  /** Whatever their signatures, by id. */
  #smallest: Candidate[] = [];

  /**
   * @param limit how many are shown
   * @param extra how many more are kept, by id, for a list of those that are not shown
   */
  constructor(limit: number, extra = 0) {
    this.#limit = limit;
    this.#extra = extra;
  }

  add(shown: Candidate): void {
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
    return [...this.#different, ...rest].toSorted((a, b) => compare(a.id, b.id)).map(bugOf);
  }

  /** The first of all by id. */
  get first(): Bug | null {
    const [first] = this.#smallest;
    return first === undefined ? null : bugOf(first);
  }

  /** Those that follow and are not shown, as many as were to be kept. */
  unshown(): readonly Bug[] {
    return this.#rest().slice(this.#limit - this.#different.length).slice(0, this.#extra).map(bugOf);
  }

  #rest(): readonly Candidate[] {
    return this.#smallest.filter((kept) => !this.#different.some((other) => order(other, kept) === 0));
  }
}

function mayEnter(kept: readonly Candidate[], shown: Candidate, limit: number): boolean {
  const last = kept.at(-1);
  return kept.length < limit || last === undefined || order(shown, last) < 0;
}

function inserted(kept: readonly Candidate[], candidate: Candidate, limit: number): Candidate[] {
  // A copy: the text is a window into the verdicts of a whole block.
  return [...kept, { ...candidate, text: Uint8Array.from(candidate.text) }].toSorted(order).slice(0, limit);
}

/** By id; where masking made two ids one, by all that there is. */
function order(a: Candidate, b: Candidate): number {
  return compare(a.id, b.id) || compare(a.signature, b.signature) || Buffer.compare(a.text, b.text);
}

function bugOf({ text }: Candidate): Bug {
  return ownJson<Bug>(Buffer.from(text).toString("utf8"));
}
