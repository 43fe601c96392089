import { tmpdir } from "node:os";
import { judgeStream } from "../../engine/stream.ts";
import { UpstreamClaims } from "../../engine/upstream-claims.ts";
import { TriageError } from "../../errors.ts";
import type { ClassifyFlags } from "../commands/classify.ts";
import { type Io, write } from "../io.ts";
import { jobOf } from "../job.ts";
import type { Outcome } from "../outcome.ts";

/** What `triage classify --stream` does: a record in, a verdict out, line by line. */
export async function classifyStream(logs: readonly string[], flags: ClassifyFlags, io: Io): Promise<Outcome> {
  if (logs.some((name) => name !== "-")) throw new TriageError("USAGE", "--stream reads standard input", { hint: "cat logs.ndjson | triage classify --stream > verdicts.ndjson" });
  const job = await jobOf(["-"], flags, io);
  const claims = await UpstreamClaims.read(job, { stdin: io.stdin, signal: io.signal, spillFolder: tmpdir(), progress: () => {} });
  const view = claims.table.lookUp();
  try {
    await judgeStream(job, { field: flags.upstreamField?.split(".") ?? null, claimOf: (id) => view.claimOf(id) }, io.stdin, async (lines) => {
      io.signal.throwIfAborted();
      return write(io.stdout, lines);
    });
  } finally {
    claims.table.clear();
  }
  io.signal.throwIfAborted();
  return { kind: "done" };
}
