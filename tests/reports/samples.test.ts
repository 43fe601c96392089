import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SAMPLE_SIZE, SampledCounts } from "../../src/reports/counts.ts";
import { Samples } from "../../src/reports/samples.ts";
import { Random } from "../../fixtures/random.ts";

const bugs = fc.uniqueArray(fc.record({ id: fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 }), signature: fc.constantFrom("1", "2", "3", "4", "5") }), { maxLength: 40, selector: ({ id }) => id });

/** What is meant, with everything at hand: different signatures first, then whatever comes first by id. */
function meant(all: readonly { readonly id: string; readonly signature: string }[], limit: number): readonly string[] {
  const sorted = all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const different = sorted.filter((bug, index) => sorted.findIndex(({ signature }) => signature === bug.signature) === index).slice(0, limit);
  const rest = sorted.filter((bug) => !different.includes(bug)).slice(0, limit - different.length);
  return [...different, ...rest].map(({ id }) => id).toSorted();
}

describe("samples", () => {
  test("are the ones that a look at all failures would choose, in whatever order they come", () => {
    fc.assert(fc.property(bugs, fc.integer({ min: 1, max: 6 }), fc.nat(), (list, limit, seed) => {
      const samples = new Samples(limit, 3);
      for (const bug of new Random(seed).shuffled(list)) samples.add({ ...bug, text: Buffer.from(JSON.stringify(bug)) });
      const shown = meant(list, limit);
      expect(samples.shown().map(({ id }) => id)).toEqual(shown);
      expect(samples.first?.id).toBe(list.map(({ id }) => id).toSorted()[0]);
      expect(samples.unshown().map(({ id }) => id)).toEqual(list.map(({ id }) => id).toSorted().filter((id) => !shown.includes(id)).slice(0, 3));
    }), { seed: 6, numRuns: 400 });
  });
});

describe("counts of names that nearly every failure has of its own", () => {
  test("are of a sample that depends on nothing but the failures", () => {
    const all = Array.from({ length: 5 * SAMPLE_SIZE }, (_value, index) => [`log_${index}`, index % 3 === 0 ? "often" : `once ${index}`] as const);
    const [one, other] = [all, new Random(2).shuffled(all)].map((list) => {
      const counts = new SampledCounts();
      for (const [id, name] of list) counts.add(id, name);
      expect(counts.isSample).toBe(true);
      return counts.ranking();
    });
    expect(one).toEqual(other);
    expect(one?.[0]?.name).toBe("often");
    expect(one?.reduce((sum, { count }) => sum + count, 0)).toBe(SAMPLE_SIZE);
  });
});
