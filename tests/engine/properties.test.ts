import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Categorization } from "../../src/categorization/schema.ts";
import { readCorpus } from "../../fixtures/corpus/read-corpus.ts";
import { SHAPES } from "../../fixtures/lay-out.ts";
import { Random } from "../../fixtures/random.ts";
import { categorize } from "../support/categorize.ts";
import { runCli } from "../support/run-cli.ts";

const corpus = readCorpus();
const random = new Random(3);
const CATEGORIES = ["TEST_DATA", "test-data", "RUNTIME_API_BEHAVIOR", "DOCUMENTATION", "SOMETHING_NEW"];

/** A handful of real failures and of nonsense, some ids twice, and claims that fit some of them. */
const pile = fc.record({
  picks: fc.array(fc.tuple(fc.nat(corpus.length - 1), fc.constantFrom(...Object.values(SHAPES)), fc.nat(12)), { minLength: 1, maxLength: 12 }),
  nonsense: fc.array(fc.oneof(fc.jsonValue(), fc.record({ id: fc.constantFrom("n1", "n2", "n3"), response: fc.jsonValue(), status: fc.jsonValue() })), { maxLength: 4 }),
  claims: fc.array(fc.tuple(fc.nat(12), fc.constantFrom(...CATEGORIES)), { maxLength: 12 }),
}).map(({ picks, nonsense, claims }) => ({
  records: [...picks.flatMap(([index, shape, id]) => {
    const sample = corpus[index];
    return sample === undefined ? [] : [shape(sample.case, `log_${id}`, Date.UTC(2026, 3, 1, id), random)];
  }), ...nonsense, { id: "known", status: 404 }],
  // One at least is about a log, or the file is refused as that of another export.
  claims: [...claims.map(([id, classification]) => ({ log_id: `log_${id}`, classification })), { log_id: "known", classification: "TEST_DATA" }],
}));

/** All that does not name the input files. */
function content({ run: _run, ...rest }: Categorization): unknown {
  return rest;
}

describe("whatever is in the pile", () => {
  test("every record ends in exactly one place, and the totals add up", async () => {
    await fc.assert(fc.asyncProperty(pile, async ({ records, claims }) => {
      const { totals, bugs, needs_review: review, out_of_scope: outside, buckets, clusters } = await categorize(records, claims);
      expect(totals.in_scope).toBe(bugs.length);
      expect(totals.needs_review).toBe(review.length);
      expect(totals.out_of_scope).toBe(outside.reduce((sum, { count }) => sum + count, 0));
      expect(totals.records).toBe(totals.in_scope + totals.out_of_scope + totals.needs_review);
      expect(totals.in_scope).toBe(totals.canonical + totals.reclassified);
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(totals.in_scope);
      expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(totals.in_scope);
      expect(totals.demoted).toBe(bugs.filter((bug) => bug.fault !== null).length);
      expect(new Set(bugs.map((bug) => bug.id)).size).toBe(bugs.length);
    }), { seed: 1, numRuns: 60 });
  });

  test("the order of records and claims changes nothing", async () => {
    await fc.assert(fc.asyncProperty(pile, fc.nat(), async ({ records, claims }, seed) => {
      const shuffle = new Random(seed);
      const one = await categorize(records.filter(isObject), claims);
      const other = await categorize(shuffle.shuffled(records.filter(isObject)), shuffle.shuffled(claims));
      expect(withoutPositions(other)).toEqual(withoutPositions(one));
    }), { seed: 2, numRuns: 40 });
  });

  test("the same pile gives the same bytes", async () => {
    await fc.assert(fc.asyncProperty(pile, async ({ records, claims }) => {
      expect(JSON.stringify(content(await categorize(records, claims)))).toBe(JSON.stringify(content(await categorize(records, claims))));
    }), { seed: 3, numRuns: 15 });
  });
});

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A record without id is named by its position, which the order changes. */
function withoutPositions({ run: _run, needs_review: review, ...rest }: Categorization): unknown {
  const named = review.map((item) => JSON.stringify({ ...item, id: item.id.replace(/^logs\.json, record .*$/, "logs.json") }));
  return { ...rest, needs_review: named.toSorted() };
}

