import { resolve } from "node:path";
import type { Job } from "../engine/job.ts";
import { TriageError } from "../errors.ts";
import type { Mapping } from "../failure/aliases.ts";
import { MAPPABLE } from "../failure/mappable.ts";
import { sourcesOf } from "../ingest/source.ts";
import { loadConfig } from "../store/config.ts";
import type { InputFlags } from "./input-options.ts";
import type { Io } from "./io.ts";
import { chosenTaxonomy } from "./taxonomy.ts";
import { VERSION } from "./version.ts";

interface JobFlags extends Pick<InputFlags, "upstream" | "all" | "map" | "config" | "redact" | "maxRecordBytes" | "jobs" | "shard" | "taxonomy" | "allowSlowRules"> {
  /** Where the outputs go; they are no inputs of a later run. */
  readonly out?: string;
}

/** What the flags and the configuration mean together. */
export async function jobOf(logs: readonly string[], flags: JobFlags, io: Io): Promise<Job> {
  const config = await loadConfig(flags.config ?? null, io.cwd);
  const { taxonomy, slowRules } = await chosenTaxonomy(flags, io, config);
  const standardInput = [...logs, ...flags.upstream].filter((name) => name === "-").length;
  if (standardInput > 1) throw new TriageError("USAGE", "standard input (-) can be read only once", { hint: "give the other input as a file" });
  const outputs = flags.out === undefined || flags.out === "-" ? null : resolve(io.cwd, flags.out);
  const upstream = sourcesOf(flags.upstream, io.cwd, { outputs, files: [] });
  const files = upstream.flatMap((source) => (source.kind === "file" ? [source.path] : []));
  return {
    logs: sourcesOf(logs, io.cwd, { outputs, files }),
    upstream,
    all: flags.all === true,
    mapping: mappingOf([...Object.entries(config.map), ...flags.map]),
    links: config.links,
    redact: flags.redact,
    maxRecordBytes: flags.maxRecordBytes,
    taxonomy,
    slowRules,
    version: VERSION,
    shard: flags.shard ?? null,
    jobs: flags.jobs ?? null,
  };
}

/** Paths of fields under names of their own. */
export function mappingOf(entries: readonly (readonly [string, string])[]): Mapping {
  return new Map(entries.flatMap(([name, path]) => {
    const field = MAPPABLE.find((mappable) => mappable === name);
    return field === undefined ? [] : [[field, path.split(".")]];
  }));
}
