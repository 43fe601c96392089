import type { Readable } from "node:stream";
import type { Mapping } from "../failure/aliases.ts";
import type { Source } from "../ingest/source.ts";
import type { Findings } from "../reports/findings.ts";
import type { SlowRules } from "./slow-rules.ts";
import type { Taxonomy } from "../taxonomy/compile.ts";
import type { Shard } from "./shard.ts";

/** Everything that decides what a pass makes of its inputs. */
export interface Job {
  readonly logs: readonly Source[];
  /** Empty: without an upstream classification. */
  readonly upstream: readonly Source[];
  /** Every log is in scope, whatever it or anybody else says of it. */
  readonly all: boolean;
  readonly mapping: Mapping;
  /** Templates of links by name; see links.ts. */
  readonly links: Readonly<Record<string, string>>;
  readonly redact: boolean;
  readonly maxRecordBytes: number;
  readonly taxonomy: Taxonomy;
  /** Rules of the taxonomy that run on a time budget. */
  readonly slowRules: SlowRules;
  readonly version: string;
  /** The part of the records to take, or null for all. */
  readonly shard: Shard | null;
  /** Threads that judge; null: as many as there are cores, once the input turns out to be large. */
  readonly jobs: number | null;
}

/** What of a job decides over a single record; the same for every thread. */
export interface Instructions extends Pick<Job, "all" | "mapping" | "links" | "redact" | "taxonomy" | "shard"> {
  readonly hasUpstream: boolean;
  /** Names of the logs. */
  readonly sources: readonly string[];
}

export function instructionsOf({ all, mapping, links, redact, taxonomy, shard, logs, upstream }: Job): Instructions {
  return { all, mapping, links, redact, taxonomy, shard, hasUpstream: upstream.length > 0, sources: logs.map((source) => source.name) };
}

/** What a pass needs from the world, and whom it tells how far it is. */
export interface Surroundings {
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  /** Where things are set aside that do not fit into memory. */
  readonly spillFolder: string;
  progress(state: Progress): void;
}

export interface Progress {
  readonly records: number;
  readonly bytes: number;
}

/** Something that a person should know of an input. */
export interface Warning {
  readonly input: string;
  readonly text: string;
  /** Part of the input could not be read, so the answer is incomplete. */
  readonly incomplete: boolean;
}

/** A finished pass. */
export interface PassResult {
  readonly findings: Findings;
  readonly warnings: readonly Warning[];
  /** `bug_categorization.json`, piece by piece; may be asked for more than once. */
  document(): Iterable<Uint8Array | string>;
  /** Gives back what was set aside. */
  close(): void;
}
