import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { buildAudit } from "../../fixtures/audit/build.ts";
import { type Bug, type Categorization, categorizationSchema } from "../../src/categorization/schema.ts";
import { Counts } from "../../src/reports/counts.ts";
import { runCli } from "../support/run-cli.ts";

const LOGS = "fixtures/audit/all_logs.json";
const UPSTREAM = "fixtures/audit/ci_classifications_final.json";

let document: Categorization;
let bugs: ReadonlyMap<string, Bug>;

beforeAll(async () => {
  const run = await runCli(["classify", LOGS, "--upstream", UPSTREAM, "--out", "-", "--quiet"]);
  expect(run.exitCode).toBe(0);
  document = categorizationSchema.parse(JSON.parse(run.stdout));
  bugs = new Map(document.bugs.map((bug) => [bug.id, bug]));
});

function countsById(list: readonly { readonly id: string; readonly count: number }[]): Readonly<Record<string, number>> {
  return Object.fromEntries(list.map(({ id, count }) => [id, count]));
}

function toolkits(bucket: string): readonly (readonly [string | null, number])[] {
  const inBucket = document.bugs.filter((bug) => bug.bucket === bucket);
  const counts = new Counts();
  for (const bug of inBucket) counts.add(bug.toolkit ?? "");
  return counts.ranking().map(({ name, count }) => [name, count] as const);
}

describe("the bundled audit export", () => {
  test("is what its script makes of plan and corpus", () => {
    const { logs, upstream } = buildAudit();
    expect(readFileSync("fixtures/audit/all_logs.json", "utf8") === logs, "all_logs.json: run npm run fixtures").toBe(true);
    expect(readFileSync("fixtures/audit/ci_classifications_final.json", "utf8") === upstream, "ci_classifications_final.json: run npm run fixtures").toBe(true);
  });

  test("has 1,259 logs, 701 in scope, 223 of them reclassified", () => {
    expect(document.totals).toEqual({ records: 1259, in_scope: 701, canonical: 478, reclassified: 223, demoted: 5, out_of_scope: 558, needs_review: 0 });
    expect(document.run.complete).toBe(true);
  });

  test("comes out in the audit's buckets", () => {
    expect(countsById(document.buckets)).toEqual({
      PLATFORM_FIXTURE_ISSUE: 304, PLATFORM_AUTH_ISSUE: 157, DATA_QUALITY_GAP: 152, UPSTREAM_API_BEHAVIOR: 78, TOOLKIT_IMPLEMENTATION_BUG: 5, INVESTIGATE_INDIVIDUALLY: 5,
    });
  });

  test("comes out in the audit's clusters", () => {
    expect(countsById(document.clusters)).toEqual({
      INVALID_FIXTURE: 181, NO_DATA: 152, PERMISSION_DENIED: 128, RESOURCE_NOT_FOUND: 124, UPSTREAM_5XX: 33, RATE_LIMITED: 30, AUTH_EXPIRED: 29, QUOTA_EXHAUSTED: 15, OTHER: 5, ALREADY_EXISTS: 4,
    });
  });

  test("leaves no more than 5 to OTHER", () => {
    expect(document.clusters.find((cluster) => cluster.id === "OTHER")?.count).toBeLessThanOrEqual(5);
  });

  test("gives every log the cluster that its case was labelled with", () => {
    const { expected } = buildAudit();
    const wrong = [...expected].filter(([id, cluster]) => bugs.get(id)?.cluster !== cluster).map(([id, cluster]) => `${id}: ${cluster}, got ${bugs.get(id)?.cluster ?? "(none)"}`);
    expect(wrong).toEqual([]);
    expect(expected.size).toBe(701);
  });

  test("lays the auth issues on 18 connected accounts, figma on top", () => {
    const accounts = new Set(document.bugs.filter((bug) => bug.bucket === "PLATFORM_AUTH_ISSUE").map((bug) => bug.account));
    expect(accounts.size).toBe(18);
    expect(toolkits("PLATFORM_AUTH_ISSUE").slice(0, 4)).toEqual([["figma", 79], ["formbricks", 22], ["splitwise", 9], ["yelp", 6]]);
  });

  test("has clickmeeting on top of the fixture issues, and felt alone in the toolkit bugs", () => {
    expect(toolkits("PLATFORM_FIXTURE_ISSUE").slice(0, 3)).toEqual([["clickmeeting", 32], ["googledocs", 23], ["google_classroom", 22]]);
    const ours = document.bugs.filter((bug) => bug.bucket === "TOOLKIT_IMPLEMENTATION_BUG");
    expect(new Set(ours.map((bug) => `${bug.toolkit}/${bug.tool}`))).toEqual(new Set(["felt/FELT_CREATE_PROJECT"]));
  });
});

