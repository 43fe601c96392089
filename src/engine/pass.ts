import { availableParallelism } from "node:os";
import type { InputProvenance } from "../categorization/schema.ts";
import { TriageError } from "../errors.ts";
import { logTest } from "../failure/read-record.ts";
import { openSlices, replacedNotice } from "../ingest/input.ts";
import { bytesOf, type Source } from "../ingest/source.ts";
import { redact } from "../safety/redact.ts";
import { type Block, BlockMemory, Packer } from "./block.ts";
import { instructionsOf, type Job, type PassResult, type Surroundings, type Warning } from "./job.ts";
import type { BlockResult } from "./judge-block.ts";
import { Judges, WORTH_THREADS } from "./judges.ts";
import { Ledger } from "./ledger.ts";
import { UpstreamClaims } from "./upstream-claims.ts";

/**
 * The pass over a whole export: read the upstream classification, find the records of every input, have them judged, add
 * up. Reading and adding up happen here, in the order of the input; judging happens wherever there is a thread for it.
 *
 * @throws TriageError where an input cannot be read at all, or holds no records
 */
export async function runPass(job: Job, around: Surroundings): Promise<PassResult> {
  const claims = await UpstreamClaims.read(job, around);
  const pass = new Pass(job, around, claims);
  try {
    for (const [number, source] of job.logs.entries()) await pass.readExport(source, number);
    // The threads' memory is given back before verdicts are sorted and written.
    await pass.dismiss();
    return pass.finish();
  } catch (error) {
    pass.clear();
    throw error;
  } finally {
    await pass.dismiss();
  }
}

/** Blocks on their way for each thread: one in work, and one waiting or done before its turn. */
const BLOCKS_EACH = 2;

class Pass {
  readonly #job: Job;
  readonly #around: Surroundings;
  readonly #claims: UpstreamClaims;
  readonly #ledger: Ledger;
  readonly #judges: Judges;
  readonly #memory = new BlockMemory();
  /** Blocks whose verdicts are awaited, oldest first: verdicts are entered in the order of the input. */
  readonly #underWay: { readonly block: Block; readonly results: Promise<readonly BlockResult[]> }[] = [];
  readonly #limit: number;
  readonly #inputs: InputProvenance[] = [];
  readonly #warnings: Warning[] = [];
  #blocks = 0;
  #records = 0;
  #bytesBefore = 0;
  #replaced = 0;
  #hasIds = false;
  #upstreamOnly = 0;

  constructor(job: Job, around: Surroundings, claims: UpstreamClaims) {
    // Rules on a time budget tell on each other in one thread only.
    const threads = job.slowRules.guards.size > 0 ? 1 : (job.jobs ?? availableParallelism());
    this.#job = job;
    this.#around = around;
    this.#claims = claims;
    this.#ledger = new Ledger(job.taxonomy.pack, around.spillFolder);
    this.#judges = new Judges(threads, job.jobs !== null || (bytesOf(job.logs) ?? 0) > WORTH_THREADS, instructionsOf(job), claims.table);
    this.#limit = threads * BLOCKS_EACH;
  }

  async readExport(source: Source, number: number): Promise<void> {
    const input = openSlices(source, { stdin: this.#around.stdin, maxRecordBytes: this.#job.maxRecordBytes, test: logTest(this.#job.mapping) });
    const packer = new Packer(this.#memory, number, () => this.#blocks++);
    const before = this.#records;
    for await (const split of input.batches) {
      for (const block of packer.take(split)) await this.#send(block);
      this.#around.progress({ records: this.#records, bytes: this.#bytesBefore + input.digest.bytesRead() });
    }
    for (const block of packer.flush()) await this.#send(block);
    while (this.#underWay.length > 0) await this.#receive();
    this.#bytesBefore += input.digest.bytesRead();
    this.#inputs.push({ path: source.name, sha256: input.digest.sha256(), records: this.#records - before });
    for (const text of [...input.notices, ...replacedNotice(this.#replaced)]) this.#warn(source.name, text, false);
    if (input.digest.changed()) this.#warn(source.name, "was changed while it was read; run again when nobody writes to it", true);
    this.#replaced = 0;
  }

  finish(): PassResult {
    if (this.#records === 0 && this.#job.shard === null) throw noRecords(this.#job.logs);
    if (this.#hasIds) this.#claims.refuseStranger();
    for (const { id, reason } of this.#claims.leftovers()) {
      this.#ledger.addReview({ id: this.#hidden(id), reason: this.#hidden(reason) });
      this.#upstreamOnly++;
    }
    const warnings = [...this.#claims.warnings, ...this.#warnings, ...this.#duplicateWarnings(), ...this.#slowRuleWarnings()];
    const findings = this.#ledger.close({
      version: this.#job.version,
      taxonomySha256: this.#job.taxonomy.sha256,
      inputs: this.#inputs,
      upstreamOnly: this.#upstreamOnly,
      upstream: this.#claims.inputs,
      redacted: this.#job.redact,
      complete: !warnings.some((warning) => warning.incomplete),
    });
    return { findings, warnings, document: () => this.#ledger.document(findings.head), close: () => this.clear() };
  }

  async dismiss(): Promise<void> {
    await this.#judges.dismiss();
  }

  clear(): void {
    this.#ledger.clear();
    this.#claims.table.clear();
  }

  async #send(block: Block): Promise<void> {
    this.#around.signal.throwIfAborted();
    const results = this.#judges.judge(block);
    // Whoever awaits it later hears of a failure; until then it is no unhandled one.
    results.catch(() => {});
    this.#underWay.push({ block, results });
    if (this.#underWay.length >= this.#limit || !this.#judges.areApart) await this.#receive();
  }

  async #receive(): Promise<void> {
    const oldest = this.#underWay.shift();
    if (oldest === undefined) return;
    for (const result of await oldest.results) this.#enter(result);
    this.#memory.giveBack(oldest.block);
    this.#around.signal.throwIfAborted();
  }

  #enter(result: BlockResult): void {
    this.#ledger.enter(result);
    this.#records += result.entries;
    this.#hasIds ||= result.records.length > 0;
    this.#replaced += result.replaced;
    const name = this.#job.logs[result.source]?.name ?? "";
    for (const text of result.damages) this.#warn(name, text, true);
  }

  #hidden(text: string): string {
    return this.#job.redact ? redact(text).text : text;
  }

  #warn(input: string, text: string, incomplete: boolean): void {
    this.#warnings.push({ input, text, incomplete });
  }

  #slowRuleWarnings(): readonly Warning[] {
    const input = this.#job.taxonomy.pack.name;
    return this.#job.slowRules.leftOut.map((id) => ({ input, text: `the rule ${id} took too long on a record and was left out from there on`, incomplete: true }));
  }

  #duplicateWarnings(): readonly Warning[] {
    const { copies, conflicts } = this.#ledger;
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
