import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../fixtures/random.ts";
import { reportNames } from "../../src/reports/names.ts";
import { reports } from "../../src/reports/registry.ts";
import { type CliRun, runCli, workFolder } from "../support/run-cli.ts";

const LOGS = "fixtures/audit/all_logs.json";
const UPSTREAM = "fixtures/audit/ci_classifications_final.json";
const files = reportNames.map((name) => reports[name].fileName);

let whole: CliRun;
let cwd: string;
const outputs = (run: CliRun, folder: string): readonly string[] => files.map((file) => run.read(`${folder}/${file}`));

beforeAll(async () => {
  whole = await runCli(["classify", LOGS, "--upstream", UPSTREAM, "--out", "whole", "--quiet"]);
  cwd = whole.cwd;
});

describe("a run with more root causes than a report tells of", () => {
  test("gives the same reports as its categorization, of which every root cause is described", async () => {
    const folder = workFolder();
    const logs = Array.from({ length: 1_600 }, (_value, number) => ({ id: `log_${number}`, toolkit: "crm", tool: `CRM_${number % 7}`, account: `ca_${(number * number) % 701}`, status_code: 401, response: { message: `The token of session ${number} has expired` }, created_at: new Date(1.77e12 + number).toISOString() }));
    writeFileSync(join(folder, "logs.ndjson"), logs.map((log) => JSON.stringify(log)).join("\n"));
    await runCli(["classify", "logs.ndjson", "--out", "out", "--quiet"], { cwd: folder });
    const again = await runCli(["report", "out/bug_categorization.json", "--format", "escalation"], { cwd: folder });
    const report = readFileSync(join(folder, "out/platform_escalation_report.md"), "utf8");
    expect(again.stdout).toBe(report);
    expect(report).toMatch(/^\| 320 \|/m);
    expect(report).toMatch(/and \d+ more/);
  });
});

describe("parts put together are the whole, byte for byte", () => {
  test.each([2, 5])("%i shards of one export, in any order", async (count) => {
    for (let part = 1; part <= count; part++) {
      const run = await runCli(["classify", LOGS, "--upstream", UPSTREAM, "--shard", `${part}/${count}`, "--out", `part-${part}`, "--quiet"], { cwd });
      expect(run.exitCode).toBe(0);
    }
    const parts = Array.from({ length: count }, (_value, index) => `part-${index + 1}/${files[0] ?? ""}`);
    const run = await runCli(["merge", ...new Random(count).shuffled(parts), "--out", `merged-${count}`], { cwd });
    expect(run.exitCode).toBe(0);
    expect(outputs(run, `merged-${count}`)).toEqual(outputs(whole, "whole"));
  });

  test("merged parts can be parts again", async () => {
    const parts = [1, 2, 3].map((part) => `p${part}`);
    for (const [index, part] of parts.entries()) await runCli(["classify", LOGS, "--upstream", UPSTREAM, "--shard", `${index + 1}/3`, "--out", part, "--quiet"], { cwd });
    await runCli(["merge", "p3", "p1", "--out", "two", "--quiet"], { cwd });
    const run = await runCli(["merge", "p2/bug_categorization.json", "two/bug_categorization.json", "--out", "three", "--quiet"], { cwd });
    expect(outputs(run, "three")).toEqual(outputs(whole, "whole"));
  });

  test.each([["from the upstream file", []], ["from a field of the record", ["--upstream-field", "claim"]]] as const)("verdict lines of a stream, with the category %s", async (name, flags) => {
    const logs = JSON.parse(readFileSync(LOGS, "utf8")) as readonly { readonly actionLogId?: string; readonly id?: string; readonly log_id?: string }[];
    const claims = new Map((JSON.parse(readFileSync(UPSTREAM, "utf8")) as readonly { readonly log_id: string }[]).map((claim) => [claim.log_id, claim]));
    const fromField = flags.length > 0;
    const records = logs.map((log) => (fromField ? { ...log, claim: claims.get(log.actionLogId ?? log.log_id ?? log.id ?? "") } : log));
    const lines: string[] = [];
    const shuffled = new Random(3).shuffled(records);
    for (const half of [shuffled.slice(0, 500), shuffled.slice(500)]) {
      const run = await runCli(["classify", "--stream", ...(fromField ? flags : ["--upstream", UPSTREAM])], { cwd, stdin: `${half.map((record) => JSON.stringify(record)).join("\n")}\n` });
      expect(run.exitCode).toBe(0);
      lines.push(...run.stdout.trimEnd().split("\n"));
    }
    expect(lines).toHaveLength(records.length);
    const folder = name.replaceAll(" ", "-");
    mkdirSync(join(cwd, folder));
    // Some lines come twice: they are of one record, and count once.
    for (const [index, part] of [lines.slice(0, 700), lines.slice(690)].entries()) writeFileSync(join(cwd, folder, `${index}.ndjson`), `${part.join("\n")}\n`);
    const merged = await runCli(["merge", folder, "--upstream", UPSTREAM, "--out", `${folder}-out`, "--quiet"], { cwd });
    expect(merged.exitCode).toBe(0);
    const [one, other] = [whole.read("whole/bug_categorization.json"), merged.read(`${folder}-out/bug_categorization.json`)].map((text) => JSON.parse(text) as { readonly run: object });
    // Who reads a stream does not know what file it came from.
    expect({ ...other, run: { ...other?.run, inputs: [] } }).toEqual({ ...one, run: { ...one?.run, inputs: [] } });
  });

  test.each(reportNames)("the report %s can be made again from the categorization", async (name) => {
    const run = await runCli(["report", "whole/bug_categorization.json", "--format", name], { cwd });
    expect(run.stdout).toBe(whole.read(`whole/${reports[name].fileName}`));
  });
});

