import type { Facts } from "../facts/facts.ts";
import { Memo } from "../facts/memo.ts";
import type { CompiledCondition, Taxonomy } from "../taxonomy/compile.ts";

type Candidates = Taxonomy["candidates"];

/** Where a pattern matches in the words of a text. UTF-16 code units. */
export interface TextMatch {
  readonly start: number;
  readonly end: number;
  /** Where its group `field`, `scope` or `value` does, if it has one that took part. */
  readonly subject: readonly [number, number] | null;
}

/** What the patterns of a taxonomy find in one text. */
export class MatchedText {
  readonly #words: string;
  /** The patterns that may match, by the index of their condition. */
  readonly candidates: ReadonlyMap<number, readonly RegExp[]>;
  readonly #found = new Map<number, TextMatch | null>();

  constructor(words: string, candidates: Candidates) {
    this.#words = words;
    this.candidates = byCondition(candidates, words);
  }

  /** The first match of a condition's patterns in whose clause nothing forbids it. */
  match(condition: CompiledCondition): TextMatch | null {
    const patterns = this.candidates.get(condition.index);
    if (patterns === undefined) return null;
    const known = this.#found.get(condition.index);
    if (known !== undefined) return known;
    const match = this.#search(condition, patterns);
    this.#found.set(condition.index, match);
    return match;
  }

  #search({ except, guard }: CompiledCondition, patterns: readonly RegExp[]): TextMatch | null {
    if (guard === null) return firstMatch(patterns, except, this.#words);
    const found: (TextMatch | null)[] = [];
    guard(() => { found.push(firstMatch(patterns, except, this.#words)); });
    return found[0] ?? null;
  }
}

function byCondition(candidates: Candidates, words: string): ReadonlyMap<number, readonly RegExp[]> {
  const patterns = new Map<number, RegExp[]>();
  for (const { condition, pattern } of candidates.of(words).toSorted((a, b) => a.order - b.order)) {
    const list = patterns.get(condition);
    if (list === undefined) patterns.set(condition, [pattern]);
    else list.push(pattern);
  }
  return patterns;
}

/** Texts are remembered up to this number, and up to this length: an API says the same thing over and over. */
const MAX_TEXTS = 1_200;
const MAX_LENGTH = 1_000;

/** What the patterns of a taxonomy find in texts, each looked through once. */
class TextMatches {
  readonly #make: (words: string) => MatchedText;
  readonly #known = new Memo<MatchedText>(MAX_TEXTS);
  /** A failure is asked about for every rule, and then no more. */
  #last: { readonly facts: Facts; readonly matched: readonly MatchedText[] } | null = null;

  constructor(candidates: Candidates) {
    this.#make = (words) => new MatchedText(words, candidates);
  }

  about(facts: Facts): readonly MatchedText[] {
    if (this.#last?.facts !== facts) this.#last = { facts, matched: facts.said.map(({ words }) => this.#of(words)) };
    return this.#last.matched;
  }

  #of(words: string): MatchedText {
    return words.length > MAX_LENGTH ? this.#make(words) : this.#known.get(words, this.#make);
  }
}

const byTaxonomy = new WeakMap<Taxonomy, TextMatches>();

/** What the patterns of a taxonomy find in each text of `facts.said`. Kept with the taxonomy: it never changes. */
export function matchedTextsOf(facts: Facts, taxonomy: Taxonomy): readonly MatchedText[] {
  const known = byTaxonomy.get(taxonomy);
  if (known !== undefined) return known.about(facts);
  const texts = new TextMatches(taxonomy.candidates);
  byTaxonomy.set(taxonomy, texts);
  return texts.about(facts);
}

function firstMatch(patterns: readonly RegExp[], except: RegExp | null, words: string): TextMatch | null {
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(words); match !== null; match = pattern.exec(words)) {
      if (except === null || !except.test(clauseAround(words, match.index, match.index + match[0].length))) return { start: match.index, end: match.index + match[0].length, subject: subjectIn(pattern, match) };
      if (match[0] === "") pattern.lastIndex++;
    }
  }
  return null;
}

const SUBJECTS = ["field", "scope", "value"];
const withIndices = new WeakMap<RegExp, RegExp>();

/** Matching is slower with the flag `d`, and few matches have a group whose place is asked for. */
function subjectIn(pattern: RegExp, match: RegExpExecArray): readonly [number, number] | null {
  const name = SUBJECTS.find((group) => match.groups?.[group] !== undefined);
  if (name === undefined) return null;
  const again = withIndices.get(pattern) ?? new RegExp(pattern.source, "dg");
  withIndices.set(pattern, again);
  again.lastIndex = match.index;
  return again.exec(match.input)?.indices?.groups?.[name] ?? null;
}

const CLAUSE_END = /(?<!\.)[.;!?](?=\s)|\n/g;

/** The clause of a text that a span stands in. */
function clauseAround(words: string, start: number, end: number): string {
  let from = 0;
  // Both calls below begin where an earlier one left off, unless they are told not to.
  CLAUSE_END.lastIndex = 0;
  for (const match of words.slice(0, start).matchAll(CLAUSE_END)) from = match.index + 1;
  CLAUSE_END.lastIndex = end;
  const next = CLAUSE_END.exec(words);
  return words.slice(from, next === null ? words.length : next.index);
}
