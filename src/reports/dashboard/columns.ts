import type { Bug } from "../../categorization/schema.ts";
import { quoteOf } from "../message.ts";
import { type Dictionary, FACETS, type Facet, type FacetValue, type Index, type LinkColumn, perFacet } from "./format.ts";

const FACET_VALUES: Readonly<Record<Facet, (bug: Bug) => FacetValue>> = {
  bucket: (bug) => bug.bucket,
  cluster: (bug) => bug.cluster,
  toolkit: (bug) => bug.toolkit,
  tool: (bug) => bug.tool,
  account: (bug) => bug.account,
  status: (bug) => (bug.status === null ? null : String(bug.status)),
  // Null is canonical; else the category that the evidence overruled.
  scope: (bug) => bug.reclassified_from,
  demoted: (bug) => bug.demoted_from,
};

/** Adds a value for each row, and gives the dictionary in the end. */
class DictionaryBuilder<Value> {
  readonly #places = new Map<Value, number>();
  readonly #at: number[] = [];

  add(value: Value): void {
    const place = this.#places.get(value) ?? this.#places.size;
    this.#places.set(value, place);
    this.#at.push(place);
  }

  build(): Dictionary<Value> {
    return { values: [...this.#places.keys()], at: this.#at };
  }
}

function dictionary<Value>(bugs: readonly Bug[], valueOf: (bug: Bug) => Value): Dictionary<Value> {
  const builder = new DictionaryBuilder<Value>();
  for (const bug of bugs) builder.add(valueOf(bug));
  return builder.build();
}

/** The columns of a table: the rows, and the bugs without a row as groups that keep every count right. */
export function columnsOf(rows: readonly Bug[], leftOut: readonly Bug[]): Omit<Index, "pages" | "causes"> {
  const groups = groupsOf(leftOut);
  const counted = [...rows, ...groups.map(({ first }) => first)];
  return {
    facets: perFacet((facet) => dictionary(counted, FACET_VALUES[facet])),
    groups: groups.map(({ count }) => count),
    ids: rows.map((bug) => bug.id),
    times: rows.map((bug) => bug.time),
    rationale: dictionary(rows, (bug) => bug.rationale),
    quote: dictionary(rows, quoteOf),
    links: linkColumns(rows),
  };
}

/** Bugs that no filter can tell apart. */
function groupsOf(bugs: readonly Bug[]): readonly { readonly first: Bug; readonly count: number }[] {
  const groups = new Map<string, { readonly first: Bug; count: number }>();
  for (const bug of bugs) {
    const key = JSON.stringify(FACETS.map((facet) => FACET_VALUES[facet](bug)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: bug, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()];
}

function linkColumns(bugs: readonly Bug[]): Index["links"] {
  const names = [...new Set(bugs.flatMap((bug) => Object.keys(bug.links)))].toSorted();
  return Object.fromEntries(names.map((name) => [name, linkColumn(bugs, name)]));
}

function linkColumn(bugs: readonly Bug[], name: string): LinkColumn {
  const urls = bugs.map((bug) => safeUrl(bug.links[name]));
  const [first] = urls;
  const id = addressed(bugs[0]?.id ?? "");
  const at = first?.indexOf(id) ?? -1;
  if (first === null || first === undefined || at === -1 || id === "") return { kind: "each", urls };
  const [before, behind] = [first.slice(0, at), first.slice(at + id.length)];
  const all = bugs.every((bug, index) => urls[index] === `${before}${addressed(bug.id)}${behind}`);
  return all ? { kind: "around-id", before, behind } : { kind: "each", urls };
}

/** An id as part of an address; a lone surrogate has no place there. */
function addressed(id: string): string {
  return encodeURIComponent(id.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"));
}

/** Only http(s) leads anywhere. */
export function safeUrl(url: string | undefined): string | null {
  return url !== undefined && /^https?:\/\/[^\s<>"'\\]+$/i.test(url) ? url : null;
}
