import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { ownJson } from "../categorization/own-json.ts";
import type { Categorization } from "../categorization/schema.ts";
import type { PassResult } from "../engine/job.ts";
import { STDIN_NAME } from "../ingest/source.ts";
import type { Findings } from "../reports/findings.ts";
import { type FormatName, type ReportName, reportNames } from "../reports/names.ts";
import { reports } from "../reports/registry.ts";
import { renderSummary } from "../reports/summary.ts";
import { type OutputFile, probeFolder, removeEmpty, writeSet } from "../store/write-set.ts";
import { type ColourChoice, type Io, paletteFor, tell, writeAll } from "./io.ts";
import { DEFAULT_OUT } from "./output-options.ts";
import type { Outcome } from "./outcome.ts";
import type { DashboardPlan, OutputName } from "./runs/dashboard.ts";

/** The flags that say what becomes of a result. */
export interface OutputFlags {
  readonly out: string;
  readonly format: FormatName;
  readonly allowDamaged?: boolean;
  readonly quiet?: boolean;
  readonly color: ColourChoice;
}

/**
 * Does some work and writes what comes of it: all reports into a folder, or one of them to standard output. Whether the
 * folder can be written is known before the work begins.
 *
 * @param work gets the folder in which it may set aside what does not fit into memory
 * @param pages what is written beside the reports of every run
 */
export async function deliver(work: (spillFolder: string) => Promise<PassResult>, flags: OutputFlags, io: Io, pages: DashboardPlan | null = null): Promise<Outcome> {
  const folder = flags.out === "-" ? null : resolve(io.cwd, flags.out);
  const names = [...reportNames.map((name) => reports[name].fileName), ...(pages?.file == null ? [] : [pages.file.name])];
  const made = folder === null ? null : await probeFolder(folder, names, flags.out);
  const result = await work(folder ?? tmpdir()).catch(async (error: unknown) => {
    if (folder !== null && made !== null) await removeEmpty(folder, made);
    throw error;
  });
  try {
    if (folder === null) await writeAll(io.stdout, await answerOf(flags.format, pages, result));
    else await writeSet(folder, [...reportNames.map((name) => ({ name: reports[name].fileName, content: contentOf(name, result) })), ...(await pagesOf(pages, result))], flags.out, io.signal);
  } finally {
    result.close();
  }
  if (flags.quiet !== true) await tell(io.stderr, summary(result, folder, pages, flags, io));
  return result.findings.head.run.complete || flags.allowDamaged === true ? { kind: "done" } : { kind: "incomplete" };
}

/** What standard output gets. */
async function answerOf(format: FormatName, pages: DashboardPlan | null, result: PassResult): Promise<Iterable<Uint8Array | string>> {
  if (format !== "dashboard") return contentOf(format, result);
  const page = await pages?.render(wholeOf(result));
  return page == null ? [] : [page.content];
}

/** Evidence pages are written first: where a page that links to them stands, they stand too. */
async function pagesOf(pages: DashboardPlan | null, result: PassResult): Promise<readonly OutputFile[]> {
  if (pages === null) return [];
  const whole = wholeOf(result);
  await pages.writeEvidence(whole);
  const page = await pages.render(whole);
  return page === null ? [] : [page];
}

/** The categorization as one object; only what shows every verdict needs it. */
function wholeOf(result: PassResult): Categorization {
  return ownJson<Categorization>(Buffer.concat([...result.document()].map((piece) => Buffer.from(piece))).toString("utf8"));
}

/** A report in pieces; the categorization itself is not made before it is written. */
function contentOf(name: ReportName, result: PassResult): Iterable<Uint8Array | string> {
  const { show } = reports[name];
  return show === null ? result.document() : [show(result.findings)];
}

function summary({ findings, warnings }: PassResult, folder: string | null, pages: DashboardPlan | null, flags: OutputFlags, io: Io): string {
  const written = [...reportNames.map((name): OutputName => ({ name: reports[name].fileName, summary: reports[name].summary })), ...(pages?.written ?? [])];
  const files = folder === null ? [] : written.map((file) => ({ path: relative(io.cwd, join(folder, file.name)) || file.name, summary: file.summary }));
  return renderSummary(findings, { palette: paletteFor(io.stderr, flags.color, io.env), files, explainIn: explainIn(findings, flags, folder), warnings: [...warnings, ...(pages?.notes ?? [])] });
}

/** What `triage explain ID` needs beside the id to find this run, or its input, again. */
function explainIn({ head: { run } }: Findings, { out }: OutputFlags, folder: string | null): string {
  const inputs = [...run.inputs, ...run.upstream].map(({ path }) => path);
  if (inputs.includes(STDIN_NAME)) return " FILE (with what was piped in saved as FILE)";
  if (folder !== null) return out === DEFAULT_OUT ? "" : ` --from ${shellWord(out)}`;
  const upstream = run.upstream.map(({ path }) => ` -u ${shellWord(path)}`);
  return `${run.inputs.map(({ path }) => ` ${shellWord(path)}`).join("")}${upstream.join("")}`;
}

function shellWord(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
