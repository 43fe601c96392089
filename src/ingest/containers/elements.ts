import type { Damage, Slice, Split, Splitter } from "../entry.ts";
import { EACH, type ElementContainer } from "./container.ts";
import { parsed } from "./partial-json.ts";
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, isBlank, OPEN_BRACE, OPEN_BRACKET, QUOTE, ValueScanner } from "./value-scanner.ts";

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
  /** How many steps of the path have been entered. */
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
    this.#phase = container.holder === "none" ? "records" : container.unframed === true ? "seek" : "root";
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
    else if (this.#phase !== "after" && !this.#isBetweenRoots) {
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
      this.#enterRoot(byte);
      return at + 1;
    }
    if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && !this.#isBetweenRoots) {
      this.#leave();
      return at + 1;
    }
    return this.#value(byte, at);
  }

  /** No bracket is open: values stand one after the other. */
  get #isBetweenRoots(): boolean {
    return this.#container.holder === "none" || (this.#container.unframed === true && this.#entered === 0 && this.#phase === "seek" && this.#purpose === null);
  }

  #value(byte: number | undefined, at: number): number {
    const step = this.#container.path[this.#entered];
    const inObject = this.#phase === "seek" ? step !== EACH : this.#container.holder === "object";
    if (inObject && !this.#expectsValue && byte === QUOTE) return this.#begin("key", at);
    this.#expectsValue = false;
    if (this.#phase === "records") return this.#begin("record", at);
    if ((step !== EACH && this.#key !== step) || byte !== this.#bracketOf(this.#entered + 1)) {
      if (step === EACH) this.#damage(this.#offset + at, NO_PAGE);
      return this.#begin("skip", at);
    }
    this.#enter(this.#entered + 1);
    return at + 1;
  }

  /** The bracket that opens the value which so many steps lead to. */
  #bracketOf(steps: number): number {
    const { path, holder } = this.#container;
    const isArray = steps === path.length ? holder === "array" : path[steps] === EACH;
    return isArray ? OPEN_BRACKET : OPEN_BRACE;
  }

  #enterRoot(byte: number | undefined): void {
    if (byte === this.#bracketOf(0)) return this.#enter(0);
    this.#damage(this.#offset, "the list of records is not where it was recognised");
    this.#phase = "after";
  }

  #enter(steps: number): void {
    this.#entered = steps;
    this.#key = null;
    this.#phase = steps === this.#container.path.length ? "records" : "seek";
  }

  /** The innermost open object or array was closed: on to the next page, or to the end. */
  #leave(): void {
    const { path, unframed } = this.#container;
    const left = this.#entered;
    const page = path.slice(0, left).lastIndexOf(EACH);
    if (this.#phase === "seek" && path[left] !== EACH) this.#damage(this.#offset, page === -1 ? "the list of records was not found" : NO_PAGE);
    const frame = unframed === true ? 1 : 0;
    const surplus = left - frame - (page === -1 ? 0 : page + 1 - frame);
    this.#phase = page === -1 ? "after" : "seek";
    this.#entered = Math.max(page, 0);
    if (surplus > 0) {
      this.#purpose = "rest";
      this.#scanner.begin(surplus);
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
    if (this.#purpose === "key") this.#key = stringOf(bytes);
    if (this.#purpose === "record" && this.#tooLong) {
      this.#damage(this.#start, `longer than ${this.#maxRecordBytes} bytes, skipped (raise --max-record-bytes to take it)`);
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

const NO_PAGE = "holds no list of records where the first page has one";

function stringOf(bytes: Buffer): string | null {
  const text = parsed(bytes.toString("utf8"));
  return typeof text === "string" ? text : null;
}
