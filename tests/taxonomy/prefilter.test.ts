import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCorpus } from "../../fixtures/corpus/read-corpus.ts";
import { readFacts } from "../../src/facts/read.ts";
import { readRecord } from "../../src/failure/read-record.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { LiteralFinder } from "../../src/taxonomy/literal-finder.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";
import { requiredLiterals } from "../../src/taxonomy/prefilter.ts";

const taxonomy = compileTaxonomy(toolkitApi);

/** Every text of the corpus as rules see it. */
const texts = new Set(readCorpus().flatMap(({ case: { status, method, url, body, response } }) => {
  const reading = readRecord({ id: "x", status_code: status, request: { method, url, body }, response }, null, null, () => null);
  return reading.kind === "failure" ? readFacts(reading.failure).said.map((said) => said.words) : [];
}));

describe("what a pattern requires of a text", () => {
  test.each([
    ["rate limit", [["rate limit"]]],
    ["(?:rate|usage) limits? (?:was )?exceeded", [["exceeded"], [" limit"], ["rate", "usage"]]],
    ["a?b+cde", [["cde"]]],
    ["recogni[sz]ed", [["recogni"], ["ed"]]],
    ["(?:foo|\\d+)", []],
    ["(?=secret)x", []],
    ["(?<name>token) (?!not)", [["token "]]],
    ["\\bcan't\\b", [["can't"]]],
    ["权限", [["\u0080"], ["\u0080"]]],
    ["x{2,4}y?", []],
  ])("%s", (pattern, expected) => {
    expect(requiredLiterals(pattern)).toEqual(expected);
  });

  test("never rules out a pattern that matches: the whole taxonomy against the whole corpus", () => {
    const places = [...taxonomy.rules, ...taxonomy.spotChecks, ...taxonomy.reclassifications].flatMap((condition) => condition.patterns);
    const wrong: string[] = [];
    let hits = 0;
    for (const text of texts) {
      const open = new Set(taxonomy.candidates.of(text).map(({ pattern }) => pattern));
      for (const pattern of places) {
        pattern.lastIndex = 0;
        if (!pattern.test(text)) continue;
        hits++;
        if (!open.has(pattern)) wrong.push(`${pattern.source}: ${text}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(hits).toBeGreaterThan(3000);
  });

  test("leaves few patterns to be tried", () => {
    let open = 0;
    for (const text of texts) open += taxonomy.candidates.of(text).length;
    expect(open / texts.size).toBeLessThan(15);
  });
});

describe("the finder of literals", () => {
  test("finds what includes() finds, without regard to case", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c", " "), minLength: 1, maxLength: 4 });
    fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), fc.string({ unit: fc.constantFrom("a", "b", "c", " ", "A", "B", "é"), maxLength: 40 }), (literals, text) => {
      const found: string[] = [];
      new LiteralFinder(literals).find(text, (literal) => found.push(literals[literal] ?? ""));
      expect(found.toSorted()).toEqual(literals.filter((literal) => text.toLowerCase().includes(literal)).toSorted());
    }), { seed: 5, numRuns: 500 });
  });
});
