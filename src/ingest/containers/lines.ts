import type { Damage, Slice, Split, Splitter } from "../entry.ts";

const NEWLINE = 0x0a;
/** RFC 7464 (JSON text sequences) puts this in front of every record. */
const RECORD_SEPARATOR = 0x1e;

/**
 * NDJSON: one record a line. Splits on the byte 0x0A, which inside JSON text can only be white space.
 * A line longer than `maxRecordBytes` is skipped as it passes, so that it costs no memory, and is reported as damage.
 */
export class LineSplitter implements Splitter {
  readonly #maxRecordBytes: number;
  #carry: Buffer[] = [];
  #carried = 0;
  #skipping = false;
  #line = 1;
  #index = 0;
  #lineStart = 0;
  #offset = 0;

  constructor(maxRecordBytes: number) {
    this.#maxRecordBytes = maxRecordBytes;
  }

  push(chunk: Buffer): Split {
    const slices: Slice[] = [];
    const damages: Damage[] = [];
    let start = 0;
    for (;;) {
      const newline = chunk.indexOf(NEWLINE, start);
      if (newline === -1) break;
      this.#finishLine(chunk.subarray(start, newline), slices, damages);
      start = newline + 1;
      this.#line++;
      this.#lineStart = this.#offset + start;
    }
    this.#keep(chunk.subarray(start));
    this.#offset += chunk.length;
    return { slices, damages };
  }

  end(): Split {
    const slices: Slice[] = [];
    const damages: Damage[] = [];
    this.#finishLine(Buffer.alloc(0), slices, damages);
    return { slices, damages };
  }

  #keep(rest: Buffer): void {
    if (rest.length === 0 || this.#skipping) return;
    // A chunk is reused by the reader, so what outlives this call is copied.
    this.#carry.push(Buffer.from(rest));
    this.#carried += rest.length;
    if (this.#carried > this.#maxRecordBytes) {
      this.#skipping = true;
      this.#carry = [];
    }
  }

  #finishLine(tail: Buffer, slices: Slice[], damages: Damage[]): void {
    const tooLong = this.#skipping || this.#carried + tail.length > this.#maxRecordBytes;
    const line = this.#carried === 0 ? tail : Buffer.concat([...this.#carry, tail]);
    this.#carry = [];
    this.#carried = 0;
    this.#skipping = false;
    const bytes = withoutBlanks(line);
    if (!tooLong && bytes.length === 0) return;
    const position = { index: this.#index++, line: this.#line, byte: this.#lineStart };
    if (tooLong) damages.push({ position, what: `longer than ${this.#maxRecordBytes} bytes, skipped (raise --max-record-bytes to take it)` });
    else slices.push({ bytes, position, key: null });
  }
}

function withoutBlanks(line: Buffer): Buffer {
  let start = 0;
  let end = line.length;
  while (start < end && isBlank(line[start])) start++;
  while (end > start && isBlank(line[end - 1])) end--;
  return start === 0 && end === line.length ? line : line.subarray(start, end);
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === RECORD_SEPARATOR;
}
