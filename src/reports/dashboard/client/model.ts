import { type Dictionary, type Facet, type FacetValue, type Head, type Index, perFacet } from "../format.ts";

/** A facet with its values as numbers, one for each row and group. */
export interface FacetColumn {
  readonly values: readonly FacetValue[];
  readonly at: Int32Array;
}

/** The bugs as columns. Places below `rows` are bugs with a row; those above stand for groups that were left out. */
export interface Model {
  readonly head: Head;
  readonly index: Index;
  readonly rows: number;
  /** How many bugs each place counts for. */
  readonly weights: Int32Array;
  readonly facets: Readonly<Record<Facet, FacetColumn>>;
}

export function modelOf(head: Head, index: Index): Model {
  const rows = index.ids.length;
  const weights = new Int32Array(rows + index.groups.length).fill(1);
  weights.set(index.groups, rows);
  const facets = perFacet((facet) => columnOf(index.facets[facet]));
  return { head, index, rows, weights, facets: { ...facets, cluster: clusterInBucket(facets.cluster, facets.bucket) } };
}

function columnOf({ values, at }: Dictionary<FacetValue>): FacetColumn {
  return { values, at: Int32Array.from(at) };
}

/**
 * A cluster counts within its bucket: what a spot-check demoted keeps its cluster and is a cause of another bucket. Where a
 * cluster stands in several buckets, its value names the bucket behind an `@`.
 */
function clusterInBucket(cluster: FacetColumn, bucket: FacetColumn): FacetColumn {
  const places = new Map<number, number>();
  const pairs: (readonly [cluster: number, bucket: number])[] = [];
  const at = cluster.at.map((inCluster, place) => {
    const inBucket = bucket.at[place] ?? 0;
    const key = inCluster * bucket.values.length + inBucket;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, pairs.length);
    return pairs.push([inCluster, inBucket]) - 1;
  });
  const values = pairs.map(([inCluster, inBucket]) => {
    const alone = pairs.filter(([other]) => other === inCluster).length === 1;
    return alone ? (cluster.values[inCluster] ?? "") : `${cluster.values[inCluster] ?? ""}@${bucket.values[inBucket] ?? ""}`;
  });
  return { values, at };
}

/** What a cluster value names: `INVALID_FIXTURE@TOOLKIT_IMPLEMENTATION_BUG` → both. */
export function clusterName(value: FacetValue): { readonly cluster: string; readonly bucket: string | null } {
  const [cluster = "", bucket] = (value ?? "").split("@");
  return { cluster, bucket: bucket ?? null };
}

/** The value of a facet at a place. */
export function valueAt(column: FacetColumn, place: number): FacetValue {
  return column.values[column.at[place] ?? -1] ?? null;
}

/** The text of a dictionary at a place. */
export function textAt({ values, at }: Dictionary<string>, place: number): string {
  return values[at[place] ?? -1] ?? "";
}
