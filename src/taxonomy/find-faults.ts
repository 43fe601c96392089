import { messageOf } from "../errors.ts";
import { anatomyOf } from "./anatomy.ts";
import { NOTHING } from "./extend.ts";
import type { TaxonomyFile } from "./file-schema.ts";
import { nearest } from "./nearest.ts";
import type { Condition, TaxonomyPack } from "./schema.ts";

/** What is wrong with a taxonomy file, and where. */
export interface Fault {
  /** The way from the top of the file to the value at fault. */
  readonly path: readonly PropertyKey[];
  /** What is wrong, and what is allowed. */
  readonly what: string;
}

type FileRule = TaxonomyFile["clusters"][string]["rules"][number];

/**
 * Every fault that a schema cannot see: names that name nothing, tables with holes, patterns that are none.
 *
 * @param base what the file extends, or `NOTHING`
 */
export function findFaults(file: TaxonomyFile, base: TaxonomyPack): readonly Fault[] {
  const names = namesOf(file, base);
  return [...completeness(file, base), ...clusterFaults(file, names), ...newClusterFaults(file, base), ...bucketFaults(file, base), ...bucketNameFaults(file, names), ...checkFaults(file, names), ...scopeFaults(file, base, names), ...orderFaults(file, names), ...duplicates(file, names), ...patternFaults(file)];
}

/** Everything that a name in the file may stand for. */
interface Names {
  readonly clusters: ReadonlySet<string>;
  readonly buckets: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  /** Inherited rules, spot-checks and reclassifications. */
  readonly inherited: ReadonlySet<string>;
}

function namesOf(file: TaxonomyFile, base: TaxonomyPack): Names {
  const inheritedRules = Object.values(base.clusters).flatMap((cluster) => cluster.rules.map((rule) => rule.id));
  return {
    clusters: new Set([...Object.keys(base.clusters), ...Object.keys(file.clusters)]),
    buckets: new Set([...Object.keys(base.buckets), ...Object.keys(file.buckets)]),
    rules: new Set([...inheritedRules, ...rulesOf(file).map(({ rule }) => rule.id)]),
    inherited: new Set([...inheritedRules, ...base.demotion.checks.map(({ id }) => id), ...base.reclassifications.map(({ id }) => id)]),
  };
}

interface Placed<Item> {
  readonly rule: Item;
  readonly path: readonly PropertyKey[];
}

function rulesOf(file: TaxonomyFile): readonly Placed<FileRule>[] {
  return Object.entries(file.clusters).flatMap(([id, cluster]) => cluster.rules.map((rule, index) => ({ rule, path: ["clusters", id, "rules", index] })));
}

/** Everything in the file that has an id and may have patterns. */
function conditionsOf(file: TaxonomyFile): readonly Placed<FileRule | TaxonomyFile["spotChecks"][number] | TaxonomyFile["reclassifications"][number]>[] {
  return [...rulesOf(file), ...file.spotChecks.map((rule, index) => ({ rule, path: ["spotChecks", index] })), ...file.reclassifications.map((rule, index) => ({ rule, path: ["reclassifications", index] }))];
}

function unknown(kind: string, name: string, known: ReadonlySet<string>): string {
  const [near] = nearest(name, known);
  if (near !== undefined) return `there is no ${kind} ${name}; did you mean ${near}?`;
  return known.size > 0 && known.size <= 15 ? `there is no ${kind} ${name}; there are ${[...known].join(", ")}` : `there is no ${kind} ${name}; triage rules list shows them`;
}

/** A fault for each name that nothing has. */
function mustExist(kind: string, names: readonly string[], known: ReadonlySet<string>, path: readonly PropertyKey[]): readonly Fault[] {
  return names.flatMap((name, index) => (known.has(name) ? [] : [{ path: [...path, index], what: unknown(kind, name, known) }]));
}

function missing(members: Readonly<Record<string, unknown>>, needed: readonly string[], what: string, path: readonly PropertyKey[]): readonly Fault[] {
  const gaps = needed.filter((key) => members[key] === undefined);
  return gaps.length === 0 ? [] : [{ path, what: `${what} needs ${gaps.join(", ")}` }];
}

/** A file that extends nothing must say everything. */
function completeness(file: TaxonomyFile, base: TaxonomyPack): readonly Fault[] {
  if (base !== NOTHING) return [];
  const faults = missing(file, ["fallback", "demotion"], "a taxonomy that extends no other", []);
  const catchAll = rulesOf(file).some(({ rule }) => isCatchAll(rule));
  return catchAll ? faults : [...faults, { path: ["clusters"], what: "a taxonomy that extends no other needs one rule without any condition, for what no other rule catches" }];
}

const CONDITIONS = ["patterns", "status", "method", "says", "addresses", "mark", "absence", "succeeded", "path", "field"] as const satisfies readonly (keyof Condition)[];

/** Whether a rule holds always: nothing is asked of a failure. */
export function isCatchAll(condition: { readonly [Key in (typeof CONDITIONS)[number]]?: unknown }): boolean {
  return CONDITIONS.every((key) => condition[key] === undefined);
}

function clusterFaults(file: TaxonomyFile, names: Names): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { rule, path } of rulesOf(file)) {
    (rule.yieldsTo ?? []).forEach(({ to }, index) => {
      if (!names.rules.has(to) && !names.clusters.has(to)) faults.push({ path: [...path, "yieldsTo", index, "to"], what: unknown("rule or cluster", to, new Set([...names.rules, ...names.clusters])) });
    });
    for (const id of Object.keys(rule.explains ?? {})) if (!names.clusters.has(id)) faults.push({ path: [...path, "explains", id], what: unknown("cluster", id, names.clusters) });
  }
  return faults;
}

