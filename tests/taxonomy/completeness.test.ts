import { describe, expect, test } from "vitest";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { BUCKET_IDS, CLUSTER_IDS } from "../../src/taxonomy/packs/toolkit-api/ids.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";

// The types make an incomplete table a compile error; this says it again of what really runs.
const { clusters, buckets, dispatch, fallback, precedence, demotion, scope, reclassifications } = toolkitApi;

describe("every cluster", () => {
  test.each(Object.keys(clusters))("%s has a bucket, or falls through to INVESTIGATE_INDIVIDUALLY", (id) => {
    expect(fallback).toBe("INVESTIGATE_INDIVIDUALLY");
    expect(Object.hasOwn(dispatch, id)).toBe(true);
    const bucket = Object.entries(dispatch).find(([cluster]) => cluster === id)?.[1] ?? fallback;
    expect(Object.keys(buckets)).toContain(bucket);
  });

  test.each(Object.entries(clusters))("%s has a rationale, a description, and rules that can end in it", (id, cluster) => {
    expect(cluster.id).toBe(id);
    expect(cluster.rationale.length).toBeGreaterThan(20);
    expect(cluster.description.length).toBeGreaterThan(20);
    expect(cluster.rules.length).toBeGreaterThan(0);
  });

  test("stands in the precedence exactly once", () => {
    expect([...precedence].toSorted()).toEqual(Object.keys(clusters).toSorted());
  });
});

describe("every bucket", () => {
  test.each(Object.entries(buckets))("%s has owner, action, description, and what proves it wrong", (_id, bucket) => {
    for (const text of [bucket.owner, bucket.action, bucket.description, bucket.ask, bucket.disproof]) expect(text.trim()).not.toBe("");
  });

  test("is reachable: by dispatch, as the fallback, or by demotion", () => {
    const reachable = new Set<string>([...Object.values(dispatch).filter((bucket) => bucket !== null), fallback, demotion.bucket]);
    expect([...reachable].toSorted()).toEqual([...BUCKET_IDS].toSorted());
  });
});

describe("the dispatch", () => {
  test("has real clusters as keys", () => {
    expect(Object.keys(dispatch).toSorted()).toEqual([...CLUSTER_IDS].toSorted());
  });

  test("has real buckets as values", () => {
    for (const bucket of Object.values(dispatch)) if (bucket !== null) expect(Object.keys(buckets)).toContain(bucket);
  });

  test("is the one that was agreed on", () => {
    expect(dispatch).toEqual({
      AUTH_EXPIRED: "PLATFORM_AUTH_ISSUE",
      PERMISSION_DENIED: "PLATFORM_AUTH_ISSUE",
      RESOURCE_NOT_FOUND: "PLATFORM_FIXTURE_ISSUE",
      INVALID_FIXTURE: "PLATFORM_FIXTURE_ISSUE",
      ALREADY_EXISTS: "PLATFORM_FIXTURE_ISSUE",
      RATE_LIMITED: "UPSTREAM_API_BEHAVIOR",
      QUOTA_EXHAUSTED: "UPSTREAM_API_BEHAVIOR",
      UPSTREAM_5XX: "UPSTREAM_API_BEHAVIOR",
      NO_DATA: "DATA_QUALITY_GAP",
      OTHER: null,
    });
  });
});

describe("references inside the pack", () => {
  const ruleIds = Object.values(clusters).flatMap((cluster) => cluster.rules.map((rule) => rule.id));
  const names = new Set<string>([...ruleIds, ...Object.keys(clusters)]);

  test("ids of rules and checks are unique", () => {
    const ids = [...ruleIds, ...demotion.checks.map((check) => check.id), ...reclassifications.map((entry) => entry.id)];
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test("yields, explanations, checks and reclassifications name what exists", () => {
    const named = [
      ...Object.values(clusters).flatMap((cluster) => cluster.rules.flatMap((rule) => [...(rule.yieldsTo ?? []).map((other) => other.to), ...Object.keys(rule.explains ?? {})])),
      ...demotion.checks.flatMap((check) => [...check.from, ...(check.rules ?? [])]),
      ...reclassifications.flatMap((entry) => [...(entry.clusters ?? [])]),
    ];
    expect(named.filter((name) => !names.has(name))).toEqual([]);
  });

  test("a category is in scope or out of it, and what is reclassified is out of it", () => {
    expect(scope.inScope.filter((category) => scope.outOfScope.includes(category))).toEqual([]);
    for (const entry of reclassifications) for (const category of entry.from) expect(scope.outOfScope).toContain(category);
  });

  test("every rule, check and reclassification says why, and shows it", () => {
    for (const rule of [...Object.values(clusters).flatMap((cluster) => cluster.rules), ...demotion.checks]) {
      expect(rule.why.endsWith(".")).toBe(true);
      expect(rule.hits.length, rule.id).toBeGreaterThan(0);
      expect(rule.misses.length, rule.id).toBeGreaterThan(0);
    }
    for (const entry of reclassifications) expect(entry.why).not.toBe("");
  });

  test("the pack compiles, and its fingerprint does not depend on the order of keys", () => {
    const { sha256 } = compileTaxonomy(toolkitApi);
    expect(sha256).toMatch(/^[\da-f]{64}$/);
    expect(compileTaxonomy({ ...toolkitApi, buckets: Object.fromEntries(Object.entries(buckets).toReversed()) }).sha256).toBe(sha256);
    expect(compileTaxonomy({ ...toolkitApi, fallback: "DATA_QUALITY_GAP" }).sha256).not.toBe(sha256);
  });
});
