import type { InputProvenance, ReviewItem } from "../categorization/schema.ts";
import { type Head, type RunProvenance, Tally } from "../categorization/tally.ts";
import type { Bug } from "../categorization/schema.ts";
import { documentOf, entryText } from "../reports/document.ts";
import { type Findings, FIRST_REVIEWS } from "../reports/findings.ts";
import type { Outline } from "../reports/outline.ts";
import { Overview } from "../reports/overview.ts";
import { ownJson } from "../categorization/own-json.ts";
import { type Line, Pile } from "../store/pile.ts";
import type { TaxonomyPack } from "../taxonomy/schema.ts";
import { IdTable, shownMark } from "./id-table.ts";
import { BUG, type BlockResult, RECORD_STRIDE, REVIEW } from "./judge-block.ts";

/** What is known of a record apart from its verdict: two numbers of its id's hash, and the mark of its content. */
export type Identity = readonly [number, number, number];

/**
 * Where all verdicts of a run come together: counts them, keeps those that reports show, and lays the rest on piles that
 * do not need memory. Each record is entered once, whatever the order in which they come.
 */
export class Ledger {
  readonly #pack: TaxonomyPack;
  readonly #tally = new Tally();
  readonly #ids = new IdTable();
  readonly #bugs: Pile;
  readonly #reviews: Pile;
  /** The bugs whose ids turned out to stand on several records, under the ids that tell them apart. */
  readonly #renamed: Pile;
  readonly #overview: Overview;

  /** @param spillFolder where verdicts are set aside that do not fit into memory */
  constructor(pack: TaxonomyPack, spillFolder: string) {
    this.#pack = pack;
    this.#overview = new Overview(Object.entries(pack.buckets).map(([id, { cause }]) => ({ id, cause })));
    this.#bugs = new Pile(spillFolder);
    this.#reviews = new Pile(spillFolder);
    this.#renamed = new Pile(spillFolder);
  }

  get copies(): number {
    return this.#ids.copies;
  }

  get conflicts(): number {
    return this.#ids.conflicts;
  }

  /** Enters the verdicts of a block, in the order of its records. */
  enter(result: BlockResult): void {
    const { records, categories, reviews, nameless } = result;
    const verdicts: Verdicts = {
      outlines: ownJson<readonly Outline[]>(result.outlines).values(),
      texts: textsIn(result.bugs, result.lengths),
      reviews: reviews.values(),
    };
    for (let at = 0; at < records.length; at += RECORD_STRIDE) this.#enterRecord(records.subarray(at, at + RECORD_STRIDE), verdicts, categories);
    for (const item of nameless) this.addReview(item);
  }

  #enterRecord([a = 0, b = 0, mark = 0, what = 0]: Int32Array, verdicts: Verdicts, categories: readonly string[]): void {
    // What belongs to a copy is taken too, or the next record would get it.
    const bug = what === BUG ? ([taken(verdicts.outlines), taken(verdicts.texts)] as const) : null;
    const review = what === REVIEW ? taken(verdicts.reviews) : null;
    if (!this.admits([a, b, mark])) return;
    if (bug !== null) this.addBug(...bug, [a, b, mark]);
    else if (review !== null) this.addReview(review);
    else this.addOutOfScope(categories[what] ?? "");
  }

  /** False for a copy of a record that was entered. */
  admits([a, b, mark]: Identity): boolean {
    return this.#ids.admit(a, b, mark) !== "copy";
  }

  addOutOfScope(category: string, records = 1): void {
    this.#tally.addOutOfScope(category, records);
  }

  addBug(outline: Outline, text: Uint8Array, identity: Identity): void {
    this.#tally.addBug(outline);
    const groups = this.#overview.count(outline);
    this.#bugs.add({ first: outline.id, second: outline.signature, text, tag: [...identity, ...groups] });
  }

  addReview(item: ReviewItem): void {
    this.#tally.addReview();
    this.#reviews.add({ first: item.id, second: item.reason, text: Buffer.from(entryText(item)), tag: [] });
  }

  /** To be called once, when everything is in. */
  close(run: Omit<RunProvenance, "taxonomy"> & { readonly taxonomySha256: string; readonly inputs: readonly InputProvenance[] }): Findings {
    if (this.#ids.conflicts > 0) this.#tellApart();
    this.#overview.chooseShown();
    for (const { first, second, text, tag } of this.#bugLines()) this.#overview.describe([tag[3] ?? -1, tag[4] ?? -1], { id: first, signature: second, text }, () => bugOf(text));
    const head: Head = this.#tally.head({ ...run, taxonomy: { pack: this.#pack, sha256: run.taxonomySha256 } });
    const firstReviews: ReviewItem[] = [];
    for (const { first, second } of this.#reviews.sorted()) {
      if (firstReviews.push({ id: first, reason: second }) === FIRST_REVIEWS) break;
    }
    return { head, overview: this.#overview, firstReviews };
  }

  document(head: Head): Iterable<Uint8Array | string> {
    return documentOf(head, textsOf(this.#bugLines()), textsOf(this.#reviews.sorted()));
  }

  clear(): void {
    for (const pile of [this.#bugs, this.#reviews, this.#renamed]) pile.clear();
  }

  /** Gives bugs whose id is shared the id that tells them apart. */
  #tellApart(): void {
    for (const { first, second, text, tag } of this.#bugs.sorted()) {
      if (!this.#isShared(tag)) continue;
      const id = `${first}~${shownMark(tag[2] ?? 0)}`;
      this.#renamed.add({ first: id, second, text: Buffer.from(entryText({ ...bugOf(text), id })), tag });
    }
  }

  *#bugLines(): Generator<Line> {
    const renamed = this.#renamed.sorted();
    let next = renamed.next();
    for (const line of this.#bugs.sorted()) {
      if (this.#isShared(line.tag)) continue;
      for (; next.done !== true && next.value.first < line.first; next = renamed.next()) yield next.value;
      yield line;
    }
    for (; next.done !== true; next = renamed.next()) yield next.value;
  }

  #isShared([a = 0, b = 0]: readonly number[]): boolean {
    return this.#ids.isShared(a, b);
  }
}

/** The verdicts of a block, each taken when its record's turn comes. */
interface Verdicts {
  readonly outlines: Iterator<Outline>;
  readonly texts: Iterator<Uint8Array>;
  readonly reviews: Iterator<ReviewItem>;
}

function* textsIn(bytes: Uint8Array, lengths: Uint32Array): Generator<Uint8Array> {
  let start = 0;
  for (const length of lengths) {
    yield bytes.subarray(start, start + length);
    start += length;
  }
}

/** The next of something of which there must be one. */
function taken<Value>(list: Iterator<Value>): Value {
  const next = list.next();
  if (next.done === true) throw new Error("a block has fewer verdicts than records");
  return next.value;
}

function bugOf(text: Uint8Array): Bug {
  return ownJson<Bug>(Buffer.from(text.buffer, text.byteOffset, text.length).toString("utf8"));
}

function* textsOf(lines: Iterable<Line>): Generator<Uint8Array> {
  for (const { text } of lines) yield text;
}
