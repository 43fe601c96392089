import { type Failure, type UpstreamClaim } from "../failure/failure.ts";
import { logTest, readRecord } from "../failure/read-record.ts";
import { openInput } from "../ingest/input.ts";
import { distance } from "../taxonomy/nearest.ts";
import { exactDigits } from "./exact-digits.ts";
import type { Job, Surroundings } from "./job.ts";
import { UpstreamClaims } from "./upstream-claims.ts";

/** A record that was looked for, with what upstream said of it. */
export interface Found {
  readonly failure: Failure;
  readonly index: number;
  readonly claim: UpstreamClaim | null;
}

const NEAREST = 3;

/**
 * Looks for one record in the inputs of a job; reads no further than it must.
 *
 * @returns the record, or the ids that look most like the one asked for
 */
export async function findRecord(id: string, job: Job, around: Surroundings): Promise<Found | readonly string[]> {
  let near: Near[] = [];
  // A shared id is shown with a mark of the record's content; the mark is not part of the record.
  const wanted = id.replace(/~[\da-f]{8}$/, "");
  for (const source of job.logs) {
    const input = openInput(source, { stdin: around.stdin, maxRecordBytes: job.maxRecordBytes, test: logTest(job.mapping) });
    for await (const batch of input.batches) {
      around.signal.throwIfAborted();
      for (const entry of batch) {
        if (entry.kind === "damaged") continue;
        const reading = readRecord(entry.value, entry.key, job.mapping, (path) => exactDigits(entry.bytes, path));
        if (reading.kind === "unreadable") continue;
        const { failure } = reading;
        if (failure.id === wanted) {
          const { table } = await UpstreamClaims.read(job, around);
          const claim = table.lookUp().claimOf(wanted);
          table.clear();
          return { failure, index: entry.position.index, claim };
        }
        near.push({ id: failure.id, distance: distance(failure.id, wanted) });
        if (near.length > 1000) near = nearest(near);
      }
    }
  }
  return nearest(near).filter((entry) => entry.distance <= Math.max(3, wanted.length / 2)).map((entry) => entry.id);
}

interface Near {
  readonly id: string;
  readonly distance: number;
}

function nearest(near: readonly Near[]): Near[] {
  return near.toSorted((a, b) => a.distance - b.distance).slice(0, NEAREST);
}
