const FIRST_CAPACITY = 1 << 10;
/** Fuller, a search that finds nothing takes too many steps; see Knuth, The Art of Computer Programming, 6.4. */
const MAX_LOAD = 0.8;
/** Doubling would leave half of a large table empty. */
const GROWTH = 1.3;

/**
 * Entries of a few numbers each, by hash, in one piece of memory (open addressing with linear probing). The first number of
 * an entry is never 0, which is what an empty place holds.
 */
export class OpenTable {
  readonly #stride: number;
  readonly #hashOf: (entry: Int32Array) => number;
  readonly #isShared: boolean;
  /** All places, one after another. */
  slots: Int32Array;
  #capacity = FIRST_CAPACITY;
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
    this.slots = this.#memory();
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Adds an entry, which must not be there yet; gives the offset in `slots` that it got. */
  add(entry: Int32Array): number {
    if (this.size >= this.#capacity * MAX_LOAD) this.#grow();
    this.size++;
    return this.#put(entry);
  }

  #put(entry: Int32Array): number {
    let at = firstOffset(this.#hashOf(entry), this.slots, this.#stride);
    while (this.slots[at] !== 0) at = nextOffset(at, this.slots, this.#stride);
    this.slots.set(entry, at);
    return at;
  }

  #grow(): void {
    const old = this.slots;
    this.#capacity = Math.ceil(this.#capacity * GROWTH);
    this.slots = this.#memory();
    for (let at = 0; at < old.length; at += this.#stride) if (old[at] !== 0) this.#put(old.subarray(at, at + this.#stride));
  }

  #memory(): Int32Array {
    const length = this.#stride * this.#capacity;
    return this.#isShared ? new Int32Array(new SharedArrayBuffer(4 * length)) : new Int32Array(length);
  }
}

/** Where the search for a hash begins: an offset in the places of a table. */
export function firstOffset(hash: number, slots: Int32Array, stride: number): number {
  // The upper bits of the product are a place (Lemire 2019); hashes are mixed well, and a capacity need be no power of two.
  return Math.floor(((hash >>> 0) * (slots.length / stride)) / 2 ** 32) * stride;
}

export function nextOffset(at: number, slots: Int32Array, stride: number): number {
  return at + stride === slots.length ? 0 : at + stride;
}
