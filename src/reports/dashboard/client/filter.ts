import { FACETS, type Facet, type FacetValue, perFacet } from "../format.ts";
import type { View } from "./address.ts";
import { clusterName, type FacetColumn, type Model } from "./model.ts";
import { matchesOf } from "./search.ts";

/** What a view leaves. */
export interface Selection {
  /** Whether each row is in it. */
  readonly rows: Uint8Array;
  /** Bugs in it, those without a row included. */
  readonly bugs: number;
  readonly rowCount: number;
  /** For each value of a facet, the bugs that all the other facets leave. */
  readonly counts: Readonly<Record<Facet, Int32Array>>;
}

/** A place that every facet takes, and one that more than one facet refuses; else the number of the one that does. */
const NONE = -1;
const MANY = -2;

/**
 * Of several values of one facet any may hold, and every facet must. Column by column: a loop over one array of numbers is
 * what an engine does fastest, and there may be a hundred thousand of them.
 */
export function selectionOf(model: Model, view: Pick<View, "filters" | "search">): Selection {
  const missed = missedBy(model, view);
  const rows = new Uint8Array(model.rows);
  let bugs = 0;
  let rowCount = 0;
  for (const [place, weight] of model.weights.entries()) {
    if (missed[place] !== NONE) continue;
    bugs += weight;
    if (place >= model.rows) continue;
    rows[place] = 1;
    rowCount += 1;
  }
  return { rows, bugs, rowCount, counts: perFacet((facet) => countsOf(model, facet, missed)) };
}

/** For each place, the one facet that refuses it, NONE or MANY. */
function missedBy(model: Model, { filters, search }: Pick<View, "filters" | "search">): Int8Array {
  const missed = new Int8Array(model.weights.length).fill(NONE);
  for (const [number, facet] of FACETS.entries()) {
    const wanted = wantedIn(model.facets[facet], filters[facet], facet);
    if (wanted === null) continue;
    const { at } = model.facets[facet];
    for (let place = 0; place < at.length; place++) if (wanted[at[place] ?? 0] === 0) missed[place] = missed[place] === NONE ? number : MANY;
  }
  const found = matchesOf(model, search);
  // A search reads texts, and groups have none.
  if (found !== null) for (let place = 0; place < missed.length; place++) if (place >= model.rows || found[place] === 0) missed[place] = MANY;
  return missed;
}

function countsOf({ facets, weights }: Model, facet: Facet, missed: Int8Array): Int32Array {
  const { at, values } = facets[facet];
  const number = FACETS.indexOf(facet);
  const counts = new Int32Array(values.length);
  for (let place = 0; place < at.length; place++) {
    const by = missed[place];
    if (by !== NONE && by !== number) continue;
    const value = at[place] ?? 0;
    counts[value] = (counts[value] ?? 0) + (weights[place] ?? 0);
  }
  return counts;
}

function wantedIn(column: FacetColumn, chosen: ReadonlySet<FacetValue>, facet: Facet): Uint8Array | null {
  if (chosen.size === 0) return null;
  return Uint8Array.from(column.values, (value) => (chosen.has(value) || (facet === "cluster" && chosen.has(clusterName(value).cluster)) ? 1 : 0));
}
