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

/** Of several values of one facet any may hold, and every facet must. */
export function selectionOf(model: Model, view: Pick<View, "filters" | "search">): Selection {
  const wanted = FACETS.map((facet) => wantedIn(model.facets[facet], view.filters[facet], facet));
  const columns = FACETS.map((facet) => model.facets[facet].at);
  const countsOf = perFacet((facet) => new Int32Array(model.facets[facet].values.length));
  const counts = FACETS.map((facet) => countsOf[facet]);
  const found = matchesOf(model, view.search);
  const rows = new Uint8Array(model.rows);
  let bugs = 0;
  let rowCount = 0;
  for (let place = 0; place < model.weights.length; place++) {
    // A search reads texts, and groups have none.
    if (found !== null && (place >= model.rows || found[place] === 0)) continue;
    const missed = missedBy(columns, wanted, place);
    if (missed === MANY) continue;
    const weight = model.weights[place] ?? 0;
    if (missed !== NONE) {
      add(counts[missed], columns[missed]?.[place], weight);
      continue;
    }
    bugs += weight;
    rowCount += place < model.rows ? 1 : 0;
    // Beyond the rows this writes nothing: a typed array takes no further places.
    rows[place] = 1;
    for (const [facet, column] of columns.entries()) add(counts[facet], column[place], weight);
  }
  return { rows, bugs, rowCount, counts: countsOf };
}

const NONE = -1;
const MANY = -2;

/** The one facet that a place misses, or that it misses none, or more than one. */
function missedBy(columns: readonly Int32Array[], wanted: readonly (Uint8Array | null)[], place: number): number {
  let missed = NONE;
  for (let facet = 0; facet < columns.length; facet++) {
    const want = wanted[facet];
    if (want === null || want === undefined || want[columns[facet]?.[place] ?? 0] === 1) continue;
    if (missed !== NONE) return MANY;
    missed = facet;
  }
  return missed;
}

function add(counts: Int32Array | undefined, value: number | undefined, weight: number): void {
  if (counts !== undefined && value !== undefined) counts[value] = (counts[value] ?? 0) + weight;
}

function wantedIn(column: FacetColumn, chosen: ReadonlySet<FacetValue>, facet: Facet): Uint8Array | null {
  if (chosen.size === 0) return null;
  return Uint8Array.from(column.values, (value) => (chosen.has(value) || (facet === "cluster" && chosen.has(clusterName(value).cluster)) ? 1 : 0));
}
