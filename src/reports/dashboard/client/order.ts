import { FACETS } from "../format.ts";
import type { View } from "./address.ts";
import type { Selection } from "./filter.ts";
import type { Model } from "./model.ts";

const orders = new WeakMap<Model, Map<string, Int32Array>>();

/** The rows of a selection in the order of a view. */
export function ordered(model: Model, selection: Selection, sort: View["sort"]): Int32Array {
  const order = sort === null ? null : orderBy(model, sort.column);
  const result = new Int32Array(selection.rowCount);
  let count = 0;
  for (let step = 0; step < model.rows; step++) {
    const place = sort?.down === true ? model.rows - 1 - step : step;
    const row = order === null ? place : (order[place] ?? 0);
    if (selection.rows[row] === 1) result[count++] = row;
  }
  return result;
}

/** All rows sorted by a column; made once for each. Null where the rows stand so already, by id. */
function orderBy(model: Model, column: string): Int32Array | null {
  if (column === "id") return null;
  const known = orders.get(model) ?? new Map<string, Int32Array>();
  orders.set(model, known);
  const order = known.get(column) ?? byRank(ranksOf(model, column));
  known.set(column, order);
  return order;
}

function ranksOf(model: Model, column: string): Int32Array {
  const { facets, index } = model;
  if (column === "time") return ranks(index.times, index.times.map((_time, row) => row));
  if (column === "rationale" || column === "quote") return ranks(index[column].values, index[column].at);
  const name = FACETS.find((facet) => facet === column);
  // An address may name a column that is none.
  if (name === undefined) return new Int32Array(model.rows);
  const facet = facets[name];
  return ranks(facet.values, facet.at.subarray(0, model.rows));
}

/** The rank of each row; what is not recorded comes last. */
function ranks(values: readonly (string | null)[], at: ArrayLike<number>): Int32Array {
  const sorted = [...values.keys()].toSorted((a, b) => compareValues(values[a] ?? null, values[b] ?? null));
  const rankOf = new Int32Array(values.length);
  for (const [rank, place] of sorted.entries()) rankOf[place] = rank;
  return Int32Array.from(at, (place) => rankOf[place] ?? 0);
}

function compareValues(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A stable counting sort: ranks are small numbers, however many rows there are. */
function byRank(rank: Int32Array): Int32Array {
  const most = rank.reduce((max, value) => Math.max(max, value), 0);
  const starts = new Int32Array(most + 2);
  for (const value of rank) starts[value + 1] = (starts[value + 1] ?? 0) + 1;
  for (let value = 1; value < starts.length; value++) starts[value] = (starts[value] ?? 0) + (starts[value - 1] ?? 0);
  const order = new Int32Array(rank.length);
  for (const [row, value] of rank.entries()) {
    const at = starts[value] ?? 0;
    order[at] = row;
    starts[value] = at + 1;
  }
  return order;
}