function newClusterFaults(file: TaxonomyFile, base: TaxonomyPack): readonly Fault[] {
  return Object.entries(file.clusters).filter(([id]) => !Object.hasOwn(base.clusters, id)).flatMap(([id, cluster]) => [
    ...missing(cluster, ["description", "rationale", "bucket"], `the new cluster ${id}`, ["clusters", id]),
    ...(cluster.rules.length === 0 ? [{ path: ["clusters", id], what: `the new cluster ${id} needs rules` }] : []),
  ]);
}

function bucketFaults(file: TaxonomyFile, base: TaxonomyPack): readonly Fault[] {
  const roster = new Set([...base.owners, ...file.owners]);
  return Object.entries(file.buckets).flatMap(([id, bucket]) => [
    ...(Object.hasOwn(base.buckets, id) ? [] : missing(bucket, ["owner", "action", "description", "ask", "disproof"], `the new bucket ${id}`, ["buckets", id])),
    ...(bucket.owner === undefined || roster.has(bucket.owner) ? [] : [{ path: ["buckets", id, "owner"], what: `${unknown("owner", bucket.owner, roster)} (owners: is the roster)` }]),
  ]);
}

function bucketNameFaults(file: TaxonomyFile, { buckets }: Names): readonly Fault[] {
  const named: readonly (readonly [readonly PropertyKey[], string | null | undefined])[] = [
    [["fallback"], file.fallback],
    [["demotion"], file.demotion],
    ...Object.entries(file.clusters).map(([id, { bucket }]) => [["clusters", id, "bucket"], bucket] as const),
  ];
  return named.flatMap(([path, name]) => (name == null || buckets.has(name) ? [] : [{ path, what: unknown("bucket", name, buckets) }]));
}

function checkFaults(file: TaxonomyFile, names: Names): readonly Fault[] {
  return [
    ...file.spotChecks.flatMap((check, index) => [
      ...mustExist("cluster", check.from, names.clusters, ["spotChecks", index, "from"]),
      ...mustExist("rule", check.rules ?? [], names.rules, ["spotChecks", index, "rules"]),
      ...(isCatchAll(check) && check.rules === undefined ? [{ path: ["spotChecks", index], what: "a spot-check needs a fact that shows the fault: patterns, a status, or rules" }] : []),
    ]),
    ...mustExist("inherited rule, spot-check or reclassification", file.disable, names.inherited, ["disable"]),
  ];
}

function scopeFaults(file: TaxonomyFile, base: TaxonomyPack, names: Names): readonly Fault[] {
  const inScope = new Set([...base.scope.inScope, ...file.scope.inScope]);
  const outOfScope = new Set([...base.scope.outOfScope, ...file.scope.outOfScope]);
  const both = [...inScope].filter((category) => outOfScope.has(category)).map((category) => ({ path: ["scope"], what: `${category} is in scope and out of it` }));
  return [...both, ...file.reclassifications.flatMap((entry, index) => [
    ...mustExist("category out of scope", entry.from, outOfScope, ["reclassifications", index, "from"]),
    ...mustExist("cluster", entry.clusters ?? [], names.clusters, ["reclassifications", index, "clusters"]),
    ...(isCatchAll(entry) && entry.clusters === undefined ? [{ path: ["reclassifications", index], what: "a reclassification needs evidence: clusters, patterns, a status or a mark" }] : []),
  ])];
}

function orderFaults(file: TaxonomyFile, names: Names): readonly Fault[] {
  if (file.precedence === undefined) return [];
  const given = file.precedence;
  const left = [...names.clusters].filter((id) => !given.includes(id));
  const twice = given.filter((id, index) => given.indexOf(id) !== index);
  return [
    ...mustExist("cluster", given, names.clusters, ["precedence"]),
    ...(left.length > 0 ? [{ path: ["precedence"], what: `must hold every cluster; ${left.join(", ")} ${left.length === 1 ? "is" : "are"} missing` }] : []),
    ...(twice.length > 0 ? [{ path: ["precedence"], what: `must hold every cluster once; ${twice.join(", ")} stands twice` }] : []),
  ];
}

/** Ids name rules, spot-checks and reclassifications alike, so that `explain`, `disable` and `show` need no second word. */
function duplicates(file: TaxonomyFile, { inherited }: Names): readonly Fault[] {
  const seen = new Set([...inherited].filter((id) => !file.disable.includes(id)));
  return conditionsOf(file).flatMap(({ rule: { id }, path }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: [...path, "id"], what: `the id ${id} is taken; disable the inherited one to replace it, or choose another` }];
  });
}

function patternFaults(file: TaxonomyFile): readonly Fault[] {
  return conditionsOf(file).flatMap(({ rule, path }) => (["patterns", "except"] as const).flatMap((key) => (rule[key] ?? []).flatMap((pattern, index) => {
    const why = syntaxFault(pattern);
    return why === null ? [] : [{ path: [...path, key, index], what: `is no regular expression: ${why}` }];
  })));
}

function syntaxFault(pattern: string): string | null {
  try {
    anatomyOf(pattern);
    return null;
  } catch (error) {
    return messageOf(error).replace(/^Invalid regular expression: .*: /, "").toLowerCase();
  }
}
