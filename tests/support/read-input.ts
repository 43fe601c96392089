import { Readable } from "node:stream";
import { logTest } from "../../src/failure/read-record.ts";
import type { Entry } from "../../src/ingest/entry.ts";
import { openInput } from "../../src/ingest/input.ts";

export interface ReadInput {
  readonly entries: readonly Entry[];
  /** The values of the records among the entries. */
  readonly values: readonly unknown[];
  readonly damages: readonly string[];
  readonly notices: readonly string[];
}

/** Reads bytes as an input, cut into chunks of the given sizes (the last one repeats). */
export async function readInput(bytes: string | Buffer, chunkSizes: readonly number[] = [1 << 20], maxRecordBytes = 1 << 26): Promise<ReadInput> {
  const whole = Buffer.from(bytes);
  const input = openInput({ kind: "stdin", name: "<test>" }, { stdin: Readable.from(chunks(whole, chunkSizes)), maxRecordBytes, test: logTest(null) });
  const entries: Entry[] = [];
  // A slice's bytes are good until the next batch only, so they are copied.
  for await (const batch of input.batches) entries.push(...batch.map((entry) => (entry.kind === "record" ? { ...entry, bytes: Buffer.from(entry.bytes) } : entry)));
  return {
    entries,
    values: entries.flatMap((entry) => (entry.kind === "record" ? [entry.value] : [])),
    damages: entries.flatMap((entry) => (entry.kind === "damaged" ? [entry.what] : [])),
    notices: input.notices(),
  };
}

function* chunks(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let index = 0;
  for (let at = 0; at < bytes.length;) {
    const size = Math.max(1, sizes[Math.min(index++, sizes.length - 1)] ?? bytes.length);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
