import type { UpstreamClaim } from "../failure/failure.ts";
import { ownJson } from "../categorization/own-json.ts";
import { SpillFile } from "../store/spill.ts";
import { hashOfId } from "./id-table.ts";
import { firstOffset, nextOffset, OpenTable } from "./open-table.ts";

/** A claim as it is kept, with the id it is about. */
export interface HeldClaim {
  readonly id: string;
  readonly claim: UpstreamClaim;
  /** Categories that other entries give the same id. */
  readonly others: readonly string[];
}

/** Everything that a thread needs to look claims up; the memory is shared, not copied. */
export interface SharedClaims {
  /** A hash of the id, then offset (two numbers: it may pass 2^32) and length of the claim. */
  readonly table: Int32Array;
  /** One byte for each place of the table: the claim was asked for. */
  readonly used: Uint8Array;
  readonly text: Uint8Array;
  /** Where the claims stand that did not fit into `text`. */
  readonly path: string | null;
}

const STRIDE = 4;
/** Claims that are held in memory; what exceeds it is set aside in a file. Bytes. */
const HELD_BYTES = 8 * 1024 * 1024;
/** Longer reasons are cut when they are shown. Characters. */
const MAX_REASON = 2_100;
const PAGE = 2 ** 32;

/** The claims of the upstream classification by id: a hash table in shared memory, and the claims as text behind it. */
export class ClaimTable {
  readonly #folder: string;
  readonly #table = new OpenTable(STRIDE, ([hash = 0]) => hash, true);
  #text = new Uint8Array(new SharedArrayBuffer(1 << 16));
  #textBytes = 0;
  #file: SpillFile | null = null;
  #used: Uint8Array | null = null;

  /** @param folder where claims that do not fit into memory are set aside */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get size(): number {
    return this.#table.size;
  }

  get(id: string): HeldClaim | null {
    return this.#view().find(id)?.held ?? null;
  }

  /** Keeps a claim, in place of the one that was there. */
  set(held: HeldClaim): void {
    const { claim, id } = held;
    const bytes = Buffer.from(JSON.stringify([id, claim.category, claim.confidence, claim.reason?.slice(0, MAX_REASON) ?? null, ...held.others]));
    const known = this.#view().find(id);
    const offset = this.#append(bytes);
    const entry = Int32Array.of(claimHash(id), Math.floor(offset / PAGE), (offset % PAGE) | 0, bytes.length);
    if (known === null) this.#table.add(entry);
    else this.#table.slots.set(entry, known.place * STRIDE);
  }

  /** To be called when all claims are in. */
  shared(): SharedClaims {
    this.#used ??= new Uint8Array(new SharedArrayBuffer(this.#table.capacity));
    return { table: this.#table.slots, used: this.#used, text: this.#text, path: this.#file?.path ?? null };
  }

  /** Looks claims up in this thread. To be called when all claims are in. */
  lookUp(): ClaimView {
    return new ClaimView(this.shared(), this.#file === null ? null : (into, offset) => this.#file?.read(into, offset) ?? 0);
  }

  /** Ids that nobody asked for. */
  *unused(): Generator<string> {
    const { used, table } = this.shared();
    const view = this.#view();
    for (let place = 0; place < used.length; place++) {
      if (table[place * STRIDE] !== 0 && used[place] === 0) yield view.at(place).id;
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
    return new ClaimView({ table: this.#table.slots, used: NOT_COUNTED, text: this.#text, path: null }, this.#file === null ? null : (into, offset) => this.#file?.read(into, offset) ?? 0);
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
    const hash = claimHash(id);
    for (let at = firstOffset(hash, table, STRIDE); table[at] !== 0; at = nextOffset(at, table, STRIDE)) {
      if (table[at] !== hash) continue;
      const place = at / STRIDE;
      const held = this.at(place);
      if (held.id === id) return { place, held };
    }
    return null;
  }

  at(place: number): HeldClaim {
    const { table, text } = this.#shared;
    const at = place * STRIDE;
    const offset = (table[at + 1] ?? 0) * PAGE + ((table[at + 2] ?? 0) >>> 0);
    const length = table[at + 3] ?? 0;
    const bytes = Buffer.alloc(length);
    if (offset < HELD_BYTES) bytes.set(text.subarray(offset, offset + length));
    else this.#read?.(bytes, offset - HELD_BYTES);
    const [id, category, confidence, reason, ...others] = ownJson<[string, string, number | null, string | null, ...string[]]>(bytes.toString("utf8"));
    return { id, claim: { category, confidence, reason }, others };
  }
}

/** Half of an id's hash, never 0: that an id is meant, the claim itself tells. */
function claimHash(id: string): number {
  return hashOfId(id)[0];
}