describe("the cases that the audit names", () => {
  const named: readonly (readonly [string, Partial<Bug>])[] = [
    ["log_wPN47eZXq8kw", { toolkit: "google_classroom", tool: "GOOGLE_CLASSROOM_COURSES_STUDENTS_CREATE", status: 403, bucket: "PLATFORM_AUTH_ISSUE" }],
    ["log_JHK8IsTTd8W5", { toolkit: "yelp", tool: "YELP_GET_REVIEW_HIGHLIGHTS", status: 403, bucket: "PLATFORM_AUTH_ISSUE" }],
    ["log_U_iThStLgezU", { toolkit: "fireflies", tool: "FIREFLIES_SET_USER_ROLE", bucket: "PLATFORM_AUTH_ISSUE" }],
    ["log_yxHPq7Pfbb3e", { toolkit: "zendesk", tool: "ZENDESK_UPDATE_ZENDESK_ORGANIZATION", status: 404, bucket: "PLATFORM_FIXTURE_ISSUE" }],
    ["log_pxlkSjvqi_1e", { toolkit: "confluence", tool: "CONFLUENCE_ADD_CONTENT_LABEL", cluster: "RESOURCE_NOT_FOUND", bucket: "PLATFORM_FIXTURE_ISSUE" }],
    ["log_iTvd-jlerJu9", { tool: "FELT_CREATE_PROJECT", status: 422, bucket: "TOOLKIT_IMPLEMENTATION_BUG", demoted_from: "PLATFORM_FIXTURE_ISSUE" }],
    ["log_hPAHO-8x4NyJ", { tool: "FELT_CREATE_PROJECT", status: 422, bucket: "TOOLKIT_IMPLEMENTATION_BUG", demoted_from: "PLATFORM_FIXTURE_ISSUE" }],
    ["log_ZNNdq4uCN-Uv", { cluster: "NO_DATA", bucket: "DATA_QUALITY_GAP" }],
    ["log_SSZt8aKo_1UR", { cluster: "NO_DATA", bucket: "DATA_QUALITY_GAP" }],
    ["log_1hEXRbxtx-I0", { cluster: "NO_DATA", bucket: "DATA_QUALITY_GAP" }],
    ["log_LGw_L7ldR19P", { tool: "GOOGLE_CLASSROOM_COURSES_ALIASES_CREATE", status: 403, bucket: "PLATFORM_AUTH_ISSUE", reclassified_from: "RUNTIME_API_BEHAVIOR" }],
    ["log_LM3gY65V2r7z", { status: 404, cluster: "RESOURCE_NOT_FOUND", reclassified_from: "RUNTIME_API_BEHAVIOR" }],
    ["log_7ku09bAhphdW", { status: 404, cluster: "INVALID_FIXTURE", reclassified_from: "RUNTIME_API_BEHAVIOR" }],
  ];

  test.each(named)("%s", (id, wanted) => {
    expect(bugs.get(id)).toMatchObject(wanted);
  });

  test("the two named felt bugs name their fields", () => {
    expect(bugs.get("log_iTvd-jlerJu9")?.fault).toMatchObject({ kind: "field", subject: "description" });
    expect(bugs.get("log_hPAHO-8x4NyJ")?.fault).toMatchObject({ kind: "field", subject: "organization_id" });
  });

  test("their evidence stands in the record where its pointer says", () => {
    const records = new Map((JSON.parse(readFileSync(LOGS, "utf8")) as { readonly actionLogId?: string; readonly log_id?: string; readonly id?: string }[]).map((record) => [record.actionLogId ?? record.log_id ?? record.id, record]));
    for (const [id] of named) {
      const evidence = bugs.get(id)?.evidence[0];
      if (evidence === undefined || evidence.text === "") continue;
      expect(JSON.stringify(atPointer(records.get(id), evidence.pointer)), id).toContain(JSON.stringify(evidence.text).slice(1, -1));
    }
  });
});

/** What a JSON Pointer (RFC 6901) points to. */
function atPointer(value: unknown, pointer: string): unknown {
  return pointer.split("/").slice(1).reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>>)[key.replaceAll("~1", "/").replaceAll("~0", "~")], value);
}
