import type { Bug, Categorization } from "../categorization/schema.ts";
import { compare } from "../categorization/tally.ts";

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** What a list counts, most first, then by name. */
export function ranking(bugs: readonly Bug[], key: (bug: Bug) => string | null, none = "(not recorded)"): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const bug of bugs) {
    const name = key(bug) ?? none;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count || compare(a.name, b.name));
}

type Bucket = Categorization["buckets"][number];
type CauseField = Bucket["cause"][number];

/** Failures that their owner deals with in one go. */
export interface RootCause {
  /** What they have in common, as the bucket says; null where the export does not hold it. */
  readonly common: Readonly<Partial<Record<CauseField, string | null>>>;
  /** The clusters they belong to, the most frequent first. */
  readonly clusters: readonly string[];
  /** By id. */
  readonly bugs: readonly Bug[];
  /** ISO times of the first and the last, or null where the export has none. */
  readonly first: string | null;
  readonly last: string | null;
}

/** Groups the failures of a bucket by what it says that a root cause has in common; the largest first. */
export function rootCauses(bugs: readonly Bug[], { cause }: Bucket): readonly RootCause[] {
  return groupBy(bugs, (bug) => JSON.stringify(cause.map((field) => bug[field]))).map((group) => {
    const times = group.flatMap((bug) => bug.time ?? []).toSorted(compare);
    const [sample] = group;
    return {
      common: Object.fromEntries(cause.map((field) => [field, sample?.[field] ?? null])),
      clusters: ranking(group, (bug) => bug.cluster).map(({ name }) => name),
      bugs: group,
      first: times[0] ?? null,
      last: times.at(-1) ?? null,
    };
  });
}

/** The members of each group in the order given; the largest group first, then by key. */
export function groupBy(bugs: readonly Bug[], key: (bug: Bug) => string): readonly (readonly Bug[])[] {
  const groups = new Map<string, Bug[]>();
  for (const bug of bugs) {
    const members = groups.get(key(bug));
    if (members === undefined) groups.set(key(bug), [bug]);
    else members.push(bug);
  }
  return [...groups].toSorted(([a, x], [b, y]) => y.length - x.length || compare(a, b)).map(([, members]) => members);
}

/** Samples that show as many different tools and signatures as possible, in the order of their ids. */
export function samples(bugs: readonly Bug[], count: number): readonly Bug[] {
  const bySignature = new Map<string, Bug>();
  for (const bug of bugs) if (!bySignature.has(bug.signature)) bySignature.set(bug.signature, bug);
  const different = [...bySignature.values()].slice(0, count);
  const rest = bugs.filter((bug) => !different.includes(bug)).slice(0, count - different.length);
  return [...different, ...rest].toSorted((a, b) => compare(a.id, b.id));
}
