import { statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Categorization } from "../../categorization/schema.ts";
import type { Job, PassResult } from "../../engine/job.ts";
import { runPass } from "../../engine/pass.ts";
import { TriageError } from "../../errors.ts";
import type { Source } from "../../ingest/source.ts";
import { reportNames } from "../../reports/names.ts";
import { reports } from "../../reports/registry.ts";
import { renderSummary } from "../../reports/summary.ts";
import { type OutputFile, probeFolder, removeEmpty, writeSet } from "../../store/write-set.ts";
import type { ClassifyFlags } from "../commands/classify.ts";
import { type Io, paletteFor, write } from "../io.ts";
import { jobOf } from "../job.ts";
import type { Outcome } from "../outcome.ts";
import { ProgressLine } from "../progress.ts";
import { type DashboardPlan, type OutputName, planDashboard } from "./dashboard.ts";

/** What `triage classify` does: read, sort, write, sum up. */
export async function classify(logs: readonly string[], flags: ClassifyFlags, io: Io): Promise<Outcome> {
  refuseNothing(logs, io);
  const job = await jobOf(logs, flags, io);
  const folder = flags.out === "-" ? null : resolve(io.cwd, flags.out);
  const dashboard = await planDashboard(flags, folder, io);
  const made = folder === null ? null : await probeFolder(folder, [...fileNames(), ...(dashboard === null || dashboard.file === null ? [] : [dashboard.file.name])], flags.out);
  const result = await sorted(job, flags, io).catch(async (error: unknown) => {
    if (folder !== null && made !== null) await removeEmpty(folder, made);
    throw error;
  });
  if (folder === null) await write(io.stdout, await rendered(result.categorization, dashboard, flags));
  else await writeAll(folder, result.categorization, dashboard, flags, io);
  if (flags.quiet !== true) await write(io.stderr, summary(result, folder, dashboard, flags, io));
  return result.categorization.run.complete || flags.allowDamaged === true ? { kind: "done" } : { kind: "incomplete" };
}

async function rendered(categorization: Categorization, dashboard: DashboardPlan | null, { format }: ClassifyFlags): Promise<string | Uint8Array> {
  return format === "dashboard" ? ((await dashboard?.render(categorization))?.content ?? "") : reports[format].render(categorization);
}

/** Evidence pages first: where a page that links to them stands, they stand too. */
async function writeAll(folder: string, categorization: Categorization, dashboard: DashboardPlan | null, flags: ClassifyFlags, io: Io): Promise<void> {
  const files: OutputFile[] = reportNames.map((name) => ({ name: reports[name].fileName, content: reports[name].render(categorization) }));
  const page = await dashboard?.render(categorization);
  if (page !== null && page !== undefined) files.push(page);
  await dashboard?.writeEvidence(categorization);
  await writeSet(folder, files, flags.out, io.signal);
}

async function sorted(job: Job, flags: ClassifyFlags, io: Io): Promise<PassResult> {
  const line = new ProgressLine(io, flags.progress && flags.quiet !== true, bytesOf(job.logs));
  try {
    return await runPass(job, { stdin: io.stdin, signal: io.signal, progress: (state) => line.update(state) });
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

function summary({ categorization, warnings }: PassResult, folder: string | null, dashboard: DashboardPlan | null, flags: ClassifyFlags, io: Io): string {
  const written = [...reportNames.map((name): OutputName => ({ name: reports[name].fileName, summary: reports[name].summary })), ...(dashboard?.written ?? [])];
  const files = folder === null ? [] : written.map((file) => ({ path: relative(io.cwd, join(folder, file.name)) || file.name, summary: file.summary }));
  return renderSummary(categorization, { palette: paletteFor(io.stderr, flags.color, io.env), files, warnings: [...warnings, ...(dashboard?.notes ?? [])] });
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
