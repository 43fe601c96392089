import type { InputProvenance, ReviewItem } from "../categorization/schema.ts";
import type { UpstreamClaim } from "../failure/failure.ts";
import { compare } from "../categorization/tally.ts";
import { looksLikeClaim, normaliseCategory, readClaim } from "../failure/upstream.ts";
import { describePosition } from "../ingest/entry.ts";
import { openInput } from "../ingest/input.ts";
import type { Source } from "../ingest/source.ts";
import type { Surroundings, Warning } from "./job.ts";

interface Held {
  readonly claim: UpstreamClaim;
  /** Categories that other entries give the same id. */
  readonly others: readonly string[];
  used: boolean;
}

/** What the upstream classifier said, by id, and which of it found its log. */
export class UpstreamClaims {
  readonly #claims = new Map<string, Held>();
  readonly #unreadable: ReviewItem[] = [];
  readonly inputs: InputProvenance[] = [];
  readonly warnings: Warning[] = [];

  /** Reads upstream classifications; entries that cannot be read are kept for review. */
  static async read(sources: readonly Source[], maxRecordBytes: number, around: Surroundings): Promise<UpstreamClaims> {
    const claims = new UpstreamClaims();
    for (const source of sources) await claims.#readSource(source, maxRecordBytes, around);
    return claims;
  }

  /** The claim about a log; asking marks it as used. */
  claimOf(id: string): UpstreamClaim | null {
    const held = this.#claims.get(id);
    if (held === undefined) return null;
    held.used = true;
    return held.others.length === 0 ? held.claim : { ...held.claim, category: [held.claim.category, ...held.others].join(" / ") };
  }

  /** What needs review once all logs were read: entries without a log, and entries that are none. */
  leftovers(): readonly ReviewItem[] {
    const unused = [...this.#claims].filter(([, held]) => !held.used).map(([id]) => ({ id, reason: "is classified upstream and has no log in the export" }));
    return [...this.#unreadable, ...unused];
  }

  async #readSource(source: Source, maxRecordBytes: number, around: Surroundings): Promise<void> {
    const input = openInput(source, { stdin: around.stdin, maxRecordBytes, test: { looksLikeRecord: looksLikeClaim } });
    let records = 0;
    for await (const batch of input.batches) {
      around.signal.throwIfAborted();
      for (const entry of batch) {
        const where = `${source.name}, ${describePosition(entry.position)}`;
        records++;
        if (entry.kind === "damaged") {
          this.warnings.push({ input: source.name, text: `${describePosition(entry.position)}: ${entry.what}`, incomplete: true });
          this.#unreadable.push({ id: where, reason: `upstream entry cannot be read: ${entry.what}` });
          continue;
        }
        const reading = readClaim(entry.value, entry.key);
        if (reading.kind === "claim") this.#add(reading.id, reading.claim);
        else this.#unreadable.push({ id: reading.id ?? where, reason: `upstream entry ${reading.reason}` });
      }
    }
    this.inputs.push({ path: source.name, sha256: input.digest.sha256(), records });
    for (const text of input.notices()) this.warnings.push({ input: source.name, text, incomplete: false });
  }

  #add(id: string, claim: UpstreamClaim): void {
    const held = this.#claims.get(id);
    if (held === undefined) {
      this.#claims.set(id, { claim, others: [], used: false });
      return;
    }
    // Which of several comes first is chance; what is kept must not be.
    const kept = compare(JSON.stringify(held.claim), JSON.stringify(claim)) <= 0 ? held.claim : claim;
    const same = normaliseCategory(held.claim.category) === normaliseCategory(claim.category);
    if (same && held.others.length === 0) this.#claims.set(id, { ...held, claim: kept });
    else {
      // Two labels for one log are no label; joined, they are none that a taxonomy knows, and a person decides.
      const categories = [...new Set([held.claim.category, ...held.others, claim.category].map(normaliseCategory))].toSorted();
      this.#claims.set(id, { ...held, claim: { category: categories[0] ?? "", confidence: null, reason: null }, others: categories.slice(1) });
    }
  }
}
