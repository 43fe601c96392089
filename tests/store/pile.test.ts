import { readdirSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Pile } from "../../src/store/pile.ts";
import { workFolder } from "../support/run-cli.ts";

const entry = fc.record({ first: fc.string({ unit: "binary", maxLength: 4 }), second: fc.constantFrom("a", "b"), text: fc.string({ maxLength: 30 }), tag: fc.array(fc.integer(), { maxLength: 3 }) });

describe("a pile", () => {
  test("gives its entries in order, whatever fits into memory, and leaves nothing behind", () => {
    const folder = workFolder();
    fc.assert(fc.property(fc.array(entry, { maxLength: 60 }), fc.constantFrom(1, 700, 1e6), (entries, held) => {
      const pile = new Pile(folder, held);
      for (const { text, ...rest } of entries) pile.add({ ...rest, text: Buffer.from(text) });
      const read = [...pile.sorted()].map(({ text, ...rest }) => ({ ...rest, text: Buffer.from(text).toString() }));
      const expected = entries.toSorted((a, b) => order(a.first, b.first) || order(a.second, b.second) || Buffer.compare(Buffer.from(a.text), Buffer.from(b.text)));
      expect(read.map(({ first, second, text }) => [first, second, text])).toEqual(expected.map(({ first, second, text }) => [first, second, text]));
      expect([...pile.sorted()].length).toBe(entries.length);
      pile.clear();
      expect(readdirSync(folder)).toEqual(["fixtures"]);
    }), { seed: 4, numRuns: 150 });
  });

  test("merges what it set aside before there are too many files of it", () => {
    const folder = workFolder();
    const pile = new Pile(folder, 1);
    let most = 0;
    for (let at = 0; at < 600; at++) {
      pile.add({ first: String(at * 7919 % 600).padStart(3, "0"), second: "", text: Buffer.from("x"), tag: [at] });
      most = Math.max(most, readdirSync(folder).length);
    }
    expect(most).toBeLessThan(50);
    expect([...pile.sorted()].map(({ first }) => Number(first))).toEqual(Array.from({ length: 600 }, (_value, at) => at));
    pile.clear();
    expect(readdirSync(folder)).toEqual(["fixtures"]);
  });

  test("says so where there is no room to set aside", () => {
    const pile = new Pile("/nowhere/at/all", 1);
    expect(() => pile.add({ first: "a", second: "", text: Buffer.from("x"), tag: [] })).toThrow(/cannot be set aside/);
  });
});

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
