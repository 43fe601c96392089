import type { UpstreamClaim } from "../failure/failure.ts";
import { ownJson } from "../categorization/own-json.ts";
import { SpillFile } from "../store/spill.ts";
import { hashOfId } from "./id-table.ts";
import { find, OpenTable, type Spot } from "./open-table.ts";

/** A claim as it is kept, with the id it is about. */
export interface HeldClaim {
  readonly id: string;
  readonly claim: UpstreamClaim;
  /** Categories that other entries give the same id. */
  readonly others: readonly string[];
}

/** Everything that a thread needs to look claims up; the memory is shared, not copied. */
export interface SharedClaims {
  /** A hash of the id, then offset (two numbers: it may pass 2^32) and length of the claim; see open-table.ts. */
  readonly parts: readonly Int32Array[];
  readonly text: Uint8Array;
  /** Where the claims stand that did not fit into `text`. */
  readonly path: string | null;
}

const STRIDE = 4;
/** Claims that are held in memory; what exceeds it is set aside in a file. Bytes. */
const HELD_BYTES = 4 * 1024 * 1024;
/** Longer reasons are cut when they are shown. Characters. */
const MAX_REASON = 2_100;
const PAGE = 2 ** 32;
/** In the upper half of an offset: the claim was asked for. */
const USED = 1 << 30;

/** The claims of the upstream classification by id: a hash table in shared memory, and the claims as text behind it. */
export class ClaimTable {
  readonly #folder: string;
  readonly #table = new OpenTable(STRIDE, ([hash = 0]) => hash, true);
  #text = new Uint8Array(new SharedArrayBuffer(1 << 16));
  #textBytes = 0;
  #file: SpillFile | null = null;

  /** @param folder where claims that do not fit into memory are set aside */
  constructor(folder: string) {
    this.#folder = folder;
  }

  get size(): number {
    return this.#table.size;
  }

  get(id: string): HeldClaim | null {
    return this.lookUp().find(id)?.held ?? null;
  }

  /** Keeps a claim, in place of the one that was there. */
  set(held: HeldClaim): void {
    const { claim, id } = held;
    const bytes = Buffer.from(JSON.stringify([id, claim.category, claim.confidence, claim.reason?.slice(0, MAX_REASON) ?? null, ...held.others]));
    const known = this.lookUp().find(id)?.spot;
    const offset = this.#append(bytes);
    const entry = Int32Array.of(claimHash(id), Math.floor(offset / PAGE), (offset % PAGE) | 0, bytes.length);
    if (known === undefined) this.#table.add(entry);
    else known.slots.set(entry, known.at);
  }

  /** To be called when all claims are in. */
  shared(): SharedClaims {
    return { parts: this.#table.parts, text: this.#text, path: this.#file?.path ?? null };
  }

  /** Ids that nobody asked for. */
  *unused(): Generator<string> {
    const view = this.lookUp();
    for (const spot of this.#spots()) if (!isUsed(spot)) yield view.at(spot).id;
  }

  /** Whether any claim was asked for. */
  get isUsed(): boolean {
    for (const spot of this.#spots()) if (isUsed(spot)) return true;
    return false;
  }

  *#spots(): Generator<Spot> {
    for (const slots of this.#table.parts) for (let at = 0; at < slots.length; at += STRIDE) if (slots[at] !== 0) yield { slots, at };
  }

  clear(): void {
    this.#file?.remove();
    this.#file = null;
  }

  /** Looks claims up in this thread; of those that come later it knows nothing for certain. */
  lookUp(): ClaimView {
    return new ClaimView(this.shared(), this.#file === null ? null : (into, offset) => this.#file?.read(into, offset) ?? 0);
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
    found.spot.slots[found.spot.at + 1] = (found.spot.slots[found.spot.at + 1] ?? 0) | USED;
    const { claim, others } = found.held;
    return others.length === 0 ? claim : { ...claim, category: [claim.category, ...others].join(" / ") };
  }

  find(id: string): { readonly spot: Spot; readonly held: HeldClaim } | null {
    const hash = claimHash(id);
    let held: HeldClaim | null = null;
    const spot = find(this.#shared.parts, hash, STRIDE, (slots, at) => {
      if (slots[at] !== hash) return false;
      held = this.at({ slots, at });
      return held.id === id;
    });
    return held === null || spot.slots[spot.at] === 0 ? null : { spot, held };
  }

  at({ slots, at }: Spot): HeldClaim {
    const { text } = this.#shared;
    const offset = ((slots[at + 1] ?? 0) & ~USED) * PAGE + ((slots[at + 2] ?? 0) >>> 0);
    const length = slots[at + 3] ?? 0;
    const bytes = Buffer.alloc(length);
    if (offset < HELD_BYTES) bytes.set(text.subarray(offset, offset + length));
    else this.#read?.(bytes, offset - HELD_BYTES);
    const [id, category, confidence, reason, ...others] = ownJson<[string, string, number | null, string | null, ...string[]]>(bytes.toString("utf8"));
    return { id, claim: { category, confidence, reason }, others };
  }
}

function isUsed({ slots, at }: Spot): boolean {
  return ((slots[at + 1] ?? 0) & USED) !== 0;
}

/** Half of an id's hash, never 0: that an id is meant, the claim itself tells. */
function claimHash(id: string): number {
  return hashOfId(id)[0];
}
