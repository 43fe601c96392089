import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCli, workFolder } from "../support/run-cli.ts";

const log = (id: string, message: string): object => ({ id, tool: "T", toolkit: "x", status_code: 404, response: { message } });
const odd = (id: string): object => ({ id, tool: "T", response: { message: "something odd" } });

function folderWith(files: Readonly<Record<string, unknown>>): string {
  const cwd = workFolder();
  for (const [name, value] of Object.entries(files)) writeFileSync(join(cwd, name), typeof value === "string" ? value : JSON.stringify(value));
  return cwd;
}

/** The command that the summary prints. */
function nextStep(stderr: string): readonly string[] {
  const command = /triage (explain .*)/.exec(stderr)?.[1];
  if (command === undefined) throw new Error(stderr);
  return command.split(" ");
}

describe("explain finds the record that is meant", () => {
  const records = [log("d", "Room 12 not found"), log("e", "Room 1 not found"), { ...log("d", ""), status_code: 401, response: { error: { code: "token_expired" } } }, log("d", "Room 12 not found")];

  test("by its mark, and asks where an id stands on several", async () => {
    const cwd = folderWith({ "logs.json": records });
    const run = await runCli(["classify", "logs.json", "--out", "-", "--quiet"], { cwd });
    const { bugs } = JSON.parse(run.stdout) as { readonly bugs: readonly { readonly id: string; readonly cluster: string }[] };
    const shared = bugs.filter(({ id }) => id.startsWith("d~"));
    expect(shared.map(({ cluster }) => cluster).toSorted()).toEqual(["AUTH_EXPIRED", "RESOURCE_NOT_FOUND"]);
    for (const { id, cluster } of shared) {
      const shown = await runCli(["explain", id, "logs.json", "--json"], { cwd });
      expect(JSON.parse(shown.stdout)).toMatchObject({ cluster });
    }
    const bare = await runCli(["explain", "d", "logs.json"], { cwd });
    expect([bare.exitCode, bare.stdout]).toEqual([2, ""]);
    for (const { id } of shared) expect(bare.stderr).toContain(id);
    const wrong = await runCli(["explain", "d~00000000", "logs.json"], { cwd });
    for (const { id } of shared) expect(wrong.stderr).toContain(id);
  });

  test("and names each id that is near once", async () => {
    const run = await runCli(["explain", "f", "logs.json"], { cwd: folderWith({ "logs.json": records }) });
    expect(run.stderr).toContain("did you mean d, e?");
  });
});

describe("the step that is printed works as it is printed", () => {
  test("after --out, from the output folder", async () => {
    const cwd = folderWith({ "logs.json": [odd("s1")] });
    const run = await runCli(["classify", "logs.json", "--out", "reports"], { cwd });
    expect(nextStep(run.stderr)).toEqual(["explain", "s1", "--from", "reports"]);
    expect((await runCli(nextStep(run.stderr), { cwd })).exitCode).toBe(0);
  });

  test("after --out -, from the input", async () => {
    const cwd = folderWith({ "logs.json": [odd("s1")] });
    const run = await runCli(["classify", "logs.json", "--out", "-"], { cwd });
    expect((await runCli(nextStep(run.stderr), { cwd })).exitCode).toBe(0);
  });

  test("for a file outside of the working folder, which is stored as the way to it", async () => {
    const above = folderWith({ "dup.json": [odd("s1")] });
    const cwd = join(above, "inner");
    mkdirSync(cwd);
    const run = await runCli(["classify", join(above, "dup.json")], { cwd });
    expect(JSON.parse(run.read("triage-out/bug_categorization.json"))).toMatchObject({ run: { inputs: [{ path: "../dup.json" }] } });
    expect((await runCli(nextStep(run.stderr), { cwd })).exitCode).toBe(0);
  });

  test("after standard input, with a file in its place", async () => {
    const run = await runCli(["classify", "-"], { stdin: JSON.stringify([odd("s1")]) });
    expect(run.stderr).toContain("triage explain s1 FILE");
    const explained = await runCli(["explain", "s1"], { cwd: run.cwd });
    expect(explained.exitCode).toBe(2);
    expect(explained.stderr).toContain("read standard input");
    expect(explained.stderr).toContain("triage explain s1 FILE");
  });
});

