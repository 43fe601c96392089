import type { Facts } from "../facts/facts.ts";
import { readFacts } from "../facts/read.ts";
import type { Mapping } from "../failure/aliases.ts";
import type { Failure } from "../failure/failure.ts";
import { logTest, readRecord } from "../failure/read-record.ts";
import { describePosition } from "../ingest/entry.ts";
import { openInput } from "../ingest/input.ts";
import type { Source } from "../ingest/source.ts";
import { exactDigits } from "./exact-digits.ts";
import type { Surroundings } from "./job.ts";

/** A record as it is read, before anything is made of it. */
export interface ReadFailure {
  /** As it stood in the export. */
  readonly record: unknown;
  readonly failure: Failure;
  /** Number of the record in its input, counted from 0. */
  readonly index: number;
  /** Its bytes in the export; good until the next record is asked for. */
  readonly bytes: Buffer;
}

/** A record of a log export that is looked at and not sorted. */
export interface SeenRecord extends Pick<ReadFailure, "record" | "failure"> {
  readonly facts: Facts;
}

export interface FailuresOptions {
  readonly mapping: Mapping | null;
  readonly maxRecordBytes: number;
  /** Told of records that cannot be read. */
  warn(text: string): void;
}

/** Every record of the inputs with its facts, one after another; nothing of it is kept. */
export async function* failuresOf(sources: readonly Source[], options: FailuresOptions, around: Surroundings): AsyncGenerator<SeenRecord> {
  for await (const { record, failure } of readFailures(sources, options, around)) yield { record, failure, facts: readFacts(failure) };
}

/** Every record of the inputs, one after another. */
export async function* readFailures(sources: readonly Source[], options: FailuresOptions, around: Surroundings): AsyncGenerator<ReadFailure> {
  for (const source of sources) {
    const input = openInput(source, { stdin: around.stdin, maxRecordBytes: options.maxRecordBytes, test: logTest(options.mapping) });
    for await (const batch of input.batches) {
      around.signal.throwIfAborted();
      for (const entry of batch) {
        const where = `${source.name}, ${describePosition(entry.position)}`;
        if (entry.kind === "damaged") {
          options.warn(`${where}: ${entry.what}`);
          continue;
        }
        const reading = readRecord(entry.value, entry.key, options.mapping, (path) => exactDigits(entry.bytes, path));
        if (reading.kind === "unreadable") options.warn(`${where}: ${reading.reason}`);
        else yield { record: entry.value, failure: reading.failure, index: entry.position.index, bytes: entry.bytes };
      }
    }
  }
}
