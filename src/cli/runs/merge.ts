import { mergeParts } from "../../engine/merge.ts";
import { TriageError } from "../../errors.ts";
import { sourcesOf } from "../../ingest/source.ts";
import type { MergeFlags } from "../commands/merge.ts";
import type { Io } from "../io.ts";
import { jobOf } from "../job.ts";
import type { Outcome } from "../outcome.ts";
import { deliver } from "../outputs.ts";

/** What `triage merge` does: parts in, one categorization and its reports out. */
export async function merge(parts: readonly string[], flags: MergeFlags, io: Io): Promise<Outcome> {
  if (parts.length === 0) throw new TriageError("USAGE", "no parts were named", { hint: "triage merge PARTS… --out FOLDER; see triage merge --help" });
  const sources = sourcesOf(parts, io.cwd);
  const job = await jobOf([], { ...flags, map: [], redact: true }, io);
  return deliver((spillFolder) => mergeParts(sources, job, { stdin: io.stdin, signal: io.signal, spillFolder, progress: () => {} }), flags, io);
}
