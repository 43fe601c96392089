import type { Readable } from "node:stream";
import type { Categorization } from "../categorization/schema.ts";
import type { Mapping } from "../failure/aliases.ts";
import type { Source } from "../ingest/source.ts";
import type { SlowRules } from "./slow-rules.ts";
import type { Taxonomy } from "../taxonomy/compile.ts";

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
}

/** What a pass needs from the world, and whom it tells how far it is. */
export interface Surroundings {
  readonly stdin: Readable;
  readonly signal: AbortSignal;
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

export interface PassResult {
  readonly categorization: Categorization;
  readonly warnings: readonly Warning[];
}
