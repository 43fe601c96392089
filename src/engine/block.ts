import type { Damage, Slice, Split } from "../ingest/entry.ts";

/** Numbers kept for one slice: start and length in the block, index, line (-1: none), byte, 1 if tentative. */
const STRIDE = 6;
/** A block is handed out when it holds so much. Bytes. */
const BLOCK_BYTES = 1 << 19;

/** A record longer than this is more than the heap of a worker may take. Bytes. */
const OVERSIZED_BYTES = 1 << 20;

/** Some records of one input, in memory that threads share; what a worker gets in one go. */
export interface Block {
  readonly number: number;
  /** Which of the job's logs it comes from. */
  readonly source: number;
  readonly bytes: Uint8Array;
  readonly places: Float64Array;
  readonly keys: readonly (string | null)[] | null;
  /** Stretches behind these records that could not become any. */
  readonly damages: readonly Damage[];
}

/** The records of a block; their bytes are good as long as the block is. */
export function slicesOf({ bytes, places, keys }: Block): readonly Slice[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: places.length / STRIDE }, (_value, number) => {
    const [start = 0, length = 0, index = 0, line = -1, byte = 0, tentative = 0] = places.subarray(number * STRIDE, (number + 1) * STRIDE);
    const slice = { bytes: whole.subarray(start, start + length), position: { index, line: line === -1 ? null : line, byte }, key: keys?.[number] ?? null };
    return tentative === 1 ? { ...slice, tentative: true } : slice;
  });
}

/** A block that holds a single record too long for an ordinary one; it wants a larger heap than others. */
export function isOversized({ bytes }: Block): boolean {
  return bytes.length > OVERSIZED_BYTES;
}

/** A block without the records that stand in one of its halves; the damages go with the second. */
export function halvesOf(block: Block): readonly Block[] {
  const records = block.places.length / STRIDE;
  const middle = Math.ceil(records / 2);
  const part = (from: number, to: number): Block => ({ ...block, places: block.places.slice(from * STRIDE, to * STRIDE), keys: block.keys?.slice(from, to) ?? null, damages: to === records ? block.damages : [] });
  return records < 2 ? [] : [part(0, middle), part(middle, records)];
}

/** Collects slices until they are worth handing out. */
export class Packer {
  readonly #memory: BlockMemory;
  readonly #source: number;
  readonly #nextNumber: () => number;
  #bytes: Uint8Array | null = null;
  #filled = 0;
  #places: number[] = [];
  #keys: (string | null)[] = [];
  #damages: Damage[] = [];

  constructor(memory: BlockMemory, source: number, nextNumber: () => number) {
    this.#memory = memory;
    this.#source = source;
    this.#nextNumber = nextNumber;
  }

  /** Takes what a splitter found, and copies it: its bytes are good until the next split only. Gives the blocks that are full. */
  take(split: Split): readonly Block[] {
    const blocks: Block[] = [];
    for (const slice of split.slices) {
      if (this.#bytes !== null && this.#filled + slice.bytes.length > this.#bytes.length) blocks.push(...this.flush());
      this.#keep(slice);
    }
    this.#damages.push(...split.damages);
    if (this.#filled >= BLOCK_BYTES || this.#damages.length > 0) blocks.push(...this.flush());
    return blocks;
  }

  /** What was collected so far, if anything. */
  flush(): readonly Block[] {
    if (this.#places.length === 0 && this.#damages.length === 0) return [];
    const block: Block = {
      number: this.#nextNumber(),
      source: this.#source,
      bytes: this.#bytes ?? new Uint8Array(0),
      places: Float64Array.from(this.#places),
      keys: this.#keys.some((key) => key !== null) ? this.#keys : null,
      damages: this.#damages,
    };
    this.#bytes = null;
    this.#filled = 0;
    this.#places = [];
    this.#keys = [];
    this.#damages = [];
    return [block];
  }

  #keep({ bytes, position, key, tentative }: Slice): void {
    this.#bytes ??= this.#memory.take(bytes.length);
    this.#bytes.set(bytes, this.#filled);
    this.#places.push(this.#filled, bytes.length, position.index, position.line ?? -1, position.byte, tentative === true ? 1 : 0);
    this.#keys.push(key);
    this.#filled += bytes.length;
  }
}

/** Shared memory for blocks, used again when a block is done. */
export class BlockMemory {
  readonly #free: Uint8Array[] = [];

  take(bytes: number): Uint8Array {
    const last = bytes <= 2 * BLOCK_BYTES ? this.#free.pop() : undefined;
    return last ?? new Uint8Array(new SharedArrayBuffer(Math.max(bytes, 2 * BLOCK_BYTES)));
  }

  giveBack({ bytes }: Block): void {
    if (bytes.length === 2 * BLOCK_BYTES) this.#free.push(bytes);
  }
}
