import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bugOf } from "../../categorization/bug.ts";
import { explain } from "../../classify/explain.ts";
import type { Claims } from "../../classify/scope.ts";
import { type Found, findRecord } from "../../engine/find-record.ts";
import type { Job } from "../../engine/job.ts";
import { linksOf } from "../../engine/links.ts";
import { examine, maskOf } from "../../engine/sort-record.ts";
import { TriageError } from "../../errors.ts";
import { STDIN_NAME } from "../../ingest/source.ts";
import { json } from "../../reports/escape.ts";
import { renderExplanation } from "../../reports/explanation.ts";
import { taxonomyName } from "../../reports/provenance.ts";
import { reports } from "../../reports/registry.ts";
import { redact } from "../../safety/redact.ts";
import { readCategorization } from "../../store/read-categorization.ts";
import type { ExplainFlags } from "../commands/explain.ts";
import { type Io, paletteFor, write } from "../io.ts";
import { jobOf } from "../job.ts";
import type { Outcome } from "../outcome.ts";

/** What `triage explain` does: find the record, judge it, show the whole way. */
export async function explainOne(id: string, logs: readonly string[], flags: ExplainFlags, io: Io): Promise<Outcome> {
  const inputs = logs.length > 0 ? { logs, upstream: flags.upstream } : await inputsOfLastRun(id, flags, io);
  const job = await jobOf(inputs.logs, { ...flags, upstream: inputs.upstream }, io);
  const found = await findRecord(id, job, { stdin: io.stdin, signal: io.signal, spillFolder: tmpdir(), progress: () => {} });
  const hide = (text: string): string => (job.redact ? redact(text).text : text);
  if (found.kind === "ambiguous") throw ambiguousId(id, found.ids.map(hide));
  if (found.kind === "unknown") throw unknownId(id, found.near.map(hide));
  await write(io.stdout, render(found, job, flags, io));
  return { kind: "done" };
}

function render({ failure, index, claim }: Found, job: Job, flags: ExplainFlags, io: Io): string {
  const claims: Claims = job.upstream.length === 0 || job.all ? { kind: "none", all: job.all, claim } : { kind: "given", claim };
  const { facts, scope, judged } = examine(failure, claims, job);
  const judgement = judged();
  const mask = maskOf(failure, job.redact);
  const bug = bugOf({ failure, facts, judgement, scope, claim, links: linksOf(job.links, failure, index, mask) }, job.taxonomy, mask);
  if (flags.json === true) return json({ scope: scope.kind, taxonomy: { name: job.taxonomy.pack.name, version: job.taxonomy.pack.version, sha256: job.taxonomy.sha256 }, ...bug });
  return renderExplanation({ bug, facts, scope, mask, explanation: explain(facts, judgement, job.taxonomy), taxonomy: taxonomyName({ ...job.taxonomy.pack, sha256: job.taxonomy.sha256 }), palette: paletteFor(io.stdout, flags.color, io.env) });
}

async function inputsOfLastRun(id: string, flags: ExplainFlags, io: Io): Promise<{ readonly logs: readonly string[]; readonly upstream: readonly string[] }> {
  const path = join(resolve(io.cwd, flags.from), reports.json.fileName);
  if (!existsSync(path)) throw new TriageError("USAGE", `no log export was named, and there is no run in ${flags.from}`, { hint: "triage explain ID LOGS… --upstream FILE" });
  const { run } = await readCategorization(path, join(flags.from, reports.json.fileName));
  const logs = run.inputs.map((input) => input.path);
  const upstream = flags.upstream.length > 0 ? flags.upstream : run.upstream.map((input) => input.path);
  refuseStandardInput([...logs, ...upstream], id, flags.from);
  return { logs, upstream };
}

function ambiguousId(id: string, ids: readonly string[]): TriageError {
  return new TriageError("UNKNOWN_ID", `${id}: stands on different records, ${ids.length} of them: ${ids.join(", ")}`, { hint: `say which one is meant: triage explain ${ids[0] ?? "ID~MARK"}` });
}

/** Standard input is gone when the run is over. */
function refuseStandardInput(inputs: readonly string[], id: string, from: string): void {
  if (!inputs.includes(STDIN_NAME)) return;
  throw new TriageError("USAGE", `the run in ${from} read standard input, which is gone`, { hint: `save what was piped in as a file, and name it: triage explain ${id} FILE --upstream FILE` });
}

function unknownId(id: string, near: readonly string[]): TriageError {
  return new TriageError("UNKNOWN_ID", `${id}: no such log in the inputs`, { hint: near.length > 0 ? `did you mean ${near.join(", ")}?` : "check the id, and that this is the export it comes from" });
}
