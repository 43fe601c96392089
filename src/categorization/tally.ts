import type { Bug, Categorization, InputProvenance } from "./schema.ts";
import { CATEGORIZATION_VERSION } from "./version.ts";
import type { TaxonomyPack } from "../taxonomy/schema.ts";

/** What is known of a run apart from its verdicts. */
export interface RunProvenance {
  readonly version: string;
  readonly taxonomy: { readonly pack: TaxonomyPack; readonly sha256: string };
  readonly inputs: readonly InputProvenance[];
  readonly upstream: readonly InputProvenance[];
  readonly redacted: boolean;
  readonly complete: boolean;
  /** Entries of the upstream classification that are about no log. */
  readonly upstreamOnly: number;
}

/** A categorization without its lists: what stands in front of them, and does not grow with the export. */
export type Head = Omit<Categorization, "bugs" | "needs_review">;

/** What of a verdict is counted. */
export type Countable = Pick<Bug, "bucket" | "cluster" | "reclassified_from" | "demoted_from">;

/** Adds up the verdicts of a run, in any order; keeps numbers and no verdicts. */
export class Tally {
  readonly #buckets = new Map<string, number>();
  readonly #clusters = new Map<string, number>();
  readonly #reclassified = new Map<string, number>();
  readonly #outOfScope = new Map<string, number>();
  #bugs = 0;
  #demoted = 0;
  #review = 0;

  addBug({ bucket, cluster, reclassified_from: from, demoted_from: demoted }: Countable): void {
    this.#bugs++;
    count(this.#buckets, bucket);
    count(this.#clusters, cluster);
    if (from !== null) count(this.#reclassified, cluster);
    if (demoted !== null) this.#demoted++;
  }

  addReview(): void {
    this.#review++;
  }

  addOutOfScope(category: string, records = 1): void {
    count(this.#outOfScope, category, records);
  }

  /** The head of the document; the same verdicts give the same head, in whatever order they came. */
  head(run: RunProvenance): Head {
    const { pack } = run.taxonomy;
    const outOfScope = [...this.#outOfScope].map(([category, records]) => ({ category, count: records })).toSorted((a, b) => b.count - a.count || compare(a.category, b.category));
    const reclassified = sumOf(this.#reclassified);
    const outside = sumOf(this.#outOfScope);
    return {
      schema: CATEGORIZATION_VERSION,
      run: runOf(run),
      totals: {
        records: this.#bugs + outside + this.#review,
        in_scope: this.#bugs,
        canonical: this.#bugs - reclassified,
        reclassified,
        demoted: this.#demoted,
        out_of_scope: outside,
        needs_review: this.#review,
      },
      buckets: bucketsOf(this.#buckets, pack),
      clusters: clustersOf(this.#clusters, this.#reclassified, pack),
      out_of_scope: outOfScope,
    };
  }
}

function runOf({ version, taxonomy, inputs, upstream, redacted, complete, upstreamOnly }: RunProvenance): Categorization["run"] {
  const { name, version: packVersion, fallback, demotion } = taxonomy.pack;
  return { version, taxonomy: { name, version: packVersion, sha256: taxonomy.sha256, fallback_bucket: fallback, demotion_bucket: demotion.bucket }, inputs: sortedInputs(inputs), upstream: sortedInputs(upstream), redacted, complete, ...(upstreamOnly > 0 ? { upstream_only: upstreamOnly } : {}) };
}

function sortedInputs(list: readonly InputProvenance[]): InputProvenance[] {
  return list.toSorted((a, b) => compare(a.path, b.path) || compare(a.sha256, b.sha256));
}

type Counts = ReadonlyMap<string, number>;

function bucketsOf(counts: Counts, pack: TaxonomyPack): Categorization["buckets"] {
  return Object.entries(pack.buckets)
    .map(([id, { owner, action, description, ask, disproof, cause }]) => ({ id, owner, action, description, ask, disproof, cause: [...cause], count: counts.get(id) ?? 0 }))
    .toSorted((a, b) => b.count - a.count || compare(a.id, b.id));
}

function clustersOf(counts: Counts, reclassified: Counts, pack: TaxonomyPack): Categorization["clusters"] {
  return Object.values(pack.clusters)
    .map(({ id, rationale }) => ({ id, bucket: pack.dispatch[id] ?? pack.fallback, count: counts.get(id) ?? 0, reclassified: reclassified.get(id) ?? 0, rationale }))
    .toSorted((a, b) => b.count - a.count || compare(a.id, b.id));
}

/** Adds to the count under a name. */
export function count(counts: Map<string, number>, name: string, by = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}

function sumOf(counts: Counts): number {
  let sum = 0;
  for (const number of counts.values()) sum += number;
  return sum;
}

/** By code units: the same order in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
