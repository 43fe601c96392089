import type { Damage, Slice, Split, Splitter } from "../entry.ts";
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, isBlank, OPEN_BRACE, OPEN_BRACKET, QUOTE, ValueScanner } from "./value-scanner.ts";

/** Which values of a JSON text are its records. */
export interface ElementContainer {
  /** Keys from the root to the value that holds the records: `[]` the root itself, `["log", "entries"]` in a HAR file. */
  readonly path: readonly string[];
  /** The holder is an array, an object keyed by id, or (path `[]` only) nothing: values one after the other. */
  readonly holder: "array" | "object" | "none";
}

/** What the value being scanned is good for. */
type Purpose = "key" | "skip" | "record" | "rest";
type Phase = "root" | "seek" | "records" | "after";

/**
 * Finds the boundaries of records inside one JSON text without parsing it. So one bad record does not end the file, and
 * memory holds one record. A record longer than `maxRecordBytes` passes by unkept and is reported as damage.
 */
export class ElementSplitter implements Splitter {
  readonly #container: ElementContainer;
  readonly #maxRecordBytes: number;
  readonly #scanner = new ValueScanner();
  #phase: Phase;
  #purpose: Purpose | null = null;
  /** How many keys of the path have been entered. */
  #entered = 0;
  /** Inside an object: the key was read and its value comes next. */
  #key: string | null = null;
  #expectsValue = false;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #tooLong = false;
  #start = 0;
  #index = 0;
  #offset = 0;
  #trailingSeen = false;
  #slices: Slice[] = [];
  #damages: Damage[] = [];

  constructor(container: ElementContainer, maxRecordBytes: number) {
    this.#container = container;
    this.#maxRecordBytes = maxRecordBytes;
    this.#phase = container.holder === "none" ? "records" : "root";
  }

  push(chunk: Buffer): Split {
    let at = 0;
    while (at < chunk.length) {
      if (this.#purpose === null) {
        at = this.#between(chunk, at);
        continue;
      }
      const end = this.#scanner.end(chunk, at);
      if (end === -1) {
        this.#keep(chunk.subarray(at), true);
        break;
      }
      this.#finish(chunk.subarray(at, end));
      at = end;
    }
    this.#offset += chunk.length;
    return this.#drain();
  }

  end(): Split {
    if (this.#purpose !== null && this.#scanner.endsWithInput) this.#finish(Buffer.alloc(0));
    // Handed on as it is: where an unclosed string swallowed the rest of the input, the records in it can be found again.
    if (this.#purpose === "record") this.#finish(Buffer.alloc(0));
    else if (this.#phase !== "after" && this.#container.holder !== "none") {
      this.#damage(this.#offset, this.#phase === "records" ? "the input ends before the list of records is closed" : "the input ends before the list of records begins");
    }
    return this.#drain();
  }

  /** One byte between two values; answers the offset to go on at. */
  #between(chunk: Buffer, at: number): number {
    const byte = chunk[at];
    if (isBlank(byte) || byte === COMMA) return at + 1;
    if (byte === COLON) {
      this.#expectsValue = true;
      return at + 1;
    }
    if (this.#phase === "after") return this.#trailing(at, chunk.length);
    if (this.#phase === "root") {
      this.#enter(byte);
      return at + 1;
    }
    if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && this.#container.holder !== "none") {
      this.#leave();
      return at + 1;
    }
    return this.#value(byte, at);
  }

  #value(byte: number | undefined, at: number): number {
    const inObject = this.#phase === "seek" || this.#container.holder === "object";
    if (inObject && !this.#expectsValue && byte === QUOTE) return this.#begin("key", at);
    this.#expectsValue = false;
    if (this.#phase === "records") return this.#begin("record", at);
    const isNext = this.#key === this.#container.path[this.#entered] && (byte === OPEN_BRACE || byte === OPEN_BRACKET);
    if (!isNext) return this.#begin("skip", at);
    this.#entered++;
    this.#enter(byte);
    return at + 1;
  }

  #enter(byte: number | undefined): void {
    const isHolder = this.#entered === this.#container.path.length;
    const wanted = isHolder && this.#container.holder === "array" ? OPEN_BRACKET : OPEN_BRACE;
    this.#key = null;
    if (byte !== wanted) {
      this.#damage(this.#offset, "the list of records is not where it was recognised");
      this.#phase = "after";
    } else this.#phase = isHolder ? "records" : "seek";
  }

  /** The innermost open object or array was closed. */
  #leave(): void {
    const open = this.#entered;
    if (this.#phase === "seek") this.#damage(this.#offset, "the list of records was not found");
    this.#phase = "after";
    if (open > 0) {
      this.#purpose = "rest";
      this.#scanner.begin(open);
    }
  }

  #begin(purpose: Purpose, at: number): number {
    this.#purpose = purpose;
    this.#scanner.begin();
    this.#start = this.#offset + at;
    return at;
  }

  #trailing(at: number, chunkEnd: number): number {
    if (!this.#trailingSeen) this.#damage(this.#offset + at, "there is more text behind the end of the JSON value");
    this.#trailingSeen = true;
    return chunkEnd;
  }

  #keep(bytes: Buffer, copy: boolean): void {
    if ((this.#purpose !== "record" && this.#purpose !== "key") || this.#tooLong) return;
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > this.#maxRecordBytes) {
      this.#tooLong = true;
      this.#kept = [];
    } else this.#kept.push(copy ? Buffer.from(bytes) : bytes);
  }

  #finish(tail: Buffer): void {
    this.#keep(tail, false);
    const bytes = this.#kept.length === 1 ? (this.#kept[0] ?? tail) : Buffer.concat(this.#kept);
    if (this.#purpose === "key") this.#key = keyOf(bytes);
    if (this.#purpose === "record" && this.#tooLong) {
      this.#damage(this.#start, this.#tooLongText());
      this.#index++;
    } else if (this.#purpose === "record") {
      const key = this.#container.holder === "object" ? this.#key : null;
      this.#slices.push({ bytes, key, position: { index: this.#index++, line: null, byte: this.#start } });
    }
    this.#purpose = null;
    this.#kept = [];
    this.#keptBytes = 0;
    this.#tooLong = false;
  }

  #tooLongText(): string {
    return `longer than ${this.#maxRecordBytes} bytes, skipped (raise --max-record-bytes to take it)`;
  }

  #damage(byte: number, what: string): void {
    this.#damages.push({ what, position: { index: this.#index, line: null, byte } });
  }

  #drain(): Split {
    const split = { slices: this.#slices, damages: this.#damages };
    this.#slices = [];
    this.#damages = [];
    return split;
  }
}

function keyOf(bytes: Buffer): string | null {
  try {
    const key: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof key === "string" ? key : null;
  } catch {
    return null;
  }
}
