import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { find, OpenTable } from "../../src/engine/open-table.ts";

const STRIDE = 2;

function valueOf({ parts }: OpenTable, key: number): number | null {
  const { slots, at } = find(parts, key, STRIDE, (entries, offset) => entries[offset] === key);
  return slots[at] === 0 ? null : (slots[at + 1] ?? null);
}

describe("an open table", () => {
  test("finds every entry, and nothing else, whatever the hashes are and however often it grew", () => {
    const key = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -40, max: -1 }), fc.integer().filter((value) => value !== 0));
    fc.assert(fc.property(fc.uniqueArray(key, { maxLength: 3_000, size: "max" }), (keys) => {
      const table = new OpenTable(STRIDE, ([hash = 0]) => hash);
      const [absent = 1, ...present] = keys;
      for (const [value, hash] of present.entries()) table.add(Int32Array.of(hash, value));
      expect(present.map((hash) => valueOf(table, hash))).toEqual(present.map((_hash, value) => value));
      expect(valueOf(table, absent)).toBeNull();
      expect(table.size).toBe(present.length);
      expect(table.parts.every((slots) => slots.includes(0))).toBe(true);
    }), { seed: 7, numRuns: 40 });
  });
});
