/** A table is made of small ones, each found by these upper bits of a hash: what grows is then a small piece of memory, whose old place the next one fits into. */
const PART_BITS = 6;
const PARTS = 1 << PART_BITS;
const FIRST_CAPACITY = 1 << 6;
/** Fuller, a search that finds nothing takes too many steps; see Knuth, The Art of Computer Programming, 6.4. */
const MAX_LOAD = 0.8;
/** Doubling would leave half of a large table empty. */
const GROWTH = 1.3;

/** Where an entry stands, or the empty place where it would. */
export interface Spot {
  readonly slots: Int32Array;
  /** Offset of the entry's first number. */
  readonly at: number;
}

/**
 * Entries of a few numbers each, by hash (open addressing with linear probing). The first number of an entry is never 0,
 * which is what an empty place holds.
 */
export class OpenTable {
  readonly #stride: number;
  readonly #hashOf: (entry: Int32Array) => number;
  readonly #isShared: boolean;
  /** The places of each part, one after another. */
  readonly parts: Int32Array[];
  readonly #sizes = new Uint32Array(PARTS);
  size = 0;

  /**
   * @param stride how many numbers an entry has
   * @param hashOf the hash by which an entry is placed
   * @param isShared other threads may read the table
   */
  constructor(stride: number, hashOf: (entry: Int32Array) => number, isShared = false) {
    this.#stride = stride;
    this.#hashOf = hashOf;
    this.#isShared = isShared;
    this.parts = Array.from({ length: PARTS }, () => this.#memory(FIRST_CAPACITY));
  }

  /** Adds an entry, which must not be there yet. */
  add(entry: Int32Array): void {
    const part = this.#hashOf(entry) >>> (32 - PART_BITS);
    const slots = this.parts[part] ?? NO_SLOTS;
    const size = this.#sizes[part] ?? 0;
    if (size >= (slots.length / this.#stride) * MAX_LOAD) this.parts[part] = this.#grown(slots);
    this.#sizes[part] = size + 1;
    this.size++;
    put(entry, this.#hashOf(entry), this.parts[part] ?? NO_SLOTS);
  }

  #grown(old: Int32Array): Int32Array {
    const slots = this.#memory(Math.ceil((old.length / this.#stride) * GROWTH));
    for (let at = 0; at < old.length; at += this.#stride) {
      const entry = old.subarray(at, at + this.#stride);
      if (old[at] !== 0) put(entry, this.#hashOf(entry), slots);
    }
    return slots;
  }

  #memory(capacity: number): Int32Array {
    const length = this.#stride * capacity;
    return this.#isShared ? new Int32Array(new SharedArrayBuffer(4 * length)) : new Int32Array(length);
  }
}

const NO_SLOTS = new Int32Array(0);

function put(entry: Int32Array, hash: number, slots: Int32Array): void {
  slots.set(entry, probe(slots, hash, entry.length, () => false));
}

/**
 * The entry of a table that `isIt`, or the empty place behind all that share its hash.
 *
 * @param isIt asked with the offset of each entry that could be meant
 */
export function find(parts: readonly Int32Array[], hash: number, stride: number, isIt: (slots: Int32Array, at: number) => boolean): Spot {
  const slots = parts[hash >>> (32 - PART_BITS)] ?? NO_SLOTS;
  return { slots, at: probe(slots, hash, stride, isIt) };
}

function probe(slots: Int32Array, hash: number, stride: number, isIt: (slots: Int32Array, at: number) => boolean): number {
  // The upper bits of the product are a place (Lemire 2019); hashes are mixed well, and a capacity need be no power of two.
  let at = Math.floor((((hash << PART_BITS) >>> 0) * (slots.length / stride)) / 2 ** 32) * stride;
  while (slots[at] !== 0 && !isIt(slots, at)) at = at + stride === slots.length ? 0 : at + stride;
  return at;
}
