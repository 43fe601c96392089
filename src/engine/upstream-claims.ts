import type { InputProvenance, ReviewItem } from "../categorization/schema.ts";
import { compare } from "../categorization/tally.ts";
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

  private constructor(job: Job, around: Surroundings) {
    this.#job = job;
    this.table = new ClaimTable(around.spillFolder);
  }

  /** Reads upstream classifications; entries that cannot be read are kept for review. */
  static async read(job: Job, around: Surroundings): Promise<UpstreamClaims> {
    const claims = new UpstreamClaims(job, around);
    for (const source of job.upstream) await claims.#readSource(source, around);
    return claims;
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
    const reading = entry.kind === "damaged" ? null : readClaim(entry.value, entry.key, (path) => exactDigits(entry.bytes, path));
    if (!isInShard(reading?.id ?? null, this.#job.shard)) return false;
    if (entry.kind === "damaged") {
      this.warnings.push({ input: source.name, text: `${position}: ${entry.what}`, incomplete: true });
      this.#unreadable.push({ id: where, reason: `upstream entry cannot be read: ${entry.what}` });
    } else if (reading?.kind === "claim") this.#add(reading.id, reading.claim);
    else this.#unreadable.push({ id: reading?.id ?? where, reason: `upstream entry ${reading?.reason ?? ""}` });
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
