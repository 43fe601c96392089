import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import type { Job, PassResult } from "../../engine/job.ts";
import { runPass } from "../../engine/pass.ts";
import { TriageError } from "../../errors.ts";
import type { Source } from "../../ingest/source.ts";
import { type ReportName, reportNames } from "../../reports/names.ts";
import { reports } from "../../reports/registry.ts";
import { renderSummary } from "../../reports/summary.ts";
import { probeFolder, removeEmpty, writeSet } from "../../store/write-set.ts";
import type { ClassifyFlags } from "../commands/classify.ts";
import { type Io, paletteFor, write, writeAll } from "../io.ts";
import { jobOf } from "../job.ts";
import type { Outcome } from "../outcome.ts";
import { ProgressLine } from "../progress.ts";

/** What `triage classify` does: read, sort, write, sum up. */
export async function classify(logs: readonly string[], flags: ClassifyFlags, io: Io): Promise<Outcome> {
  refuseNothing(logs, io);
  const job = await jobOf(logs, flags, io);
  const folder = flags.out === "-" ? null : resolve(io.cwd, flags.out);
  const made = folder === null ? null : await probeFolder(folder, fileNames(), flags.out);
  const result = await sorted(job, folder ?? tmpdir(), flags, io).catch(async (error: unknown) => {
    if (folder !== null && made !== null) await removeEmpty(folder, made);
    throw error;
  });
  try {
    if (folder === null) await writeAll(io.stdout, contentOf(flags.format, result));
    else await writeSet(folder, reportNames.map((name) => ({ name: reports[name].fileName, content: contentOf(name, result) })), flags.out, io.signal);
  } finally {
    result.close();
  }
  if (flags.quiet !== true) await write(io.stderr, summary(result, folder, flags, io));
  return result.findings.head.run.complete || flags.allowDamaged === true ? { kind: "done" } : { kind: "incomplete" };
}

/** A report in pieces; the categorization itself is not made before it is written. */
function contentOf(name: ReportName, result: PassResult): Iterable<Uint8Array | string> {
  const { show } = reports[name];
  return show === null ? result.document() : [show(result.findings)];
}

async function sorted(job: Job, spillFolder: string, flags: ClassifyFlags, io: Io): Promise<PassResult> {
  const line = new ProgressLine(io, flags.progress && flags.quiet !== true, bytesOf(job.logs));
  try {
    return await runPass(job, { stdin: io.stdin, signal: io.signal, spillFolder, progress: (state) => line.update(state) });
  } finally {
    line.clear();
  }
}

function refuseNothing(logs: readonly string[], io: Io): void {
  if (logs.length === 0) throw new TriageError("USAGE", "no log export was named", { hint: "triage classify LOGS… --upstream FILE --out FOLDER; see triage classify --help" });
  if (logs.includes("-") && io.stdin.isTTY === true) throw new TriageError("USAGE", "standard input is a terminal, and nothing comes from it", { hint: "pipe an export in: cat export.json | triage classify -" });
}

function fileNames(): readonly string[] {
  return reportNames.map((name) => reports[name].fileName);
}

function summary({ findings, warnings }: PassResult, folder: string | null, flags: ClassifyFlags, io: Io): string {
  const files = folder === null ? [] : reportNames.map((name) => ({
    path: relative(io.cwd, join(folder, reports[name].fileName)) || reports[name].fileName,
    summary: reports[name].summary,
  }));
  return renderSummary(findings, { palette: paletteFor(io.stderr, flags.color, io.env), files, warnings });
}

/** What there is to read, where all inputs are files. */
function bytesOf(sources: readonly Source[]): number | null {
  let bytes = 0;
  for (const source of sources) {
    if (source.kind === "stdin") return null;
    bytes += statSync(source.path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
