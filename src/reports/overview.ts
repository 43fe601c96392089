import type { Categorization } from "../categorization/schema.ts";
import { compare } from "../categorization/tally.ts";
import { Counts, SampledCounts } from "./counts.ts";
import type { Outline } from "./outline.ts";
import { Samples } from "./samples.ts";

type Bucket = Categorization["buckets"][number];
type CauseField = Bucket["cause"][number];

const NOT_RECORDED = "(not recorded)";
const BUCKET_SAMPLES = 5;
const CAUSE_SAMPLES = 3;
const OWN_SAMPLES = 5;
const OWN_IDS = 20;

/** Failures that their owner deals with in one go. */
export class RootCause {
  /** What they have in common, as the bucket says; null where the export does not hold it. */
  readonly common: Readonly<Partial<Record<CauseField, string | null>>>;
  readonly clusters = new Counts();
  readonly tools = new Counts();
  readonly toolkits = new Counts();
  readonly quotes = new SampledCounts();
  readonly samples = new Samples(CAUSE_SAMPLES);
  count = 0;
  /** ISO times of the first and the last, or null where the export has none. */
  first: string | null = null;
  last: string | null = null;

  constructor(common: RootCause["common"]) {
    this.common = common;
  }

  add(outline: Outline, text: Uint8Array): void {
    const { id, signature, cluster, tool, toolkit, time, quote } = outline;
    this.count++;
    this.clusters.add(cluster);
    this.tools.add(tool ?? "(tool not recorded)");
    this.toolkits.add(toolkit ?? NOT_RECORDED);
    this.quotes.add(id, quote);
    this.samples.add({ id, signature, text });
    if (time === null) return;
    if (this.first === null || time < this.first) this.first = time;
    if (this.last === null || time > this.last) this.last = time;
  }
}

/** What a bucket holds. */
export class BucketView {
  readonly #cause: readonly CauseField[];
  readonly #causes = new Map<string, RootCause>();
  readonly clusters = new Counts();
  /** Of the failures of each cluster, those that were reclassified. */
  readonly reclassified = new Counts();
  readonly reasons = new Counts();
  readonly toolkits = new Counts();
  readonly tools = new Counts();
  readonly accounts = new Counts();
  readonly samples = new Samples(BUCKET_SAMPLES);
  count = 0;

  constructor(cause: readonly CauseField[]) {
    this.#cause = cause;
  }

  add(outline: Outline, text: Uint8Array): void {
    const { id, signature, cluster, toolkit, tool, account, reclassified_from: from, reclassified_by: by } = outline;
    this.count++;
    this.clusters.add(cluster);
    this.toolkits.add(toolkit ?? NOT_RECORDED);
    this.tools.add(tool ?? NOT_RECORDED);
    this.accounts.add(account ?? NOT_RECORDED);
    this.samples.add({ id, signature, text });
    if (from !== null) {
      this.reclassified.add(cluster);
      this.reasons.add(`${from}: ${by ?? ""}`);
    }
    this.causeOf(outline).add(outline, text);
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
    const cause = new RootCause(Object.fromEntries(this.#cause.map((field) => [field, outline[field]])));
    this.#causes.set(key, cause);
    return cause;
  }
}

/** Bugs of our own with one tool and one fault. */
export class OwnBugs {
  readonly statuses = new Counts();
  readonly samples = new Samples(OWN_SAMPLES, OWN_IDS);
  count = 0;

  add({ id, signature, status }: Outline, text: Uint8Array): void {
    this.count++;
    this.statuses.add(status?.toString() ?? "none");
    this.samples.add({ id, signature, text });
  }
}

/**
 * What reports show of the verdicts of a run: counts, and a few samples of each group. Grows with the number of tools,
 * accounts and root causes, and not with the number of failures; the order in which failures are added changes nothing.
 */
export class Overview {
  readonly #buckets: ReadonlyMap<string, BucketView>;
  readonly #own = new Map<string, OwnBugs>();
  readonly ownTools = new Counts();
  ownCount = 0;

  constructor(buckets: readonly { readonly id: string; readonly cause: readonly CauseField[] }[]) {
    this.#buckets = new Map(buckets.map(({ id, cause }) => [id, new BucketView(cause)]));
  }

  /** @param text the verdict as JSON */
  add(outline: Outline, text: Uint8Array): void {
    this.#buckets.get(outline.bucket)?.add(outline, text);
    if (outline.fault === null) return;
    this.ownCount++;
    this.ownTools.add(outline.tool ?? NOT_RECORDED);
    const key = JSON.stringify([outline.toolkit, outline.tool, ...outline.fault]);
    const group = this.#own.get(key) ?? new OwnBugs();
    this.#own.set(key, group);
    group.add(outline, text);
  }

  bucket(id: string): BucketView {
    return this.#buckets.get(id) ?? new BucketView([]);
  }

  /** The largest group first, then by tool and fault. */
  ownBugs(): readonly OwnBugs[] {
    return [...this.#own].toSorted(([a, x], [b, y]) => y.count - x.count || compare(a, b)).map(([, group]) => group);
  }
}
