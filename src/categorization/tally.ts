import type { Bug, Categorization, InputProvenance, ReviewItem } from "./schema.ts";
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
}

/** Adds up the verdicts of a run, in any order. */
export class Tally {
  readonly #bugs: Bug[] = [];
  readonly #review: ReviewItem[] = [];
  readonly #outOfScope = new Map<string, number>();

  addBug(bug: Bug): void {
    this.#bugs.push(bug);
  }

  addReview(item: ReviewItem): void {
    this.#review.push(item);
  }

  addOutOfScope(category: string, count = 1): void {
    this.#outOfScope.set(category, (this.#outOfScope.get(category) ?? 0) + count);
  }

  /** The document; the same verdicts give the same document, in whatever order they came. */
  categorization(run: RunProvenance): Categorization {
    const bugs = this.#bugs.toSorted((a, b) => compare(a.id, b.id) || compare(a.signature, b.signature));
    const outOfScope = [...this.#outOfScope].map(([category, count]) => ({ category, count })).toSorted((a, b) => b.count - a.count || compare(a.category, b.category));
    const reclassified = bugs.filter((bug) => bug.reclassified_from !== null).length;
    const outside = outOfScope.reduce((sum, { count }) => sum + count, 0);
    return {
      schema: CATEGORIZATION_VERSION,
      run: runOf(run),
      totals: {
        records: bugs.length + outside + this.#review.length,
        in_scope: bugs.length,
        canonical: bugs.length - reclassified,
        reclassified,
        demoted: bugs.filter((bug) => bug.demoted_from !== null).length,
        out_of_scope: outside,
        needs_review: this.#review.length,
      },
      buckets: bucketsOf(bugs, run.taxonomy.pack),
      clusters: clustersOf(bugs, run.taxonomy.pack),
      out_of_scope: outOfScope,
      bugs,
      needs_review: this.#review.toSorted((a, b) => compare(a.id, b.id) || compare(a.reason, b.reason)),
    };
  }
}

function runOf({ version, taxonomy, inputs, upstream, redacted, complete }: RunProvenance): Categorization["run"] {
  const { name, version: packVersion, fallback, demotion } = taxonomy.pack;
  return { version, taxonomy: { name, version: packVersion, sha256: taxonomy.sha256, fallback_bucket: fallback, demotion_bucket: demotion.bucket }, inputs: sortedInputs(inputs), upstream: sortedInputs(upstream), redacted, complete };
}

function sortedInputs(list: readonly InputProvenance[]): InputProvenance[] {
  return list.toSorted((a, b) => compare(a.path, b.path) || compare(a.sha256, b.sha256));
}

function bucketsOf(bugs: readonly Bug[], pack: TaxonomyPack): Categorization["buckets"] {
  const counts = countBy(bugs, (bug) => bug.bucket);
  return Object.entries(pack.buckets)
    .map(([id, { owner, action, description, ask, disproof, cause }]) => ({ id, owner, action, description, ask, disproof, cause: [...cause], count: counts.get(id) ?? 0 }))
    .toSorted((a, b) => b.count - a.count || compare(a.id, b.id));
}

function clustersOf(bugs: readonly Bug[], pack: TaxonomyPack): Categorization["clusters"] {
  const counts = countBy(bugs, (bug) => bug.cluster);
  const reclassified = countBy(bugs.filter((bug) => bug.reclassified_from !== null), (bug) => bug.cluster);
  return Object.values(pack.clusters)
    .map(({ id, rationale }) => ({ id, bucket: pack.dispatch[id] ?? pack.fallback, count: counts.get(id) ?? 0, reclassified: reclassified.get(id) ?? 0, rationale }))
    .toSorted((a, b) => b.count - a.count || compare(a.id, b.id));
}

export function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

/** By code units: the same order in every locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