describe("a stream", () => {
  test("answers a line that cannot be read, and says so in the merged result", async () => {
    const good = '{"id":"a","status_code":404,"response":{"message":"Room 12 not found"}}';
    const run = await runCli(["classify", "--stream"], { cwd, stdin: `${good}\n{"id":"b","broken\n\n{"no":"id"}\n${good}` });
    expect(run.exitCode).toBe(0);
    const verdicts = run.stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as { readonly verdict: string; readonly id: string; readonly damaged?: boolean });
    expect(verdicts.map(({ verdict, damaged }) => [verdict, damaged ?? null])).toEqual([["bug", null], ["needs_review", true], ["needs_review", false], ["bug", null]]);
    const merged = await runCli(["merge", "-", "--out", "-", "--quiet"], { cwd, stdin: run.stdout });
    expect(merged.exitCode).toBe(3);
    expect((JSON.parse(merged.stdout) as { readonly totals: object }).totals).toMatchObject({ records: 3, in_scope: 1, needs_review: 2 });
  });

  test("masks what must not leave", async () => {
    const run = await runCli(["classify", "--stream"], { cwd, stdin: '{"id":"someone@example.com","status_code":401,"response":{"message":"Bad token for someone@example.com"}}\n' });
    expect(run.stdout).not.toContain("someone@example.com");
  });
});

describe("merge refuses", () => {
  test.each([
    ["what is no part", "{}", /is nothing that this version/],
    ["a truncated categorization", () => whole.read("whole/bug_categorization.json").slice(0, 40_000), /is nothing that this version/],
    ["verdicts of another taxonomy", () => whole.read("whole/bug_categorization.json").replace(/"sha256": "[\da-f]{64}",\n {6}"fallback_bucket"/, `"sha256": "${"0".repeat(64)}",\n      "fallback_bucket"`), /another taxonomy/],
  ] as const)("%s", async (_name, text, message) => {
    writeFileSync(join(cwd, "odd.json"), typeof text === "string" ? text : text());
    const run = await runCli(["merge", "odd.json", "--out", "never"], { cwd });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(() => run.list("never")).toThrow();
  });
});
