import type { TaxonomyFile } from "./file-schema.ts";
import type { Bucket, Cluster, Reclassification, Rule, SpotCheck, TaxonomyPack } from "./schema.ts";

type FileRule = TaxonomyFile["clusters"][string]["rules"][number];

/** What a file builds on that extends no other. */
export const NOTHING: TaxonomyPack = {
  name: "", version: "", owners: [], clusters: {}, precedence: [], buckets: {}, dispatch: {}, fallback: "",
  demotion: { bucket: "", checks: [] }, scope: { inScope: [], outOfScope: [] }, reclassifications: [],
};

/** What the failures of one root cause have in common, where a bucket does not say it. */
const COMMON_CAUSE = ["toolkit", "account", "cluster"] as const satisfies Bucket["cause"];

/**
 * Makes a taxonomy out of a file and the pack it extends. Own rules, spot-checks and reclassifications are tried before
 * inherited ones: who writes a rule of their own knows something that the pack does not.
 *
 * @param file one in which `findFaults` found none
 */
export function extendPack(base: TaxonomyPack, file: TaxonomyFile): TaxonomyPack {
  const kept = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] => items.filter(({ id }) => !file.disable.includes(id));
  return {
    name: file.name,
    version: file.version,
    owners: union(base.owners, file.owners),
    clusters: clustersOf(base, file, kept),
    precedence: precedenceOf(base, file),
    buckets: bucketsOf(base, file),
    dispatch: dispatchOf(base, file),
    fallback: file.fallback ?? base.fallback,
    demotion: { bucket: file.demotion ?? base.demotion.bucket, checks: [...file.spotChecks.map(asSpotCheck), ...kept(base.demotion.checks)] },
    scope: { inScope: union(base.scope.inScope, file.scope.inScope), outOfScope: union(base.scope.outOfScope, file.scope.outOfScope) },
    reclassifications: [...file.reclassifications.map(asReclassification), ...kept(base.reclassifications)],
  };
}

function union(inherited: readonly string[], own: readonly string[]): readonly string[] {
  return [...new Set([...inherited, ...own])];
}

function clustersOf(base: TaxonomyPack, file: TaxonomyFile, kept: (rules: readonly Rule[]) => readonly Rule[]): Readonly<Record<string, Cluster>> {
  const clusters = new Map(Object.values(base.clusters).map((cluster) => [cluster.id, { ...cluster, rules: kept(cluster.rules) }]));
  for (const [id, { description, rationale, rules }] of Object.entries(file.clusters)) {
    const before = clusters.get(id) ?? { description: "", rationale: "", rules: [] };
    clusters.set(id, { id, description: description ?? before.description, rationale: rationale ?? before.rationale, rules: [...rules.map(asRule), ...before.rules] });
  }
  return Object.fromEntries(clusters);
}

function precedenceOf({ precedence }: TaxonomyPack, file: TaxonomyFile): readonly string[] {
  return file.precedence ?? [...Object.keys(file.clusters).filter((id) => !precedence.includes(id)), ...precedence];
}

function bucketsOf(base: TaxonomyPack, file: TaxonomyFile): Readonly<Record<string, Bucket>> {
  const buckets: Record<string, Bucket> = { ...base.buckets };
  for (const [id, own] of Object.entries(file.buckets)) {
    const before = buckets[id] ?? { owner: "", action: "", description: "", ask: "", disproof: "", cause: COMMON_CAUSE };
    buckets[id] = { ...before, ...defined(own) };
  }
  return buckets;
}

function dispatchOf(base: TaxonomyPack, file: TaxonomyFile): Readonly<Record<string, string | null>> {
  const own = Object.entries(file.clusters).flatMap(([id, { bucket }]) => (bucket === undefined ? [] : [[id, bucket] as const]));
  return { ...base.dispatch, ...Object.fromEntries(own) };
}

/** Of a file, no member is there and undefined; the types of a schema cannot say that. */
function defined<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as { [Key in keyof Value]: Exclude<Value[Key], undefined> };
}

function asRule(rule: FileRule): Rule {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of a rule has checked exactly this type
  return rule as Rule;
}

function asSpotCheck(check: TaxonomyFile["spotChecks"][number]): SpotCheck {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of a spot-check has checked exactly this type
  return check as SpotCheck;
}

function asReclassification(entry: TaxonomyFile["reclassifications"][number]): Reclassification {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of a reclassification has checked exactly this type
  return entry as Reclassification;
}

/** A pack as a taxonomy file that needs no other: the same means, written out. */
export function fileOfPack(pack: TaxonomyPack): TaxonomyFile {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- the same shape, but for what is readonly
  return structuredClone({
    name: pack.name,
    version: pack.version,
    owners: [...pack.owners],
    clusters: Object.fromEntries(Object.values(pack.clusters).map(({ id, description, rationale, rules }) => [id, { description, rationale, bucket: pack.dispatch[id] ?? null, rules }])),
    precedence: [...pack.precedence],
    buckets: pack.buckets,
    fallback: pack.fallback,
    demotion: pack.demotion.bucket,
    spotChecks: pack.demotion.checks,
    scope: pack.scope,
    reclassifications: pack.reclassifications,
    disable: [],
  }) as unknown as TaxonomyFile;
}
