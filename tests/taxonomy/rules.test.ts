import { describe, expect, test } from "vitest";
import { testSamples } from "../../src/rules/samples.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";

const taxonomy = compileTaxonomy(toolkitApi);
const results = testSamples(taxonomy);

// The tables are the rules' own samples; a new rule is tested as soon as it is written.
describe.each([...new Set(results.map(({ id }) => id))])("%s", (id) => {
  test.each(results.filter((result) => result.id === id).map((result) => [result.side, result.sample, result] as const))("%s %j", (_side, _sample, { got, expected, passed }) => {
    expect(passed, `expected ${expected}, got ${got}`).toBe(true);
  });
});

test("a sample that goes wrong is told", () => {
  const { AUTH_EXPIRED, ...others } = toolkitApi.clusters;
  const wrong = { ...AUTH_EXPIRED, rules: AUTH_EXPIRED.rules.map((rule) => ({ ...rule, hits: ["Room 12 not found"], misses: rule.hits })) };
  const told = testSamples(compileTaxonomy({ ...toolkitApi, clusters: { ...others, AUTH_EXPIRED: wrong } })).filter((result) => !result.passed);
  expect(new Set(told.map(({ side }) => side))).toEqual(new Set(["hit", "miss"]));
  expect(told.filter(({ side }) => side === "hit")).toHaveLength(AUTH_EXPIRED.rules.length);
});
