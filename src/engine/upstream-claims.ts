import type { InputProvenance, ReviewItem } from "../categorization/schema.ts";
import { compare } from "../categorization/tally.ts";
import { TriageError } from "../errors.ts";
import type { UpstreamClaim } from "../failure/failure.ts";
import { claimTest, normaliseCategory, readClaim } from "../failure/upstream.ts";
import { describePosition, type Entry } from "../ingest/entry.ts";
import { openInput } from "../ingest/input.ts";
import type { Source } from "../ingest/source.ts";
import { ClaimTable } from "./claim-table.ts";
import { exactDigits } from "./exact-digits.ts";
import type { Job, Surroundings, Warning } from "./job.ts";
import { isInShard } from "./shard.ts";

/** What the upstream classifier said, by id, and what of it cannot be read. */
export class UpstreamClaims {
  readonly table: ClaimTable;
  readonly #job: Job;
  readonly #unreadable: ReviewItem[] = [];
  readonly inputs: InputProvenance[] = [];
  readonly warnings: Warning[] = [];
  /** A claim was read, in whatever shard. */
  #anyRead = false;

  private constructor(job: Job, around: Surroundings) {
    this.#job = job;
    this.table = new ClaimTable(around.spillFolder);
  }

  /**
   * Reads upstream classifications; entries that cannot be read are kept for review.
   *
   * @throws TriageError UPSTREAM_UNUSABLE where none can be read: it is another file than was meant
   */
  static async read(job: Job, around: Surroundings): Promise<UpstreamClaims> {
    const claims = new UpstreamClaims(job, around);
    try {
      for (const source of job.upstream) await claims.#readSource(source, around);
      if (job.upstream.length > 0 && !claims.#anyRead) throw unusable(job, "nothing in it can be read as a classification");
    } catch (error) {
      claims.table.clear();
      throw error;
    }
    return claims;
  }

  /**
   * To be called once all logs were read.
   *
   * @throws TriageError UPSTREAM_UNUSABLE where none of it is about any of them
   */
  refuseStranger(): void {
    // A part of an export may be one that nothing was said of.
    if (this.#job.shard === null && this.table.size > 0 && !this.table.isUsed) throw unusable(this.#job, "none of its ids is the id of a log");
  }

  /** What needs review once all logs were read: entries without a log, and entries that are none. */
  *leftovers(): Generator<ReviewItem> {
    yield* this.#unreadable;
    for (const id of this.table.unused()) yield { id, reason: "is classified upstream and has no log in the export" };
  }

  async #readSource(source: Source, around: Surroundings): Promise<void> {
    const input = openInput(source, { stdin: around.stdin, maxRecordBytes: this.#job.maxRecordBytes, test: claimTest });
    let records = 0;
    for await (const batch of input.batches) {
      around.signal.throwIfAborted();
      for (const entry of batch) if (this.#take(entry, source)) records++;
    }
    this.inputs.push({ path: source.name, sha256: input.digest.sha256(), records });
    for (const text of input.notices()) this.warnings.push({ input: source.name, text, incomplete: false });
  }

  /** False for an entry that belongs to another shard. */
  #take(entry: Entry, source: Source): boolean {
    const position = describePosition(entry.position);
    const where = `${source.name}, ${position}`;
    if (entry.kind === "damaged") {
      if (!isInShard(null, this.#job.shard)) return false;
      this.warnings.push({ input: source.name, text: `${position}: ${entry.what}`, incomplete: true });
      this.#unreadable.push({ id: where, reason: `upstream entry cannot be read: ${entry.what}` });
      return true;
    }
    const reading = readClaim(entry.value, entry.key, (path) => exactDigits(entry.bytes, path));
    this.#anyRead ||= reading.kind === "claim";
    if (!isInShard(reading.id, this.#job.shard)) return false;
    if (reading.kind === "claim") this.#add(reading.id, reading.claim);
    else this.#unreadable.push({ id: reading.id ?? where, reason: `upstream entry ${reading.reason}` });
    return true;
  }

  #add(id: string, claim: UpstreamClaim): void {
    const held = this.table.get(id);
    if (held === null) return this.table.set({ id, claim, others: [] });
    // Which of several comes first is chance; what is kept must not be.
    const kept = compare(JSON.stringify(held.claim), JSON.stringify(claim)) <= 0 ? held.claim : claim;
    const same = normaliseCategory(held.claim.category) === normaliseCategory(claim.category);
    if (same && held.others.length === 0) return this.table.set({ ...held, claim: kept });
    // Two labels for one log are no label; joined, they are none that a taxonomy knows, and a person decides.
    const categories = [...new Set([held.claim.category, ...held.others, claim.category].map(normaliseCategory))].toSorted();
    this.table.set({ id, claim: { category: categories[0] ?? "", confidence: null, reason: null }, others: categories.slice(1) });
  }
}

function unusable({ upstream }: Job, why: string): TriageError {
  const names = upstream.map((source) => source.name).join(", ");
  return new TriageError("UPSTREAM_UNUSABLE", `${names}: is no upstream classification of these logs: ${why}`, {
    hint: "check that -u names the classification of this very export: entries with a log's id (log_id, id or bug_id) and a category (classification, category or label); without -u every failed log is in scope",
  });
}
