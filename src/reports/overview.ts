import type { Bug, Categorization } from "../categorization/schema.ts";
import { compare } from "../categorization/tally.ts";
import { Counts, SampledCounts } from "./counts.ts";
import { quoteOf } from "./message.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { type Candidate, Samples } from "./samples.ts";

type Bucket = Categorization["buckets"][number];
type CauseField = Bucket["cause"][number];

const NOT_RECORDED = "(not recorded)";
const BUCKET_SAMPLES = 5;
const CAUSE_SAMPLES = 3;
const OWN_SAMPLES = 5;
const OWN_IDS = 20;

/** Root causes of a bucket that reports tell more of than how many they are. */
export const SHOWN_CAUSES = 320;

/** What reports tell of a root cause beside how many failures it has. */
export class Description {
  readonly clusters = new Counts();
  readonly tools = new Counts();
  readonly toolkits = new Counts();
  readonly quotes = new SampledCounts();
  readonly samples = new Samples(CAUSE_SAMPLES);

  add(bug: Bug, candidate: Candidate): void {
    this.clusters.add(bug.cluster);
    this.tools.add(bug.tool ?? "(tool not recorded)");
    this.toolkits.add(bug.toolkit ?? NOT_RECORDED);
    this.quotes.add(bug.id, quoteOf(bug));
    this.samples.add(candidate);
  }
}

/** Failures that their owner deals with in one go. */
export class RootCause {
  /** Its number among the root causes of all buckets. */
  readonly number: number;
  /** What they have in common, as the bucket says; null where the export does not hold it. */
  readonly common: Readonly<Partial<Record<CauseField, string | null>>>;
  count = 0;
  /** ISO times of the first and the last, or null where the export has none. */
  first: string | null = null;
  last: string | null = null;
  #description: Description | null = null;

  constructor(number: number, common: RootCause["common"]) {
    this.number = number;
    this.common = common;
  }

  add({ time }: Outline): void {
    this.count++;
    if (time === null) return;
    if (this.first === null || time < this.first) this.first = time;
    if (this.last === null || time > this.last) this.last = time;
  }

  describe(bug: Bug, candidate: Candidate): void {
    this.#description ??= new Description();
    this.#description.add(bug, candidate);
  }

  /** There are far more root causes than a report shows, and only those that are shown are described. */
  get description(): Description {
    if (this.#description === null) throw new Error("a root cause that was not chosen to be shown has no description");
    return this.#description;
  }
}

/** What a bucket holds. */
export class BucketView {
  readonly #cause: readonly CauseField[];
  readonly #causes = new Map<string, RootCause>();
  readonly #nextNumber: () => number;
  readonly clusters = new Counts();
  /** Of the failures of each cluster, those that were reclassified. */
  readonly reclassified = new Counts();
  readonly reasons = new Counts();
  readonly toolkits = new Counts();
  readonly tools = new Counts();
  readonly accounts = new Counts();
  readonly samples = new Samples(BUCKET_SAMPLES);
  count = 0;

  constructor(cause: readonly CauseField[], nextNumber: () => number) {
    this.#cause = cause;
    this.#nextNumber = nextNumber;
  }

  add(outline: Outline): RootCause {
    const { cluster, toolkit, tool, account, reclassified_from: from, reclassified_by: by } = outline;
    this.count++;
    this.clusters.add(cluster);
    this.toolkits.add(toolkit ?? NOT_RECORDED);
    this.tools.add(tool ?? NOT_RECORDED);
    this.accounts.add(account ?? NOT_RECORDED);
    if (from !== null) {
      this.reclassified.add(cluster);
      this.reasons.add(`${from}: ${by ?? ""}`);
    }
    const cause = this.causeOf(outline);
    cause.add(outline);
    return cause;
  }

