import type { Readable } from "node:stream";
import { messageOf, TriageError } from "../errors.ts";
import { openBytes, type Digest, type OpenBytes } from "./bytes.ts";
import { ElementSplitter } from "./containers/elements.ts";
import { LineSplitter } from "./containers/lines.ts";
import type { Container, RecordTest } from "./containers/container.ts";
import { recogniseContainer, type Seen } from "./containers/recognise.ts";
import { detectEncoding, ToUtf8, type DetectedEncoding } from "./encoding.ts";
import type { Damage, Entry, Split, Splitter } from "./entry.ts";
import { parseSlice } from "./parse-slice.ts";
import type { Source } from "./source.ts";

/** Enough to see the first records of an ordinary export; where it does not decide, twice as much is looked at, and so on. */
const HEAD_BYTES = 256 * 1024;

export interface InputOptions {
  readonly stdin: Readable;
  /** A record longer than this becomes damage. Bytes. */
  readonly maxRecordBytes: number;
  readonly test: RecordTest;
}

/** An input while and after it is read. */
export interface Input {
  readonly source: Source;
  /** Records and damages in reading order, a batch for each chunk; a slice's bytes are good until the next batch. */
  readonly batches: AsyncIterable<readonly Entry[]>;
  readonly digest: Digest;
  /** What a person should know of this input that damaged no record. Complete after the last batch. */
  notices(): readonly string[];
}

/** An input whose records are found and not yet parsed. */
export interface SlicedInput {
  readonly batches: AsyncIterable<Split>;
  readonly digest: Digest;
  /** How the input is written, where that is worth a word. Complete after the last batch. */
  readonly notices: readonly string[];
}

/** Opens one input as a stream of records, whatever it is packed in. */
export function openInput(source: Source, options: InputOptions): Input {
  const { batches, digest, notices } = openSlices(source, options);
  let replaced = 0;
  async function* parsed(): AsyncGenerator<readonly Entry[]> {
    for await (const split of batches) {
      const slices = split.slices.map(parseSlice);
      replaced += slices.filter((slice) => slice.replaced).length;
      yield [...slices.flatMap((slice) => slice.entries), ...split.damages.map(asEntry)];
    }
  }
  return { source, digest, batches: parsed(), notices: () => [...notices, ...replacedNotice(replaced)] };
}

/** Opens one input as a stream of the bytes of its records, for whoever parses them elsewhere. */
export function openSlices(source: Source, options: InputOptions): SlicedInput {
  const bytes = openBytes(source, options.stdin);
  const reader = new InputReader(source, options);
  return { digest: bytes.digest, batches: reader.read(bytes), notices: reader.notices };
}

/** What to say of records whose bytes were no UTF-8. */
export function replacedNotice(records: number): readonly string[] {
  return records === 0 ? [] : [`${records} ${records === 1 ? "record holds" : "records hold"} bytes that are no UTF-8; they read as \uFFFD`];
}

class InputReader {
  readonly #source: Source;
  readonly #options: InputOptions;
  readonly notices: string[] = [];
  #splitter: Splitter | null = null;
  #head: Buffer[] = [];
  #headBytes = 0;
  /** How much of the head is looked at next. */
  #lookAt = HEAD_BYTES;
  #seen = 0;
  /** Decoded bytes so far. */
  #bytes = 0;

  constructor(source: Source, options: InputOptions) {
    this.#source = source;
    this.#options = options;
  }

