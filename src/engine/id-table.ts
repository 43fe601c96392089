import { find, OpenTable } from "./open-table.ts";

/** Numbers kept for one id: two of its hash, one of the record's content. */
const STRIDE = 3;
/** Set in every entry, so that an empty place can be told from one with all zeros. */
const TAKEN = 1;

/** 64 bits of an id, in two numbers: enough that no two ids of an export of ten million are likely to share them (1 in 300,000). */
export function hashOfId(id: string): readonly [number, number] {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at);
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d) ^ Math.imul(b ^ (b >>> 13), 0x846ca68b);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca77) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae3d);
  return [(a ^ (a >>> 16)) | TAKEN, b ^ (b >>> 15)];
}

/** What became of a record that came to the table. */
export type Admission = "new" | "copy" | "shared";

/**
 * Which ids have come, and with which content: some seventeen bytes for each, whatever the length of the id. Identical copies
 * of a record count once; different records under one id are all kept, and told apart by a mark of their content, so that
 * the order of the input changes nothing.
 */
export class IdTable {
  readonly #first = new Entries(false);
  /** Further contents of ids that stand on different records. */
  readonly #others = new Entries(true);
  readonly #shared = new Entries(false);
  copies = 0;

  /** @param mark 32 bits of the record's content, as a signed number */
  admit(a: number, b: number, mark: number): Admission {
    const known = this.#first.markOf(a, b, mark);
    if (known === null) {
      this.#first.add(a, b, mark);
      return "new";
    }
    if (known === mark || this.#others.markOf(a, b, mark) !== null) {
      this.copies++;
      return "copy";
    }
    this.#others.add(a, b, mark);
    if (this.#shared.markOf(a, b, 0) === null) this.#shared.add(a, b, 0);
    return "shared";
  }

  /** How many ids stand on different records. */
  get conflicts(): number {
    return this.#shared.size;
  }

  isShared(a: number, b: number): boolean {
    return this.#shared.size > 0 && this.#shared.markOf(a, b, 0) !== null;
  }
}

/** Triples of numbers: two of the hash of an id, and the mark of a content. */
class Entries {
  readonly #byMark: boolean;
  readonly #table: OpenTable;

  /** @param byMark the mark is part of the key, and spreads the many entries that one hash may have */
  constructor(byMark: boolean) {
    this.#byMark = byMark;
    this.#table = new OpenTable(STRIDE, ([, b = 0, mark = 0]) => this.#hashOf(b, mark));
  }

  get size(): number {
    return this.#table.size;
  }

  /** The mark kept under a key, or null. */
  markOf(a: number, b: number, mark: number): number | null {
    const isIt = (slots: Int32Array, at: number): boolean => slots[at] === a && slots[at + 1] === b && (!this.#byMark || slots[at + 2] === mark);
    const { slots, at } = find(this.#table.parts, this.#hashOf(b, mark), STRIDE, isIt);
    return slots[at] === 0 ? null : (slots[at + 2] ?? 0);
  }

  add(a: number, b: number, mark: number): void {
    this.#table.add(Int32Array.of(a, b, mark));
  }

  #hashOf(hash: number, mark: number): number {
    return Math.imul(this.#byMark ? hash ^ mark : hash, 0x2c1b3c6d);
  }
}

/** A mark as it stands behind a shared id and in verdict lines: eight hex digits. */
export function shownMark(mark: number): string {
  return (mark >>> 0).toString(16).padStart(8, "0");
}
