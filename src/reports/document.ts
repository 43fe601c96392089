import type { Bug, ReviewItem } from "../categorization/schema.ts";
import type { Head } from "../categorization/tally.ts";
import { inertJson } from "./escape.ts";

/**
 * `bug_categorization.json` in pieces, so that nobody has to hold it: the head, and the entries of its two lists as they
 * come. Put together, the same text as `json` of the whole document.
 */
export function* documentOf(head: Head, bugs: Iterable<Uint8Array | string>, reviews: Iterable<Uint8Array | string>): Generator<Uint8Array | string> {
  const text = inertJson(JSON.stringify(head, null, 2));
  yield text.slice(0, text.lastIndexOf("\n}"));
  yield ',\n  "bugs": [';
  yield* listOf(bugs);
  yield '],\n  "needs_review": [';
  yield* listOf(reviews);
  yield "]\n}\n";
}

function* listOf(entries: Iterable<Uint8Array | string>): Generator<Uint8Array | string> {
  let isFirst = true;
  for (const entry of entries) {
    yield isFirst ? "\n    " : ",\n    ";
    yield entry;
    isFirst = false;
  }
  if (!isFirst) yield "\n  ";
}

/** An entry of one of the document's lists, as it stands there. */
export function entryText(entry: Bug | ReviewItem): string {
  // No string in JSON holds a line end as such, so every one of them is the layout's.
  return inertJson(JSON.stringify(entry, null, 2)).replaceAll("\n", "\n    ");
}

export const bugText: (bug: Bug) => string = entryText;
