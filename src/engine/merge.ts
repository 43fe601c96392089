import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import type { Bug, Categorization, InputProvenance, ReviewItem, VerdictLine } from "../categorization/schema.ts";
import { VERDICT_VERSION } from "../categorization/version.ts";
import { TriageError } from "../errors.ts";
import type { Source } from "../ingest/source.ts";
import { entryText } from "../reports/document.ts";
import { outlineOf } from "../reports/outline.ts";
import { redact } from "../safety/redact.ts";
import { openCategorization, readVerdictLines } from "../store/read-categorization.ts";
import { hashOfId } from "./id-table.ts";
import type { Job, PassResult, Surroundings, Warning } from "./job.ts";
import { Ledger } from "./ledger.ts";
import { UpstreamClaims } from "./upstream-claims.ts";

type Run = Categorization["run"];

/**
 * Puts parts together: categorizations of shards, verdict lines of a stream, in any order and any grouping. The result is
 * the one that a single run over everything would have given.
 *
 * @param job its upstream classification, if any, is that of verdict lines: entries without a log need review
 * @throws TriageError CATEGORIZATION_INVALID for a part that is none, or was made with another taxonomy
 */
export async function mergeParts(parts: readonly Source[], job: Job, around: Surroundings): Promise<PassResult> {
  const merge = new Merge(job, around, await UpstreamClaims.read(job, around));
  try {
    for (const part of parts) await merge.add(part);
    return merge.finish();
  } catch (error) {
    merge.clear();
    throw error;
  }
}

class Merge {
  readonly #job: Job;
  readonly #around: Surroundings;
  readonly #claims: UpstreamClaims;
  readonly #claimOf: (id: string) => unknown;
  readonly #ledger: Ledger;
  readonly #inputs = new Map<string, InputProvenance>();
  readonly #upstream = new Map<string, InputProvenance>();
  readonly #warnings: Warning[] = [];
  #complete = true;
  #upstreamOnly = 0;
  #redacted = true;

  constructor(job: Job, around: Surroundings, claims: UpstreamClaims) {
    this.#job = job;
    this.#around = around;
    this.#claims = claims;
    const view = claims.table.lookUp();
    this.#claimOf = (id) => view.claimOf(id);
    this.#ledger = new Ledger(job.taxonomy.pack, around.spillFolder);
    for (const input of claims.inputs) added(this.#upstream, input);
  }

  async add(part: Source): Promise<void> {
    this.#around.signal.throwIfAborted();
    await (holdsVerdicts(part) ? this.#addVerdicts(part) : this.#addCategorization(part));
  }

  finish(): PassResult {
    for (const { id, reason } of this.#claims.leftovers()) {
      this.#ledger.addReview({ id: this.#hidden(id), reason: this.#hidden(reason) });
      this.#upstreamOnly++;
    }
    const { copies, conflicts } = this.#ledger;
    const warnings = [...this.#claims.warnings, ...this.#warnings];
    if (copies > 0) warnings.push({ input: "all parts", text: `${copies} identical ${copies === 1 ? "copy of a record was" : "copies of records were"} counted once`, incomplete: false });
    if (conflicts > 0) warnings.push({ input: "all parts", text: `${conflicts} ${conflicts === 1 ? "id stands" : "ids stand"} on different records; they are kept apart as ID~MARK`, incomplete: false });
    const findings = this.#ledger.close({
      version: this.#job.version,
      taxonomySha256: this.#job.taxonomy.sha256,
      inputs: [...this.#inputs.values()],
      upstreamOnly: this.#upstreamOnly,
      upstream: [...this.#upstream.values()],
      redacted: this.#redacted,
      complete: this.#complete && !warnings.some((warning) => warning.incomplete),
    });
    return { findings, warnings, document: () => this.#ledger.document(findings.head), close: () => this.clear() };
  }

  clear(): void {
    this.#ledger.clear();
    this.#claims.table.clear();
  }

  async #addVerdicts(part: Source): Promise<void> {
    for await (const verdict of readVerdictLines(part, this.#around.stdin)) {
      this.#refuseOther(verdict.taxonomy, part);
      this.#redacted &&= verdict.redacted;
      this.#claimOf(verdict.id);
      const [a, b] = hashOfId(verdict.id);
      const mark = Number.parseInt(verdict.mark, 16) | 0;
      if (this.#ledger.admits([a, b, mark])) this.#addVerdict(verdict, [a, b, mark]);
    }
  }

  #addVerdict(verdict: VerdictLine, identity: readonly [number, number, number]): void {
    switch (verdict.verdict) {
      case "bug": return this.#addBug(verdict.bug, identity);
      case "out_of_scope": return this.#ledger.addOutOfScope(verdict.category);
      case "needs_review": {
        if (verdict.damaged) this.#complete = false;
        return this.#ledger.addReview({ id: verdict.id, reason: verdict.reason });
      }
      default: return verdict satisfies never;
    }
  }

  async #addCategorization(part: Source): Promise<void> {
    const { head, bugs, reviews } = await openCategorization(part, this.#around.stdin);
    this.#refuseOther(head.run.taxonomy.sha256, part);
    this.#addRun(head.run);
    if (!head.run.complete) this.#warnings.push({ input: part.name, text: "is of a run that was incomplete", incomplete: true });
    for (const { category, count } of head.out_of_scope) this.#ledger.addOutOfScope(category, count);
    for await (const bug of bugs()) {
      // The record is not at hand any more: verdicts that are alike in everything are taken for copies of one.
      const mark = createHash("sha1").update(entryText(bug)).digest().readInt32BE(0);
      const identity = [...hashOfId(bug.id), mark] as const;
      if (this.#ledger.admits(identity)) this.#addBug(bug, identity);
    }
    for await (const item of reviews()) this.#addReview(item);
  }

  #addRun({ inputs, upstream, complete, redacted, upstream_only: upstreamOnly = 0 }: Run): void {
    for (const input of inputs) added(this.#inputs, input);
    for (const input of upstream) added(this.#upstream, input);
    this.#complete &&= complete;
    this.#upstreamOnly += upstreamOnly;
    this.#redacted &&= redacted;
  }

  #addBug(bug: Bug, identity: readonly [number, number, number]): void {
    this.#ledger.addBug(outlineOf(bug), Buffer.from(entryText(bug)), identity);
  }

  #addReview(item: ReviewItem): void {
    this.#ledger.addReview(item);
  }

  #hidden(text: string): string {
    return this.#redacted ? redact(text).text : text;
  }

  #refuseOther(sha256: string, part: Source): void {
    if (sha256 === this.#job.taxonomy.sha256) return;
    throw new TriageError("CATEGORIZATION_INVALID", `${part.name}: was judged with another taxonomy, and verdicts of two taxonomies do not add up`, { hint: "judge all parts with the same version of triage" });
  }
}

/** The same input in several parts is one input; what each part took of it adds up. */
function added(inputs: Map<string, InputProvenance>, input: InputProvenance): void {
  const key = `${input.path}\n${input.sha256}`;
  const known = inputs.get(key);
  inputs.set(key, known === undefined ? input : { ...known, records: known.records + input.records });
}

/** Verdict lines say what they are at the very beginning. */
function holdsVerdicts(part: Source): boolean {
  if (part.kind === "stdin") return true;
  const head = Buffer.alloc(200);
  const file = openSync(part.path, "r");
  try {
    return head.toString("utf8", 0, readSync(file, head, 0, head.length, 0)).includes(`"schema":"${VERDICT_VERSION}"`);
  } finally {
    closeSync(file);
  }
}
