import type { Failure, UpstreamClaim } from "../failure/failure.ts";
import { distance } from "../taxonomy/nearest.ts";
import { readFailures } from "./failures.ts";
import { shownMark } from "./id-table.ts";
import type { Job, Surroundings } from "./job.ts";
import { markOf } from "./judge-block.ts";
import { UpstreamClaims } from "./upstream-claims.ts";

/** A record that was looked for, with what upstream said of it. */
export interface Found {
  readonly kind: "found";
  readonly failure: Failure;
  readonly index: number;
  readonly claim: UpstreamClaim | null;
}

export type Search =
  | Found
  /** The id stands on different records; the ids with marks that tell them apart. */
  | { readonly kind: "ambiguous"; readonly ids: readonly string[] }
  /** The ids that look most like the one asked for. */
  | { readonly kind: "unknown"; readonly near: readonly string[] };

const NEAREST = 3;
/** Records under one id that are kept; nobody reads a longer list. */
const MOST_ALIKE = 20;

interface Hit {
  readonly failure: Failure;
  readonly index: number;
}

/**
 * Looks for one record in the inputs of a job. A mark behind the id says which of several records is meant; without one all
 * inputs are read, since the same id may stand on another record further on.
 */
export async function findRecord(id: string, job: Job, around: Surroundings): Promise<Search> {
  const { bare, mark } = withoutMark(id);
  const alike = new Map<string, Hit>();
  let near: ReadonlyMap<string, number> = new Map();
  for await (const { failure, index, bytes } of readFailures(job.logs, { mapping: job.mapping, maxRecordBytes: job.maxRecordBytes, warn: () => {} }, around)) {
    // An id may end like one with a mark and have none.
    if (failure.id !== id && failure.id !== bare) {
      if (!near.has(failure.id)) near = withNear(near, failure.id, distance(failure.id, bare));
      continue;
    }
    const own = shownMark(markOf(bytes));
    if (failure.id === bare && own === mark) return found({ failure, index }, job, around);
    if (alike.size < MOST_ALIKE) alike.set(`${failure.id}~${own}`, { failure, index });
  }
  const exact = [...alike].filter(([, hit]) => hit.failure.id === id);
  const [only] = exact;
  if (only !== undefined && exact.length === 1) return found(only[1], job, around);
  return exact.length > 1 ? { kind: "ambiguous", ids: sortedNames(exact) } : { kind: "unknown", near: alike.size > 0 ? sortedNames(alike) : nearEnough(near, bare) };
}

function sortedNames(hits: Iterable<readonly [string, Hit]>): readonly string[] {
  return [...hits].map(([name]) => name).toSorted();
}

function nearEnough(near: ReadonlyMap<string, number>, id: string): readonly string[] {
  return nearest(near).flatMap(([name, far]) => (far <= Math.max(3, id.length / 2) ? [name] : []));
}

function withoutMark(id: string): { readonly bare: string; readonly mark: string | null } {
  const [, bare, mark] = /^(.+)~([\da-f]{8})$/.exec(id) ?? [];
  return { bare: bare ?? id, mark: mark ?? null };
}

async function found(hit: Hit, job: Job, around: Surroundings): Promise<Found> {
  const { table } = await UpstreamClaims.read(job, around);
  const claim = table.lookUp().claimOf(hit.failure.id);
  table.clear();
  return { kind: "found", ...hit, claim };
}

function withNear(near: ReadonlyMap<string, number>, id: string, far: number): ReadonlyMap<string, number> {
  const all = new Map(near).set(id, far);
  return all.size > NEAREST ? new Map(nearest(all)) : all;
}

function nearest(near: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...near].toSorted((a, b) => a[1] - b[1]).slice(0, NEAREST);
}
