import type { Bug, InputProvenance, ReviewItem } from "../categorization/schema.ts";
import { Tally } from "../categorization/tally.ts";
import type { Claims } from "../classify/scope.ts";
import { TriageError } from "../errors.ts";
import { looksLikeLog, readRecord } from "../failure/read-record.ts";
import { describePosition, type Entry } from "../ingest/entry.ts";
import { openInput } from "../ingest/input.ts";
import type { Source } from "../ingest/source.ts";
import { redact } from "../safety/redact.ts";
import { Duplicates } from "./duplicates.ts";
import { exactDigits } from "./exact-digits.ts";
import type { Job, PassResult, Surroundings, Warning } from "./job.ts";
import { sortFailure } from "./sort-record.ts";
import { UpstreamClaims } from "./upstream-claims.ts";

/**
 * The pass over a whole export: read the upstream classification, sort every record of every input, add up.
 *
 * @throws TriageError where an input cannot be read at all, or holds no records
 */
export async function runPass(job: Job, around: Surroundings): Promise<PassResult> {
  const claims = await UpstreamClaims.read(job.upstream, job.maxRecordBytes, around);
  const pass = new Pass(job, around, claims);
  for (const source of job.logs) await pass.readExport(source);
  return pass.finish();
}

class Pass {
  readonly #job: Job;
  readonly #around: Surroundings;
  readonly #claims: UpstreamClaims;
  readonly #tally = new Tally();
  readonly #duplicates = new Duplicates();
  readonly #bugs: { readonly bug: Bug; readonly id: string; readonly mark: string }[] = [];
  readonly #inputs: InputProvenance[] = [];
  readonly #warnings: Warning[] = [];
  #records = 0;
  #bytesBefore = 0;

  constructor(job: Job, around: Surroundings, claims: UpstreamClaims) {
    this.#job = job;
    this.#around = around;
    this.#claims = claims;
  }

  async readExport(source: Source): Promise<void> {
    const input = openInput(source, { stdin: this.#around.stdin, maxRecordBytes: this.#job.maxRecordBytes, test: { looksLikeRecord: looksLikeLog } });
    const before = this.#records;
    for await (const batch of input.batches) {
      this.#around.signal.throwIfAborted();
      for (const entry of batch) this.#take(entry, source);
      this.#around.progress({ records: this.#records, bytes: this.#bytesBefore + input.digest.bytesRead() });
    }
    this.#bytesBefore += input.digest.bytesRead();
    this.#inputs.push({ path: source.name, sha256: input.digest.sha256(), records: this.#records - before });
    for (const text of input.notices()) this.#warn(source, text, false);
  }

  finish(): PassResult {
    if (this.#records === 0) throw noRecords(this.#job.logs);
    for (const bug of this.#duplicates.rename(this.#bugs)) this.#tally.addBug(bug);
    for (const item of this.#claims.leftovers()) this.#review(item);
    const warnings = [...this.#claims.warnings, ...this.#warnings, ...this.#duplicateWarnings(), ...this.#slowRuleWarnings()];
    const { pack, sha256 } = this.#job.taxonomy;
    const categorization = this.#tally.categorization({
      version: this.#job.version,
      taxonomy: { pack, sha256 },
      inputs: this.#inputs,
      upstream: this.#claims.inputs,
      redacted: this.#job.redact,
      complete: !warnings.some((warning) => warning.incomplete),
    });
    return { categorization, warnings };
  }

  #take(entry: Entry, source: Source): void {
    this.#records++;
    const where = `${source.name}, ${describePosition(entry.position)}`;
    if (entry.kind === "damaged") {
      this.#warn(source, `${describePosition(entry.position)}: ${entry.what}`, true);
      return this.#review({ id: where, reason: `cannot be read: ${entry.what}` });
    }
    const reading = readRecord(entry.value, entry.key, this.#job.mapping, (field) => exactDigits(entry.bytes, field));
    if (reading.kind === "unreadable") return this.#review({ id: where, reason: reading.reason });
    const { failure } = reading;
    const mark = this.#duplicates.admit(failure.id, entry.bytes);
    if (mark === null) return;
    const { upstream, all } = this.#job;
    const claim = this.#claims.claimOf(failure.id);
    const claims: Claims = upstream.length === 0 || all ? { kind: "none", all, claim } : { kind: "given", claim };
    const sorted = sortFailure(failure, claims, entry.position.index, this.#job);
    if (sorted.kind === "bug") this.#bugs.push({ bug: sorted.bug, id: failure.id, mark });
    else if (sorted.kind === "out") this.#tally.addOutOfScope(sorted.category);
    else this.#review(sorted);
  }

  #review({ id, reason }: ReviewItem): void {
    const hide = (text: string): string => (this.#job.redact ? redact(text).text : text);
    this.#tally.addReview({ id: hide(id), reason: hide(reason) });
  }

  #warn(source: Source, text: string, incomplete: boolean): void {
    this.#warnings.push({ input: source.name, text, incomplete });
  }

  #slowRuleWarnings(): readonly Warning[] {
    const input = this.#job.taxonomy.pack.name;
    return this.#job.slowRules.leftOut.map((id) => ({ input, text: `the rule ${id} took too long on a record and was left out from there on`, incomplete: true }));
  }

  #duplicateWarnings(): readonly Warning[] {
    const { copies, conflicts } = this.#duplicates;
    const input = this.#job.logs.map((source) => source.name).join(", ");
    return [
      ...(copies > 0 ? [{ input, text: `${copies} identical ${copies === 1 ? "copy of a record was" : "copies of records were"} counted once`, incomplete: false }] : []),
      ...(conflicts > 0 ? [{ input, text: `${conflicts} ${conflicts === 1 ? "id stands" : "ids stand"} on different records; they are kept apart as ID~MARK`, incomplete: false }] : []),
    ];
  }
}

function noRecords(sources: readonly Source[]): TriageError {
  return new TriageError("NO_RECORDS", `${sources.map((source) => source.name).join(", ")}: holds no records`, {
    hint: "an empty export is rarely meant; check the query or filter it came from",
  });
}
