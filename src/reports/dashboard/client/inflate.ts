/**
 * Raw DEFLATE (RFC 1951), for browsers without DecompressionStream. Slower than the built-in one, and only ever given
 * what this program packed.
 */
const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const END_OF_BLOCK = 256;

/** A canonical Huffman code: how many codes each length has, and the symbols in order. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #bit = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new RangeError("the packed data ends too early");
      value |= ((byte >> this.#bit) & 1) << index;
      this.#bit = (this.#bit + 1) & 7;
      if (this.#bit === 0) this.#at += 1;
    }
    return value;
  }

  symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      code |= this.bits(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + (code - first)] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError("the packed data is damaged");
  }

  /** A stored block: the bytes as they are, from the next whole byte on. */
  stored(): Uint8Array {
    if (this.#bit !== 0) {
      this.#bit = 0;
      this.#at += 1;
    }
    const length = (this.#bytes[this.#at] ?? 0) | ((this.#bytes[this.#at + 1] ?? 0) << 8);
    this.#at += 4 + length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

class Output {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow();
    this.#bytes[this.#length++] = byte;
  }

  repeat(distance: number, length: number): void {
    for (let index = 0; index < length; index++) this.push(this.#bytes[this.#length - distance] ?? 0);
  }

  whole(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

export function inflateRaw(bytes: Uint8Array): Uint8Array {
  const reader = new BitReader(bytes);
  const output = new Output();
  let last = false;
  while (!last) {
    last = reader.bits(1) === 1;
    const kind = reader.bits(2);
    if (kind === 0) for (const byte of reader.stored()) output.push(byte);
    else if (kind === 1) copyBlock(reader, output, FIXED);
    else if (kind === 2) copyBlock(reader, output, readCodes(reader));
    else throw new RangeError("the packed data is damaged");
  }
  return output.whole();
}

interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

function codeOf(lengths: readonly number[]): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const symbols = Uint16Array.from([...lengths.keys()].filter((symbol) => lengths[symbol] !== 0).toSorted((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b));
  return { counts, symbols };
}

const FIXED: Codes = {
  literals: codeOf([...Array<number>(144).fill(8), ...Array<number>(112).fill(9), ...Array<number>(24).fill(7), ...Array<number>(8).fill(8)]),
  distances: codeOf(Array<number>(30).fill(5)),
};

function readCodes(reader: BitReader): Codes {
  const literalCount = reader.bits(5) + 257;
  const distanceCount = reader.bits(5) + 1;
  const codeCount = reader.bits(4) + 4;
  const lengths = Array<number>(19).fill(0);
  for (const place of CODE_ORDER.slice(0, codeCount)) lengths[place] = reader.bits(3);
  const all = readLengths(reader, codeOf(lengths), literalCount + distanceCount);
  return { literals: codeOf(all.slice(0, literalCount)), distances: codeOf(all.slice(literalCount)) };
}

function readLengths(reader: BitReader, code: Code, count: number): readonly number[] {
  const lengths: number[] = [];
  while (lengths.length < count) {
    const symbol = reader.symbol(code);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) lengths.push(...Array<number>(3 + reader.bits(2)).fill(lengths.at(-1) ?? 0));
    else lengths.push(...Array<number>(symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7)).fill(0));
  }
  return lengths;
}

function copyBlock(reader: BitReader, output: Output, { literals, distances }: Codes): void {
  for (;;) {
    const symbol = reader.symbol(literals);
    if (symbol === END_OF_BLOCK) return;
    if (symbol < END_OF_BLOCK) {
      output.push(symbol);
      continue;
    }
    const length = (LENGTH_BASE[symbol - 257] ?? 0) + reader.bits(LENGTH_EXTRA[symbol - 257] ?? 0);
    const place = reader.symbol(distances);
    output.repeat((DISTANCE_BASE[place] ?? 0) + reader.bits(Math.max(0, (place >> 1) - 1)), length);
  }
}
