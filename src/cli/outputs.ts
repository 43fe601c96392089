import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import type { PassResult } from "../engine/job.ts";
import { type ReportName, reportNames } from "../reports/names.ts";
import { reports } from "../reports/registry.ts";
import { renderSummary } from "../reports/summary.ts";
import { probeFolder, removeEmpty, writeSet } from "../store/write-set.ts";
import { type ColourChoice, type Io, paletteFor, write, writeAll } from "./io.ts";
import type { Outcome } from "./outcome.ts";

/** The flags that say what becomes of a result. */
export interface OutputFlags {
  readonly out: string;
  readonly format: ReportName;
  readonly allowDamaged?: boolean;
  readonly quiet?: boolean;
  readonly color: ColourChoice;
}

/**
 * Does some work and writes what comes of it: all reports into a folder, or one of them to standard output. Whether the
 * folder can be written is known before the work begins.
 *
 * @param work gets the folder in which it may set aside what does not fit into memory
 */
export async function deliver(work: (spillFolder: string) => Promise<PassResult>, flags: OutputFlags, io: Io): Promise<Outcome> {
  const folder = flags.out === "-" ? null : resolve(io.cwd, flags.out);
  const made = folder === null ? null : await probeFolder(folder, reportNames.map((name) => reports[name].fileName), flags.out);
  const result = await work(folder ?? tmpdir()).catch(async (error: unknown) => {
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

function summary({ findings, warnings }: PassResult, folder: string | null, flags: OutputFlags, io: Io): string {
  const files = folder === null ? [] : reportNames.map((name) => ({
    path: relative(io.cwd, join(folder, reports[name].fileName)) || reports[name].fileName,
    summary: reports[name].summary,
  }));
  return renderSummary(findings, { palette: paletteFor(io.stderr, flags.color, io.env), files, warnings });
}