  async *read(bytes: OpenBytes): AsyncGenerator<Split> {
    let utf8: ToUtf8 | null = null;
    try {
      for await (const chunk of bytes.chunks) {
        utf8 ??= new ToUtf8(this.#encodingOf(chunk));
        yield this.#push(utf8.push(chunk));
      }
    } catch (error) {
      if (error instanceof TriageError) throw error;
      if (this.#bytes === 0) throw notUnpacked(this.#source.name, error);
      // The stream broke (a cut-off gzip file, say): what came before counts, and the place is named.
      const { slices } = this.#finish(utf8);
      yield { slices: slices.map((slice) => ({ ...slice, tentative: true })), damages: [this.#brokenStream(error)] };
      return;
    }
    yield this.#finish(utf8);
  }

  #encodingOf(head: Buffer): DetectedEncoding {
    const detected = detectEncoding(head);
    if (detected.encoding !== "utf-8") this.notices.push(`is ${detected.encoding.toUpperCase()}, read as such`);
    return detected;
  }

  #push(bytes: Buffer): Split {
    this.#bytes += bytes.length;
    if (this.#splitter !== null) return this.#counted(this.#splitter.push(bytes));
    // A chunk is good until the next one, and these are kept until the container is known.
    this.#head.push(Buffer.from(bytes));
    this.#headBytes += bytes.length;
    // The same lengths are looked at wherever the chunks end, or the outcome would depend on them.
    for (; this.#headBytes >= this.#lookAt; this.#lookAt *= 2) {
      // No record is longer, so there is no sense in waiting for more.
      const seen = this.#lookAt >= this.#options.maxRecordBytes ? "enough" : "growing";
      const started = this.#start(seen);
      if (started !== null) return started;
    }
    return NOTHING;
  }

  #finish(utf8: ToUtf8 | null): Split {
    const pushed = utf8 === null ? NOTHING : this.#push(utf8.end());
    const started = this.#splitter === null ? (this.#start("whole") ?? NOTHING) : NOTHING;
    const ended = this.#splitter === null ? NOTHING : this.#counted(this.#splitter.end());
    return { slices: [pushed, started, ended].flatMap((split) => split.slices), damages: [pushed, started, ended].flatMap((split) => split.damages) };
  }

  /** Null when more must be seen. */
  #start(seen: Seen): Split | null {
    const head = this.#head.length === 1 ? (this.#head[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#head);
    this.#head = [head];
    const text = head.toString("utf8", 0, seen === "whole" ? head.length : this.#lookAt);
    if (seen === "whole" && text.trim() === "") throw emptyInput(this.#source.name, head.length);
    const container = recogniseContainer(text, seen, this.#options.test);
    if (container === null) throw notJson(this.#source.name, text);
    if (container === "undecided") return null;
    this.#head = [];
    if (container.kind === "elements" && container.beside !== undefined) this.notices.push(`holds other lists that look like records (${container.beside.join(", ")}), which were not read; give them as files of their own`);
    this.#splitter = splitterOf(container, this.#options.maxRecordBytes);
    return this.#counted(this.#splitter.push(head));
  }

  #counted(split: Split): Split {
    this.#seen += split.slices.length + split.damages.length;
    return split;
  }

  #brokenStream(error: unknown): Damage {
    return { position: { index: this.#seen, line: null, byte: this.#bytes }, what: `the input breaks off while it is read: ${messageOf(error)}` };
  }
}

const NOTHING: Split = { slices: [], damages: [] };

/** A damage as the entry it takes the place of. */
export function asEntry(damage: Damage): Entry {
  return { kind: "damaged", position: damage.position, what: damage.what };
}

function splitterOf(container: Container, maxRecordBytes: number): Splitter {
  return container.kind === "lines" ? new LineSplitter(maxRecordBytes) : new ElementSplitter(container, maxRecordBytes);
}

function emptyInput(name: string, bytes: number): TriageError {
  return new TriageError("INPUT_EMPTY", `${name}: is empty (${bytes === 0 ? "0 bytes" : "only blanks"})`, {
    hint: "export the log again; an export of nothing is written as []",
  });
}

function notUnpacked(name: string, error: unknown): TriageError {
  return new TriageError("INPUT_UNREADABLE", `${name}: is compressed, and cannot be unpacked (${messageOf(error)})`, { hint: "the file is damaged; fetch or export it again", cause: error });
}

function notJson(name: string, text: string): TriageError {
  return new TriageError("INPUT_NOT_JSON", `${name}: is no JSON${looksLike(text)}`, {
    hint: "triage reads a JSON array, NDJSON, {\"logs\": […]}, an object keyed by id, or HAR, each also gzipped",
  });
}

function looksLike(text: string): string {
  const start = text.trimStart();
  if (start.startsWith("<")) return " but looks like HTML or XML";
  if (/^[^\n{}]{1,2000},[^\n{}]{0,2000}\n/.test(start)) return " but looks like CSV";
  if (start.startsWith("PK\u0003\u0004")) return " but a zip archive";
  if (/^(?:null|true|false|-?\d[\d.eE+-]*|"[^"\n]{0,200}")\s*$/.test(start)) return " export but a single value";
  if (/^(?:NaN|Infinity|\/\/|\/\*|')/.test(start)) return " but looks like JSON5 or JSON with comments";
  return "";
}
