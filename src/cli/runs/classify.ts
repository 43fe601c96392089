import { resolve } from "node:path";
import type { Job, PassResult } from "../../engine/job.ts";
import { runPass } from "../../engine/pass.ts";
import { TriageError } from "../../errors.ts";
import { bytesOf } from "../../ingest/source.ts";
import type { ClassifyFlags } from "../commands/classify.ts";
import type { Io } from "../io.ts";
import { jobOf } from "../job.ts";
import type { Outcome } from "../outcome.ts";
import { deliver } from "../outputs.ts";
import { ProgressLine } from "../progress.ts";
import { planDashboard } from "./dashboard.ts";

/** What `triage classify` does: read, sort, write, sum up. */
export async function classify(logs: readonly string[], flags: ClassifyFlags, io: Io): Promise<Outcome> {
  refuseNothing(logs, io);
  const job = await jobOf(logs, flags, io);
  const folder = flags.out === "-" ? null : resolve(io.cwd, flags.out);
  const pages = await planDashboard(flags, folder, io);
  return deliver((spillFolder) => sorted(job, spillFolder, flags, io), flags, io, pages);
}

async function sorted(job: Job, spillFolder: string, flags: ClassifyFlags, io: Io): Promise<PassResult> {
  const line = new ProgressLine(io, flags.progress && flags.quiet !== true, bytesOf(job.logs));
  try {
    return await runPass(job, { stdin: io.stdin, signal: io.signal, spillFolder, progress: (state) => line.update(state) });
  } finally {
    line.end();
  }
}

function refuseNothing(logs: readonly string[], io: Io): void {
  if (logs.length === 0) throw new TriageError("USAGE", "no log export was named", { hint: "triage classify LOGS… --upstream FILE --out FOLDER; see triage classify --help" });
  if (logs.includes("-") && io.stdin.isTTY === true) throw new TriageError("USAGE", "standard input is a terminal, and nothing comes from it", { hint: "pipe an export in: cat export.json | triage classify -" });
}
