import { compare } from "../categorization/tally.ts";
import { ownJson } from "../categorization/own-json.ts";
import { SpillFile } from "./spill.ts";

/** One entry of a pile. */
export interface Line {
  /** Entries are sorted by these two, by code units, and then by their text. */
  readonly first: string;
  readonly second: string;
  /** UTF-8. */
  readonly text: Uint8Array;
  /** Numbers that the owner of the pile finds again with the entry. */
  readonly tag: readonly number[];
}

/** Entries are set aside when this much of them is held. Bytes. */
const HELD_BYTES = 4 * 1024 * 1024;
/** What an entry costs beside its text, roughly. Bytes. */
const OVERHEAD = 500;
const WRITTEN_BYTES = 128 * 1024;
/** Little, so that what was read of many runs is gone before V8 takes it for something that stays. Bytes. */
const READ_BYTES = 16 * 1024;
/** Runs of one level that are merged into one of the next: each needs an open file, and memory while it is read. */
const MAX_RUNS = 16;

/**
 * Entries that come in any order and are read in theirs. Holds a bounded part of them in memory and sets the rest aside in
 * sorted runs, which are merged as they are read (an external sort). Many runs are merged into fewer before that.
 */
export class Pile {
  readonly #folder: string;
  readonly #heldBytes: number;
  /** Runs by how often their entries were merged. */
  readonly #levels: SpillFile[][] = [];
  #held: Line[] = [];
  #bytes = 0;
  /** The texts of what is held. They come in pieces of memory that would otherwise live on with them until V8 looks through all that is old. */
  #texts: Buffer | null = null;
  #filled = 0;
  size = 0;

  /** @param folder where entries that do not fit are set aside */
  constructor(folder: string, heldBytes = HELD_BYTES) {
    this.#folder = folder;
    this.#heldBytes = heldBytes;
  }

  add(line: Line): void {
    this.#held.push({ ...line, text: this.#copied(line.text) });
    this.size++;
    this.#bytes += line.text.length + OVERHEAD;
    if (this.#bytes > this.#heldBytes) this.#setAside();
  }

  /** All entries in order; may be asked for more than once, and entries added between. Their texts are good until then. */
  *sorted(): Generator<Line> {
    this.#held.sort(order);
    yield* merged([this.#held.values(), ...this.#levels.flat().map(readRun)]);
  }

  /** Removes what was set aside. */
  clear(): void {
    for (const run of this.#levels.splice(0).flat()) run.remove();
    this.#held = [];
    this.#texts = null;
  }

  #copied(text: Uint8Array): Uint8Array {
    this.#texts ??= Buffer.allocUnsafeSlow(this.#heldBytes);
    // The one that is too much makes the pile set all aside.
    if (this.#filled + text.length > this.#texts.length) return text;
    this.#texts.set(text, this.#filled);
    this.#filled += text.length;
    return this.#texts.subarray(this.#filled - text.length, this.#filled);
  }

  #setAside(): void {
    this.#keep(this.#held.toSorted(order), 0);
    this.#held = [];
    this.#bytes = 0;
    this.#filled = 0;
  }

  #keep(sorted: Iterable<Line>, level: number): void {
    const run = new SpillFile(this.#folder, "verdicts");
    const runs = (this.#levels[level] ??= []);
    runs.push(run);
    writeRun(run, sorted);
    if (runs.length < MAX_RUNS) return;
    this.#keep(merged(runs.map(readRun)), level + 1);
    for (const old of runs.splice(0)) old.remove();
  }
}

function writeRun(run: SpillFile, sorted: Iterable<Line>): void {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for (const { first, second, text, tag } of sorted) {
    const head = Buffer.from(`${JSON.stringify([first, second, text.length, ...tag])}\n`);
    pieces.push(head, text);
    bytes += head.length + text.length;
    if (bytes < WRITTEN_BYTES) continue;
    run.append(Buffer.concat(pieces));
    pieces = [];
    bytes = 0;
  }
  run.append(Buffer.concat(pieces));
}

function* merged(sources: readonly Iterator<Line>[]): Generator<Line> {
  const heads = sources.flatMap((source) => headOf(source));
  heads.sort((a, b) => order(a.line, b.line));
  for (let head = heads.shift(); head !== undefined; head = heads.shift()) {
    yield head.line;
    for (const next of headOf(head.source)) heads.splice(placeOf(next, heads), 0, next);
  }
}

interface Head {
  readonly line: Line;
  readonly source: Iterator<Line>;
}

function headOf(source: Iterator<Line>): readonly Head[] {
  const next = source.next();
  return next.done === true ? [] : [{ line: next.value, source }];
}

/** Where a head belongs among heads that are in order. */
function placeOf({ line }: Head, heads: readonly Head[]): number {
  let from = 0;
  let to = heads.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const other = heads[middle];
    if (other !== undefined && order(other.line, line) <= 0) from = middle + 1;
    else to = middle;
  }
  return from;
}

function order(a: Line, b: Line): number {
  return compare(a.first, b.first) || compare(a.second, b.second) || Buffer.compare(a.text, b.text);
}

/** Reads one run from its beginning. A line's text is good as long as it is held. */
function* readRun(run: SpillFile): Generator<Line> {
  let buffer = Buffer.alloc(0);
  let offset = 0;
  /** Puts what is left of the buffer, and what follows it in the file, into a new one of at least so many bytes. */
  const fill = (wanted: number): void => {
    if (buffer.length >= wanted || offset >= run.bytes) return;
    const next = Buffer.allocUnsafeSlow(Math.min(Math.max(READ_BYTES, wanted), buffer.length + run.bytes - offset));
    buffer.copy(next);
    for (let held = buffer.length; held < next.length;) {
      const read = run.read(next.subarray(held), offset + held - buffer.length);
      if (read === 0) throw new Error("what was set aside is not all there any more");
      held += read;
    }
    offset += next.length - buffer.length;
    buffer = next;
  };
  for (;;) {
    let end = buffer.indexOf(0x0a);
    for (; end === -1 && offset < run.bytes; end = buffer.indexOf(0x0a)) fill(buffer.length + READ_BYTES);
    if (end === -1) return;
    const [first, second, length, ...tag] = ownJson<[string, string, number, ...number[]]>(buffer.toString("utf8", 0, end));
    fill(end + 1 + length);
    yield { first, second, tag, text: buffer.subarray(end + 1, end + 1 + length) };
    buffer = buffer.subarray(end + 1 + length);
  }
}
