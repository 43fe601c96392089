import type { Readable } from "node:stream";
import { VERDICT_VERSION } from "../categorization/version.ts";
import type { VerdictLine } from "../categorization/schema.ts";
import type { Claims } from "../classify/scope.ts";
import type { Failure, UpstreamClaim } from "../failure/failure.ts";
import { readRecord } from "../failure/read-record.ts";
import { readClaim } from "../failure/upstream.ts";
import { LineSplitter } from "../ingest/containers/lines.ts";
import type { Entry, Slice } from "../ingest/entry.ts";
import { parseSlice } from "../ingest/parse-slice.ts";
import { redact } from "../safety/redact.ts";
import { inertJson } from "../reports/escape.ts";
import { exactDigits } from "./exact-digits.ts";
import { shownMark } from "./id-table.ts";
import type { Job } from "./job.ts";
import { markOf } from "./judge-block.ts";
import { isInShard } from "./shard.ts";
import { sortFailure } from "./sort-record.ts";

/** Where the claim on a record comes from, while records stream by. */
export interface StreamClaims {
  /** Keys to the claim in the record itself, or null. */
  readonly field: readonly string[] | null;
  claimOf(id: string): UpstreamClaim | null;
}

/**
 * Judges records one by one as they come: a line in, a line out, and nothing kept between them. So any engine that can pipe
 * lines through a program can run it, in as many copies as it likes; `triage merge` puts the lines together.
 *
 * @param write takes a chunk's lines before the next chunk is waited for; false when nobody wants more
 */
export async function judgeStream(job: Job, claims: StreamClaims, input: Readable, write: (lines: string) => Promise<boolean>): Promise<void> {
  const splitter = new LineSplitter(job.maxRecordBytes);
  const judge = new LineJudge(job, claims);
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const split = splitter.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
    if (!(await write(judge.linesOf(split.slices, split.damages)))) return;
  }
  const rest = splitter.end();
  await write(judge.linesOf(rest.slices, rest.damages));
}

class LineJudge {
  readonly #job: Job;
  readonly #claims: StreamClaims;

  constructor(job: Job, claims: StreamClaims) {
    this.#job = job;
    this.#claims = claims;
  }

  linesOf(slices: readonly Slice[], damages: readonly { readonly what: string }[]): string {
    const lines = slices.flatMap((slice) => parseSlice(slice).entries.flatMap((entry) => this.#verdict(entry, slice.bytes)));
    const damaged = damages.map(({ what }) => this.#unreadable(what, Buffer.from(what)));
    return [...lines, ...damaged].map((line) => `${inertJson(JSON.stringify(line))}\n`).join("");
  }

  #verdict(entry: Entry, bytes: Buffer): readonly VerdictLine[] {
    if (entry.kind === "damaged") return [this.#unreadable(entry.what, bytes)];
    const reading = readRecord(entry.value, entry.key, this.#job.mapping, (path) => exactDigits(entry.bytes, path));
    if (reading.kind === "unreadable") return [{ ...this.#base(`(no id)~${shownMark(markOf(bytes))}`, bytes), verdict: "needs_review", reason: this.#hidden(reading.reason), damaged: false }];
    const { failure } = reading;
    if (!isInShard(failure.id, this.#job.shard)) return [];
    return [this.#judged(failure, entry, this.#claimOn(failure.id, entry.value))];
  }

  #judged(failure: Failure, { position, bytes }: Extract<Entry, { kind: "record" }>, claim: UpstreamClaim | null): VerdictLine {
    const { upstream, all } = this.#job;
    const given = upstream.length > 0 || this.#claims.field !== null;
    const claims: Claims = !given || all ? { kind: "none", all, claim } : { kind: "given", claim };
    const sorted = sortFailure(failure, claims, position.index, this.#job);
    const base = this.#base(failure.id, bytes);
    switch (sorted.kind) {
      case "bug": return { ...base, verdict: "bug", bug: sorted.bug };
      case "out": return { ...base, verdict: "out_of_scope", category: sorted.category };
      case "review": return { ...base, verdict: "needs_review", reason: sorted.reason, damaged: false };
      default: return sorted satisfies never;
    }
  }

  #claimOn(id: string, record: unknown): UpstreamClaim | null {
    if (this.#claims.field === null) return this.#claims.claimOf(id);
    let here = record;
    for (const key of this.#claims.field) here = typeof here === "object" && here !== null && Object.hasOwn(here, key) ? Reflect.get(here, key) : null;
    const reading = readClaim(here, id, () => null);
    return reading.kind === "claim" ? reading.claim : null;
  }

  #unreadable(what: string, bytes: Buffer): VerdictLine {
    return { ...this.#base(`(unreadable)~${shownMark(markOf(bytes))}`, bytes), verdict: "needs_review", reason: this.#hidden(`cannot be read: ${what}`), damaged: true };
  }

  #base(id: string, bytes: Buffer): Pick<VerdictLine, "schema" | "taxonomy" | "redacted" | "id" | "mark"> {
    return { schema: VERDICT_VERSION, taxonomy: this.#job.taxonomy.sha256, redacted: this.#job.redact, id: this.#hidden(id), mark: shownMark(markOf(bytes)) };
  }

  #hidden(text: string): string {
    return this.#job.redact ? redact(text).text : text;
  }
}
