import { TextDecoder } from "node:util";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark, to be dropped. */
  readonly bom: number;
}

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Tells the encoding from a byte order mark, or from the zero bytes that ASCII characters have in UTF-16. */
export function detectEncoding(head: Buffer): DetectedEncoding {
  for (const [encoding, mark] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, index) => head[index] === byte)) return { encoding, bom: mark.length };
  }
  const zeros = [0, 1, 2, 3].map((index) => (head[index] === 0 ? "0" : "x")).join("");
  const encoding = head.length < 4 ? "utf-8" : zeros === "x0x0" ? "utf-16le" : zeros === "0x0x" ? "utf-16be" : "utf-8";
  return { encoding, bom: 0 };
}

/** Turns chunks of a detected encoding into chunks of UTF-8 bytes; UTF-8 passes untouched. */
export class ToUtf8 {
  readonly #decoder: TextDecoder | null;
  #bom: number;

  constructor(detected: DetectedEncoding) {
    this.#bom = detected.bom;
    this.#decoder = detected.encoding === "utf-8" ? null : new TextDecoder(detected.encoding);
  }

  push(chunk: Buffer): Buffer {
    const bytes = this.#bom > 0 ? chunk.subarray(this.#bom) : chunk;
    this.#bom = 0;
    return this.#decoder === null ? bytes : Buffer.from(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): Buffer {
    return this.#decoder === null ? Buffer.alloc(0) : Buffer.from(this.#decoder.decode());
  }
}