describe("scope", () => {
  const failure = { id: "log_1", status_code: 400, response: { message: "Date is not valid" } };

  test("without an upstream classification every failed log is in scope, and no succeeded one", async () => {
    const { totals, out_of_scope: outside } = await categorize([failure, { id: "log_2", status: "success", status_code: 200, response: { ok: true } }]);
    expect(totals).toMatchObject({ in_scope: 1, out_of_scope: 1, needs_review: 0 });
    expect(outside).toEqual([{ category: "(succeeded)", count: 1 }]);
  });

  test("--all takes every log, and keeps the claim", async () => {
    const { totals, bugs } = await categorize([failure], [{ id: "log_1", category: "DOCUMENTATION", confidence: 0.7, reason: "as documented" }], ["--all"]);
    expect(totals).toMatchObject({ in_scope: 1, canonical: 1 });
    expect(bugs[0]?.upstream).toEqual({ category: "DOCUMENTATION", confidence: 0.7, reason: "as documented" });
  });

  test("a category that nobody knows, a log without a claim and a claim without a log need review", async () => {
    const { needs_review: review, totals } = await categorize([failure, { ...failure, id: "log_2" }], [{ id: "log_1", category: "MYSTERY" }, { id: "log_9", category: "TEST_DATA" }]);
    expect(totals).toMatchObject({ in_scope: 0, needs_review: 3 });
    expect(review).toEqual([
      { id: "log_1", reason: 'the upstream category "MYSTERY" is none that the taxonomy knows' },
      { id: "log_2", reason: "has no upstream classification" },
      { id: "log_9", reason: "is classified upstream and has no log in the export" },
    ]);
  });

  test("two claims that contradict each other are no claim", async () => {
    const { needs_review: review } = await categorize([failure], [{ id: "log_1", category: "TEST_DATA" }, { id: "log_1", category: "DOCUMENTATION" }]);
    expect(review[0]?.reason).toContain('"DOCUMENTATION / TEST_DATA"');
  });

  const runtime = [{ id: "log_1", category: "runtime api-behavior" }];
  test.each([
    ["an unsubstituted template", { status_code: 400, request: { method: "GET", url: "https://api.example.com/v1/rooms/{{room}}" }, response: { message: "Bad room" } }],
    ["a literal id that was refused", { status_code: 403, request: { method: "GET", url: "https://api.example.com/v1/rooms/88213" }, response: { message: "Forbidden" } }],
    ["a document that may not be copied", { status_code: 400, response: "Permission denied to copy document with ID '1bXv7Kq'" }],
    ["a quota", { status_code: 429, response: { code: "insufficient_quota" } }],
    ["an outage", { status_code: 503, response: null }],
    ["a conflict", { status_code: 409, response: { message: "Name already taken" } }],
  ])("%s brings a failure into scope that upstream called run-time behaviour", async (_name, rest) => {
    const { bugs } = await categorize([{ id: "log_1", ...rest }], runtime);
    expect(bugs[0]).toMatchObject({ reclassified_from: "RUNTIME_API_BEHAVIOR" });
    expect(bugs[0]?.reclassified_by).not.toBe("");
  });

  test("and bad data without such evidence stays out of it", async () => {
    const { totals } = await categorize([failure], runtime);
    expect(totals).toMatchObject({ in_scope: 0, out_of_scope: 1 });
  });
});

describe("ids", () => {
  test("identical copies count once; different records under one id are kept apart", async () => {
    const gone = { id: "log_1", status_code: 404, response: { message: "Room 12 not found" } };
    const { bugs, totals } = await categorize([gone, gone, { ...gone, status_code: 429 }]);
    expect(totals.records).toBe(2);
    expect(bugs.map((bug) => bug.id.replace(/~[\da-f]{8}$/, "~mark"))).toEqual(["log_1~mark", "log_1~mark"]);
  });

  test("numbers beyond 2^53 keep their digits", async () => {
    const run = await runCli(["classify", "fixtures/damaged/numeric-ids.ndjson", "--out", "-", "--quiet"]);
    const { bugs } = JSON.parse(run.stdout) as Categorization;
    expect(bugs.map((bug) => bug.id)).toEqual(["12", "9007199254740992", "9007199254740993"]);
  });
});
