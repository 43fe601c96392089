import type { UpstreamClaim } from "../failure/failure.ts";
import { ownJson } from "../categorization/own-json.ts";
import { SpillFile } from "../store/spill.ts";
import { hashOfId } from "./id-table.ts";

/** A claim as it is kept, with the id it is about. */
export interface HeldClaim {
  readonly id: string;
  readonly claim: UpstreamClaim;
  /** Categories that other entries give the same id. */
  readonly others: readonly string[];
}

/** Everything that a thread needs to look claims up; the memory is shared, not copied. */
export interface SharedClaims {
  /** Two numbers of the id's hash, then offset (two numbers: it may pass 2^32) and length of the claim. */
  readonly table: Int32Array;
  /** One byte for each place of the table: the claim was asked for. */
  readonly used: Uint8Array;
  readonly text: Uint8Array;
  /** Where the claims stand that did not fit into `text`. */
  readonly path: string | null;
}

const STRIDE = 5;
const FIRST_CAPACITY = 1 << 10;
/** Claims that are held in memory; what exceeds it is set aside in a file. Bytes. */
const HELD_BYTES = 8 * 1024 * 1024;
/** Longer reasons are cut when they are shown. Characters. */
const MAX_REASON = 2_100;
const PAGE = 2 ** 32;

/** The claims of the upstream classification by id: a hash table in shared memory, and the claims as text behind it. */
export class ClaimTable {
  readonly #folder: string;
  #table = sharedInts(STRIDE * FIRST_CAPACITY);
  #capacity = FIRST_CAPACITY;
  #text = new Uint8Array(new SharedArrayBuffer(1 << 16));
  #textBytes = 0;
  #file: SpillFile | null = null;
  #used: Uint8Array | null = null;
  size = 0;

  /** @param folder where claims that do not fit into memory are set aside */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get(id: string): HeldClaim | null {
    return this.#view().find(id)?.held ?? null;
  }

  /** Keeps a claim, in place of the one that was there. */
  set(held: HeldClaim): void {
    const { claim, id } = held;
    const bytes = Buffer.from(JSON.stringify([id, claim.category, claim.confidence, claim.reason?.slice(0, MAX_REASON) ?? null, ...held.others]));
    const known = this.#view().find(id);
    const at = known === null ? this.#newPlace(id) : known.place * STRIDE;
    const offset = this.#append(bytes);
    this.#table[at + 2] = Math.floor(offset / PAGE);
    this.#table[at + 3] = (offset % PAGE) | 0;
    this.#table[at + 4] = bytes.length;
  }

  /** To be called when all claims are in. */
  shared(): SharedClaims {
    this.#used ??= new Uint8Array(new SharedArrayBuffer(this.#capacity));
    return { table: this.#table, used: this.#used, text: this.#text, path: this.#file?.path ?? null };
  }

  /** Looks claims up in this thread. To be called when all claims are in. */
  lookUp(): ClaimView {
    return new ClaimView(this.shared(), this.#file === null ? null : (into, offset) => this.#file?.read(into, offset) ?? 0);
  }

  /** Ids that nobody asked for. */
  *unused(): Generator<string> {
    const { used } = this.shared();
    const view = this.#view();
    for (let place = 0; place < this.#capacity; place++) {
      if (this.#table[place * STRIDE] !== 0 && used[place] === 0) yield view.at(place).id;
    }
  }

  /** Whether any claim was asked for. To be called when all claims are in. */
  get isUsed(): boolean {
    return this.shared().used.includes(1);
  }

  clear(): void {
    this.#file?.remove();
    this.#file = null;
  }

  #view(): ClaimView {
    return new ClaimView({ table: this.#table, used: NOT_COUNTED, text: this.#text, path: null }, this.#file === null ? null : (into, offset) => this.#file?.read(into, offset) ?? 0);
  }

  #newPlace(id: string): number {
    if (this.size >= this.#capacity * 0.6) this.#grow();
    this.size++;
    const [a, b] = hashOfId(id);
    const at = freePlace(this.#table, this.#capacity, b) * STRIDE;
    this.#table.set([a, b], at);
    return at;
  }

  #append(bytes: Uint8Array): number {
    if (this.#textBytes + bytes.length > HELD_BYTES) {
      this.#file ??= new SpillFile(this.#folder, "claims");
      return HELD_BYTES + this.#file.append(bytes);
    }
    if (this.#textBytes + bytes.length > this.#text.length) {
      const larger = new Uint8Array(new SharedArrayBuffer(Math.max(this.#text.length * 2, this.#textBytes + bytes.length)));
      larger.set(this.#text);
      this.#text = larger;
    }
    this.#text.set(bytes, this.#textBytes);
    this.#textBytes += bytes.length;
    return this.#textBytes - bytes.length;
  }

  #grow(): void {
    const old = this.#table;
    this.#capacity *= 2;
    this.#table = sharedInts(STRIDE * this.#capacity);
    for (let at = 0; at < old.length; at += STRIDE) {
      if (old[at] !== 0) this.#table.set(old.subarray(at, at + STRIDE), freePlace(this.#table, this.#capacity, old[at + 1] ?? 0) * STRIDE);
    }
  }
}

const NOT_COUNTED = new Uint8Array(0);

/** Looks claims up, from any thread. */
export class ClaimView {
  readonly #shared: SharedClaims;
  readonly #read: ((into: Uint8Array, offset: number) => number) | null;

  /** @param read reads the file in which claims were set aside, where there is one */
  constructor(shared: SharedClaims, read: ((into: Uint8Array, offset: number) => number) | null) {
    this.#shared = shared;
    this.#read = read;
  }

  /** The claim about a log; asking marks it as used. */
  claimOf(id: string): UpstreamClaim | null {
    const found = this.find(id);
    if (found === null) return null;
    this.#shared.used[found.place] = 1;
    const { claim, others } = found.held;
    return others.length === 0 ? claim : { ...claim, category: [claim.category, ...others].join(" / ") };
  }

  find(id: string): { readonly place: number; readonly held: HeldClaim } | null {
    const { table } = this.#shared;
    const [a, b] = hashOfId(id);
    const capacity = table.length / STRIDE;
    for (let place = b & (capacity - 1); table[place * STRIDE] !== 0; place = (place + 1) & (capacity - 1)) {
      if (table[place * STRIDE] !== a || table[place * STRIDE + 1] !== b) continue;
      const held = this.at(place);
      if (held.id === id) return { place, held };
    }
    return null;
  }

  at(place: number): HeldClaim {
    const { table, text } = this.#shared;
    const at = place * STRIDE;
    const offset = (table[at + 2] ?? 0) * PAGE + ((table[at + 3] ?? 0) >>> 0);
    const length = table[at + 4] ?? 0;
    const bytes = Buffer.alloc(length);
    if (offset < HELD_BYTES) bytes.set(text.subarray(offset, offset + length));
    else this.#read?.(bytes, offset - HELD_BYTES);
    const [id, category, confidence, reason, ...others] = ownJson<[string, string, number | null, string | null, ...string[]]>(bytes.toString("utf8"));
    return { id, claim: { category, confidence, reason }, others };
  }
}

function freePlace(table: Int32Array, capacity: number, hash: number): number {
  let place = hash & (capacity - 1);
  while (table[place * STRIDE] !== 0) place = (place + 1) & (capacity - 1);
  return place;
}

function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}