describe("what triage wrote is no input", () => {
  const upstream = [{ log_id: "s1", label: "TEST_DATA" }];
  const settings = { "triage.config.json": { links: {} }, "triage.taxonomy.json": "{}" };

  test("a folder is read as if the outputs of earlier runs, the settings and the upstream file were not there", async () => {
    const cwd = folderWith({ "logs.json": [odd("s1")], "up.json": upstream, "triage.config.json": settings["triage.config.json"] });
    const first = await runCli(["classify", "logs.json", "-u", "up.json", "--out", "-", "--quiet"], { cwd });
    await runCli(["classify", "logs.json", "-u", "up.json", "--out", "old", "--quiet"], { cwd });
    writeFileSync(join(cwd, "verdicts.ndjson"), (await runCli(["classify", "--stream"], { cwd, stdin: `${JSON.stringify(odd("s1"))}\n` })).stdout);
    for (const pattern of [".", "**/*.json", "*"]) {
      const run = await runCli(["classify", pattern, "-u", "up.json", "--out", "-", "--quiet"], { cwd });
      expect(run.stdout).toBe(first.stdout);
    }
    expect(readdirSync(cwd)).toContain("old");
  });

  test("a result that is named is refused, and the commands that take it are named", async () => {
    const cwd = folderWith({ "logs.json": [odd("s1")] });
    await runCli(["classify", "logs.json", "--quiet"], { cwd });
    const run = await runCli(["classify", "triage-out/bug_categorization.json"], { cwd });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/triage report .*triage merge/);
  });

  test("exports in the output folder itself are read", async () => {
    const cwd = folderWith({ "logs.json": [odd("s1")] });
    for (let count = 0; count < 2; count++) expect((await runCli(["classify", ".", "--out", ".", "--quiet"], { cwd })).exitCode).toBe(0);
  });
});

describe("a wrong upstream file is refused", () => {
  test.each([
    ["of another export", [{ log_id: "other", label: "TEST_DATA" }], "none of its ids is the id of a log"],
    ["the logs themselves", [odd("s1")], "nothing in it can be read"],
    ["a message", { message: "not found" }, "none of its ids"],
  ])("%s", async (_name, upstream, why) => {
    const run = await runCli(["classify", "logs.json", "-u", "up.json"], { cwd: folderWith({ "logs.json": [odd("s1")], "up.json": upstream }) });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(why);
    expect(run.list(".")).not.toContain("triage-out");
  });
});

describe("numbers that differ are reconciled in words", () => {
  const files = { "logs.json": [odd("s1"), odd("s1"), odd("s2")], "up.json": [{ log_id: "s1", label: "TEST_DATA" }, { log_id: "s2", label: "TEST_DATA" }, { log_id: "s3", label: "TEST_DATA" }] };
  const words = "3 = 3 read from the log export + 1 upstream entry without a log - 1 identical copy of a record that counts once";

  test("in the summary and the escalation, and the same after a merge", async () => {
    const cwd = folderWith(files);
    const run = await runCli(["classify", "logs.json", "-u", "up.json"], { cwd });
    expect(run.stderr).toContain(words);
    expect(run.read("triage-out/platform_escalation_report.md")).toContain(`All records ${words}.`);
    for (const part of [1, 2]) await runCli(["classify", "logs.json", "-u", "up.json", "--shard", `${part}/2`, "--out", `p${part}`, "--quiet"], { cwd });
    const merged = await runCli(["merge", "p1/bug_categorization.json", "p2/bug_categorization.json", "--out", "all"], { cwd });
    expect(merged.read("all/bug_categorization.json")).toBe(run.read("triage-out/bug_categorization.json"));
  });
});

describe("what a person must know is told", () => {
  test("--no-redact on the terminal", async () => {
    const run = await runCli(["classify", "logs.json", "--no-redact"], { cwd: folderWith({ "logs.json": [odd("s1")] }) });
    expect(run.stderr).toContain("not masked (--no-redact)");
  });

  test("the row in the spreadsheet, with every sample", async () => {
    const config = { links: { spreadsheet: "https://sheet.example/{sheet_row}" } };
    const bug = { ...log("s1", ""), status_code: 400, response: { error: "Unknown parameter: 'foo'" } };
    const run = await runCli(["classify", "logs.json"], { cwd: folderWith({ "logs.json": [bug, log("s2", "Room 12 not found")], "triage.config.json": config }) });
    expect(run.read("triage-out/platform_escalation_report.md").split("https://sheet.example/3")).toHaveLength(3);
    expect(run.read("triage-out/toolkit_bugs_to_investigate.md")).toContain("[row](https://sheet.example/2)");
  });
});
