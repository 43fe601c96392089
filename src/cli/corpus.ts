import { tmpdir } from "node:os";
import { failuresOf, type SeenRecord } from "../engine/failures.ts";
import { sourcesOf } from "../ingest/source.ts";
import { redact } from "../safety/redact.ts";
import { loadConfig } from "../store/config.ts";
import type { CorpusFlags } from "./commands/rules.ts";
import type { Io } from "./io.ts";
import { mappingOf } from "./job.ts";

/** A log export that rules are tried on, record by record. */
export interface Corpus {
  readonly records: AsyncIterable<SeenRecord>;
  /** What could not be read of it; complete after the last record. */
  readonly warnings: readonly string[];
}

/** Opens the log exports that were named to try rules on. */
export async function openCorpus(names: readonly string[], flags: CorpusFlags, io: Io): Promise<Corpus> {
  const config = await loadConfig(flags.config ?? null, io.cwd);
  const warnings: string[] = [];
  const options = { mapping: mappingOf([...Object.entries(config.map), ...flags.map]), maxRecordBytes: flags.maxRecordBytes, warn: (text: string) => { warnings.push(flags.redact ? redact(text).text : text); } };
  return { records: failuresOf(sourcesOf(names, io.cwd, { outputs: null, files: [] }), options, { stdin: io.stdin, signal: io.signal, spillFolder: tmpdir(), progress: () => {} }), warnings };
}
