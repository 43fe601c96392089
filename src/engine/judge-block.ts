import { crc32 } from "node:zlib";
import type { ReviewItem } from "../categorization/schema.ts";
import type { Claims } from "../classify/scope.ts";
import type { Failure, UpstreamClaim } from "../failure/failure.ts";
import { readRecord } from "../failure/read-record.ts";
import { describePosition, type Entry } from "../ingest/entry.ts";
import { asEntry } from "../ingest/input.ts";
import { parseSlice } from "../ingest/parse-slice.ts";
import { bugText } from "../reports/document.ts";
import { type Outline, outlineOf } from "../reports/outline.ts";
import { redact } from "../safety/redact.ts";
import { type Block, slicesOf } from "./block.ts";
import { exactDigits } from "./exact-digits.ts";
import { hashOfId } from "./id-table.ts";
import type { Instructions } from "./job.ts";
import { isInShard } from "./shard.ts";
import { sortFailure } from "./sort-record.ts";

/** What became of a record: a bug, or up for review, or out of scope in the category of this number. */
export const BUG = -1;
export const REVIEW = -2;

/** Numbers kept for one record: two of its id's hash, the mark of its content, and what became of it. */
export const RECORD_STRIDE = 4;

/** The verdicts on one block, as compact as they can travel between threads. */
export interface BlockResult {
  readonly number: number;
  readonly source: number;
  /** Records and damages in it. */
  readonly entries: number;
  /** Records whose bytes were no UTF-8. */
  readonly replaced: number;
  /** Four numbers for each record that has an id; see RECORD_STRIDE. */
  readonly records: Int32Array<ArrayBuffer>;
  readonly categories: readonly string[];
  /** Of each bug, in the order of the records: what is counted of it, as JSON, and its verdict as text. */
  readonly outlines: string;
  readonly bugs: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Of each record that is up for review, in the order of the records. */
  readonly reviews: readonly ReviewItem[];
  /** What has no id that could stand twice. */
  readonly nameless: readonly ReviewItem[];
  /** Where a stretch could not be read, and why. */
  readonly damages: readonly string[];
}

/** Judges blocks. Keeps nothing from one to the next, so that a block can be given to another worker. */
export class BlockJudge {
  readonly #instructions: Instructions;
  readonly #claimOf: (id: string) => UpstreamClaim | null;

  constructor(instructions: Instructions, claimOf: (id: string) => UpstreamClaim | null) {
    this.#instructions = instructions;
    this.#claimOf = claimOf;
  }

  judge(block: Block): BlockResult {
    const result = new ResultBuilder();
    const name = this.#instructions.sources[block.source] ?? "";
    for (const slice of slicesOf(block)) {
      const { entries, replaced } = parseSlice(slice);
      if (replaced) result.replaced++;
      for (const entry of entries) this.#take(entry, name, result);
    }
    for (const damage of block.damages) this.#take(asEntry(damage), name, result);
    return result.build(block);
  }

  #take(entry: Entry, name: string, result: ResultBuilder): void {
    const { shard, mapping } = this.#instructions;
    const reading = entry.kind === "damaged" ? null : readRecord(entry.value, entry.key, mapping, (path) => exactDigits(entry.bytes, path));
    const id = reading?.kind === "failure" ? reading.failure.id : null;
    if (!isInShard(id, shard)) return;
    result.entries++;
    const position = describePosition(entry.position);
    if (entry.kind === "damaged") {
      result.damages.push(`${position}: ${entry.what}`);
      result.nameless.push(this.#hidden({ id: `${name}, ${position}`, reason: `cannot be read: ${entry.what}` }));
    } else if (reading?.kind === "unreadable") result.nameless.push(this.#hidden({ id: `${name}, ${position}`, reason: reading.reason }));
    else if (reading?.kind === "failure") this.#judge(reading.failure, entry, result);
  }

  #judge(failure: Failure, { bytes, position }: Extract<Entry, { kind: "record" }>, result: ResultBuilder): void {
    const { all, hasUpstream } = this.#instructions;
    const claim = this.#claimOf(failure.id);
    const claims: Claims = !hasUpstream || all ? { kind: "none", all, claim } : { kind: "given", claim };
    const sorted = sortFailure(failure, claims, position.index, this.#instructions);
    const [a, b] = hashOfId(failure.id);
    const mark = markOf(bytes);
    if (sorted.kind === "out") return result.add([a, b, mark, result.category(sorted.category)]);
    result.add([a, b, mark, sorted.kind === "bug" ? BUG : REVIEW]);
    if (sorted.kind === "bug") result.addBug(outlineOf(sorted.bug), bugText(sorted.bug));
    else result.reviews.push({ id: sorted.id, reason: sorted.reason });
  }

  #hidden({ id, reason }: ReviewItem): ReviewItem {
    return this.#instructions.redact ? { id: redact(id).text, reason: redact(reason).text } : { id, reason };
  }
}

/** 32 bits of a record's content. What must not be made to collide is its id, which has a hash of 64 bits of its own. */
export function markOf(bytes: Buffer): number {
  return crc32(bytes) | 0;
}

class ResultBuilder {
  entries = 0;
  replaced = 0;
  readonly reviews: ReviewItem[] = [];
  readonly nameless: ReviewItem[] = [];
  readonly damages: string[] = [];
  readonly #records: number[] = [];
  readonly #categories = new Map<string, number>();
  readonly #outlines: Outline[] = [];
  readonly #bugs: string[] = [];

  add(record: readonly [number, number, number, number]): void {
    this.#records.push(...record);
  }

  addBug(outline: Outline, text: string): void {
    this.#outlines.push(outline);
    this.#bugs.push(text);
  }

  /** The number of a category among those of this block. */
  category(name: string): number {
    const known = this.#categories.get(name);
    if (known !== undefined) return known;
    this.#categories.set(name, this.#categories.size);
    return this.#categories.size - 1;
  }

  build({ number, source }: Block): BlockResult {
    const { entries, replaced, reviews, nameless, damages } = this;
    return {
      number, source, entries, replaced, reviews, nameless, damages,
      records: Int32Array.from(this.#records),
      categories: [...this.#categories.keys()],
      outlines: JSON.stringify(this.#outlines),
      ...written(this.#bugs),
    };
  }
}

/** Texts one after another in a piece of memory of their own, and the length of each. Bytes. */
function written(texts: readonly string[]): Pick<BlockResult, "bugs" | "lengths"> {
  const lengths = Uint32Array.from(texts, (text) => Buffer.byteLength(text));
  const bytes = lengths.reduce((sum, length) => sum + length, 0);
  const bugs = new Uint8Array(bytes);
  const into = Buffer.from(bugs.buffer);
  let at = 0;
  for (const text of texts) at += into.write(text, at);
  return { bugs, lengths };
}
