import { hashOfId } from "./id-table.ts";

/** One part of a job that is split by the ids of its records: number `index` (from 1) of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Whether a record belongs to a shard. What has no id belongs to the first. */
export function isInShard(id: string | null, shard: Shard | null): boolean {
  if (shard === null) return true;
  return id === null ? shard.index === 1 : (hashOfId(id)[0] >>> 8) % shard.count === shard.index - 1;
}
