import { compare, count } from "../categorization/tally.ts";

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** Counts names. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string, by = 1): void {
    count(this.#counts, name, by);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  get size(): number {
    return this.#counts.size;
  }

  /** Most first, then by name. */
  ranking(): readonly Counted[] {
    return [...this.#counts].map(([name, number]) => ({ name, count: number })).toSorted((a, b) => b.count - a.count || compare(a.name, b.name));
  }
}

/** Names that a root cause is shown with are counted in all failures up to this number, and in a sample of so many beyond it. */
export const SAMPLE_SIZE = 400;

interface Drawn {
  readonly lot: number;
  readonly id: string;
  readonly name: string;
}

/**
 * Counts names of which nearly every failure may have one of its own. Exact up to `SAMPLE_SIZE`; beyond it, the failures
 * whose ids draw the smallest lots stand for all, so that the sample depends on nothing but the failures themselves.
 */
export class SampledCounts {
  #drawn: Drawn[] = [];
  #added = 0;

  add(id: string, name: string): void {
    this.#added++;
    this.#drawn.push({ lot: lotOf(id), id, name });
    if (this.#drawn.length >= 2 * SAMPLE_SIZE) this.#thin();
  }

  get isSample(): boolean {
    return this.#added > SAMPLE_SIZE;
  }

  ranking(): readonly Counted[] {
    this.#thin();
    const counts = new Counts();
    for (const { name } of this.#drawn) counts.add(name);
    return counts.ranking();
  }

  #thin(): void {
    this.#drawn = this.#drawn.toSorted((a, b) => a.lot - b.lot || compare(a.id, b.id) || compare(a.name, b.name)).slice(0, SAMPLE_SIZE);
  }
}

/** A number that an id draws: always the same, and like chance (FNV-1a, mixed). */
function lotOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
}