  /** The largest first, then by what they have in common. */
  causes(): readonly RootCause[] {
    return [...this.#causes].toSorted(([a, x], [b, y]) => y.count - x.count || compare(a, b)).map(([, cause]) => cause);
  }

  /** The root cause that a failure belongs to. */
  causeOf(outline: Pick<Outline, CauseField>): RootCause {
    const key = JSON.stringify(this.#cause.map((field) => outline[field]));
    const known = this.#causes.get(key);
    if (known !== undefined) return known;
    const cause = new RootCause(this.#nextNumber(), Object.fromEntries(this.#cause.map((field) => [field, outline[field]])));
    this.#causes.set(key, cause);
    return cause;
  }
}

/** Bugs of our own with one tool and one fault. */
export class OwnBugs {
  readonly number: number;
  readonly statuses = new Counts();
  readonly samples = new Samples(OWN_SAMPLES, OWN_IDS);
  count = 0;

  constructor(number: number) {
    this.number = number;
  }

  add({ status }: Outline): void {
    this.count++;
    this.statuses.add(status?.toString() ?? "none");
  }
}

/** The groups that a verdict was counted in: its root cause, and its group among our own bugs or -1. */
export type Groups = readonly [cause: number, own: number];

/**
 * What reports show of the verdicts of a run: counts, and a few samples of each group. Verdicts are counted first and
 * described afterwards, when it is known which groups are shown: an export has a root cause for nearly every tool and
 * account, and a report tells of the largest. The order in which verdicts come changes nothing.
 */
export class Overview {
  readonly #buckets: ReadonlyMap<string, BucketView>;
  /** By the number of the root cause. */
  readonly #bucketOf: BucketView[] = [];
  readonly #causes: RootCause[] = [];
  readonly #own = new Map<string, OwnBugs>();
  readonly #ownGroups: OwnBugs[] = [];
  /** Null while every root cause is described. */
  #shown: ReadonlySet<RootCause> | null = null;
  readonly ownTools = new Counts();
  ownCount = 0;

  constructor(buckets: readonly { readonly id: string; readonly cause: readonly CauseField[] }[]) {
    this.#buckets = new Map(buckets.map(({ id, cause }) => [id, new BucketView(cause, () => this.#causes.length)]));
  }

  /** Counts and describes a verdict in one go. */
  add(bug: Bug, text: Uint8Array): void {
    this.describe(this.count(outlineOf(bug)), { id: bug.id, signature: bug.signature, text }, () => bug);
  }

  count(outline: Outline): Groups {
    const bucket = this.bucket(outline.bucket);
    const cause = bucket.add(outline);
    this.#causes[cause.number] = cause;
    this.#bucketOf[cause.number] = bucket;
    return [cause.number, outline.fault === null ? -1 : this.#countOwn(outline, outline.fault)];
  }

  #countOwn(outline: Outline, fault: readonly [string, string | null]): number {
    this.ownCount++;
    this.ownTools.add(outline.tool ?? NOT_RECORDED);
    const key = JSON.stringify([outline.toolkit, outline.tool, ...fault]);
    const group = this.#own.get(key) ?? new OwnBugs(this.#ownGroups.length);
    this.#own.set(key, group);
    this.#ownGroups[group.number] = group;
    group.add(outline);
    return group.number;
  }

  /** From here on only root causes are described that a report can show. To be called when everything is counted. */
  chooseShown(): void {
    this.#shown = new Set([...this.#buckets.values()].flatMap((bucket) => bucket.causes().slice(0, SHOWN_CAUSES)));
  }

  /** @param bug reads the verdict; called only where it is needed */
  describe([causeNumber, ownNumber]: Groups, candidate: Candidate, bug: () => Bug): void {
    const cause = this.#causes[causeNumber];
    this.#bucketOf[causeNumber]?.samples.add(candidate);
    this.#ownGroups[ownNumber]?.samples.add(candidate);
    if (cause !== undefined && this.#shown?.has(cause) !== false) cause.describe(bug(), candidate);
  }

  bucket(id: string): BucketView {
    return this.#buckets.get(id) ?? new BucketView([], () => this.#causes.length);
  }

  /** The largest group first, then by tool and fault. */
  ownBugs(): readonly OwnBugs[] {
    return [...this.#own].toSorted(([a, x], [b, y]) => y.count - x.count || compare(a, b)).map(([, group]) => group);
  }
}
