import type { Dictionary } from "../format.ts";
import { type FacetColumn, type Model } from "./model.ts";

/** The words of a search; text in quotation marks is one. */
export function wordsOf(search: string): readonly string[] {
  return [...search.toLowerCase().matchAll(/"([^"]+)"?|[^\s"]+/g)].map((match) => match[1] ?? match[0]);
}

/** Which rows hold every word, in whatever column; null where nothing is looked for. */
export function matchesOf(model: Model, search: string): Uint8Array | null {
  const words = wordsOf(search);
  if (words.length === 0) return null;
  const result = new Uint8Array(model.rows).fill(1);
  for (const word of words) keepThoseWith(word, model, result);
  return result;
}

function keepThoseWith(word: string, model: Model, result: Uint8Array): void {
  const found = new Uint8Array(model.rows);
  for (const { lower, at } of searched(model)) {
    const hit = Uint8Array.from(lower, (text) => (text.includes(word) ? 1 : 0));
    for (let row = 0; row < found.length; row++) if (hit[at[row] ?? 0] === 1) found[row] = 1;
  }
  const ids = lowerIds(model);
  for (let row = 0; row < found.length; row++) if (found[row] === 0 && ids[row]?.includes(word) !== true) result[row] = 0;
}

interface Searched {
  readonly lower: readonly string[];
  readonly at: ArrayLike<number>;
}

const searchedColumns = new WeakMap<Model, readonly Searched[]>();
const searchedIds = new WeakMap<Model, readonly string[]>();

/** Each distinct text in lower case, once. */
function searched(model: Model): readonly Searched[] {
  const known = searchedColumns.get(model);
  if (known !== undefined) return known;
  const { facets, index } = model;
  const columns = [facets.toolkit, facets.tool, facets.account, facets.status, facets.cluster, facets.bucket, index.rationale, index.quote].map(lowered);
  searchedColumns.set(model, columns);
  return columns;
}

function lowered({ values, at }: FacetColumn | Dictionary<string>): Searched {
  return { lower: values.map((value) => (value ?? "").toLowerCase()), at };
}

function lowerIds(model: Model): readonly string[] {
  const ids = searchedIds.get(model) ?? model.index.ids.map((id) => id.toLowerCase());
  searchedIds.set(model, ids);
  return ids;
}

/** A text cut at the words that were looked for. */
export function highlighted(text: string, words: readonly string[]): readonly { readonly text: string; readonly hit: boolean }[] {
  const lower = text.toLowerCase();
  // In a few languages lower case has another length; then nothing is marked rather than the wrong thing.
  if (words.length === 0 || lower.length !== text.length) return [{ text, hit: false }];
  const parts: { text: string; hit: boolean }[] = [];
  let from = 0;
  while (from < text.length) {
    const next = nextHit(lower, words, from);
    if (next === null) break;
    if (next.at > from) parts.push({ text: text.slice(from, next.at), hit: false });
    parts.push({ text: text.slice(next.at, next.at + next.length), hit: true });
    from = next.at + next.length;
  }
  return from < text.length ? [...parts, { text: text.slice(from), hit: false }] : parts;
}

function nextHit(lower: string, words: readonly string[], from: number): { readonly at: number; readonly length: number } | null {
  let best: { at: number; length: number } | null = null;
  for (const word of words) {
    const at = lower.indexOf(word, from);
    if (at !== -1 && (best === null || at < best.at || (at === best.at && word.length > best.length))) best = { at, length: word.length };
  }
  return best;
}
