import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli, workFolder } from "../support/run-cli.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const AUDIT = [join(ROOT, "fixtures/audit/all_logs.json"), "--upstream", join(ROOT, "fixtures/audit/ci_classifications_final.json")];

let checkout: string;

/** A checkout without a build: the sources, their dependencies, and no dist. */
beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), "triage-checkout-"));
  for (const name of ["bin", "src", "package.json"]) cpSync(join(ROOT, name), join(checkout, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function start(args: readonly string[], cwd: string): { readonly child: ChildProcess; readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }> } {
  const child = spawn(process.execPath, [join(checkout, "bin/triage.js"), ...args], { cwd, stdio: ["pipe", "pipe", "pipe"] });
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => { stderr += chunk.toString(); });
  const ended = new Promise<{ readonly code: number | null; readonly stderr: string }>((done) => child.on("close", (code) => done({ code, stderr })));
  return { child, ended };
}

function runShipped(args: readonly string[], cwd: string): string {
  const done = spawnSync(process.execPath, [join(checkout, "shipped/bin/triage.js"), ...args], { cwd, encoding: "utf8" });
  expect(`${done.status ?? "?"} ${done.stderr}`).toMatch(/^0 /);
  return done.stdout;
}

// What works from the sources may still fail in the bundle, where packages are joined and loaded on demand.
describe("as it is shipped", () => {
  beforeAll(() => {
    cpSync(join(ROOT, "bin"), join(checkout, "shipped/bin"), { recursive: true });
    expect(spawnSync(process.execPath, ["scripts/build.mjs", join(checkout, "shipped/dist")], { cwd: ROOT, encoding: "utf8" }).stderr).not.toMatch(/error/i);
  });

  test("it reads a configuration and a taxonomy, checks its patterns, and explains", () => {
    const cwd = workFolder();
    runShipped(["init"], cwd);
    writeFileSync(join(cwd, "logs.json"), '[{"id":"1","status_code":402,"response":{"error":{"code":"card_declined"}}}]');
    runShipped(["classify", "logs.json"], cwd);
    expect(runShipped(["explain", "1"], cwd)).toContain("CARD_DECLINED");
    expect(runShipped(["rules", "test"], cwd)).toContain("all as expected");
    expect(runShipped(["rules", "lint"], cwd)).toContain("nothing to mend");
    expect(runShipped(["rules", "schema"], cwd)).toContain("json-schema.org");
    expect(runShipped(["rules", "export"], cwd)).toContain("name: my-team");
    expect(runShipped(["rules", "try", "No such room", "--status", "404"], cwd)).toContain("RESOURCE_NOT_FOUND");
    expect(runShipped(["rules", "diff", "--from", "toolkit-api", "--corpus", "logs.json"], cwd)).toContain("CARD_DECLINED");
  }, 120_000);
});

describe("as a program of its own", () => {
  const onLinux = test.skipIf(process.platform !== "linux");

  onLinux("a full disk under standard output is told, without a stack", () => {
    const full = openSync("/dev/full", "w");
    for (const args of [["classify", AUDIT[0] ?? "", "--out", "-"], ["--help"]]) {
      const done = spawnSync(process.execPath, [join(checkout, "bin/triage.js"), ...args], { stdio: ["ignore", full, "pipe"], encoding: "utf8" });
      expect(done.status).toBe(2);
      expect(done.stderr).not.toMatch(/\n +at /);
      if (args.length > 1) expect(done.stderr).toContain("standard output: cannot be written (the disk is full)");
    }
    closeSync(full);
  }, 60_000);

  onLinux("an output folder where no folder can be made is refused at once", () => {
    const done = spawnSync(process.execPath, [join(checkout, "bin/triage.js"), "classify", AUDIT[0] ?? "", "--out", "/proc/x"], { encoding: "utf8", timeout: 20_000 });
    expect([done.status, done.stderr]).toEqual([2, expect.stringContaining("/proc/x: cannot be written")]);
  }, 60_000);

  test("it runs in a checkout without a build", () => {
    expect(existsSync(join(checkout, "dist"))).toBe(false);
    const run = spawnSync(process.execPath, [join(checkout, "bin/triage.js"), "classify", ...AUDIT, "--out", "out"], { cwd: workFolder(), encoding: "utf8" });
    expect(run.stderr).toContain("1,259 records = 701 in scope");
    expect(run.status).toBe(0);
  });

  test("it says what to do where nothing is installed", () => {
    const bare = mkdtempSync(join(tmpdir(), "triage-bare-"));
    cpSync(join(ROOT, "bin"), join(bare, "bin"), { recursive: true });
    writeFileSync(join(bare, "package.json"), '{"type":"module"}');
    const run = spawnSync(process.execPath, [join(bare, "bin/triage.js"), "--help"], { encoding: "utf8" });
    expect(run.status).toBe(2);
    expect(run.stderr).toBe("error: triage is neither built nor installed here\nnext:  npm ci\n");
    rmSync(bare, { recursive: true });
  });

  test.each([["SIGINT", 130], ["SIGTERM", 143]] as const)("%s ends it with %i, and nothing is left behind", async (signal, code) => {
    const cwd = workFolder();
    const { child, ended } = start(["classify", "-", "--out", "out"], cwd);
    // The input stays open: the program waits for more and must be ended from outside.
    child.stdin?.on("error", () => {});
    child.stdin?.write('{"id":"a","status_code":404}\n'.repeat(10));
    await new Promise<void>((done) => {
      const poll = setInterval(() => {
        if (existsSync(join(cwd, "out"))) {
          clearInterval(poll);
          done();
        }
      }, 20);
    });
    child.kill(signal);
    expect(await ended).toEqual({ code, stderr: "interrupted; nothing was changed\n" });
    expect(readdirSync(cwd).filter((name) => name !== "fixtures")).toEqual([]);
  });

  test("a reader that goes away is no error", () => {
    const run = spawnSync("bash", ["-o", "pipefail", "-c", `"${process.execPath}" "${join(checkout, "bin/triage.js")}" classify ${AUDIT.join(" ")} --out - --quiet | head -c 20`], { cwd: workFolder(), encoding: "utf8" });
    expect(run.stdout).toHaveLength(20);
    expect(run.stderr).toBe("");
    expect(run.status).toBe(0);
  });

  test("a long document goes through a pipe whole", () => {
    const run = spawnSync(process.execPath, [join(checkout, "bin/triage.js"), "classify", ...AUDIT, "--out", "-", "--quiet"], { cwd: workFolder(), encoding: "utf8", maxBuffer: 1 << 26 });
    expect((JSON.parse(run.stdout) as { readonly totals: { readonly records: number } }).totals.records).toBe(1259);
  });
});

describe("a stream", () => {
  test("answers a line before the next one comes, and ends when its reader goes away", async () => {
    const { child, ended } = start(["classify", "--stream"], workFolder());
    const answer = (): Promise<string> => new Promise((done) => child.stdout?.once("data", (chunk: Buffer) => done(chunk.toString())));
    child.stdin?.on("error", () => {});
    for (const id of ["a", "b"]) {
      child.stdin?.write(`{"id":"${id}","status_code":404,"response":{"message":"Room 12 not found"}}\n`);
      expect(JSON.parse(await answer())).toMatchObject({ id, verdict: "bug", bug: { cluster: "RESOURCE_NOT_FOUND" } });
    }
    child.stdout?.destroy();
    const more = setInterval(() => child.stdin?.write('{"id":"c","status_code":404}\n'), 20);
    const { code, stderr } = await ended;
    clearInterval(more);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });
});

describe("large records", () => {
  test("one of 50 MB is read, and one beyond the limit is not", async () => {
    const cwd = workFolder();
    const file = openSync(join(cwd, "large.ndjson"), "w");
    writeSync(file, '{"id":"before","status_code":404,"response":{"message":"Room 12 not found"}}\n{"id":"large","status_code":400,"response":{"message":"Date is not valid","dump":"');
    const block = "x".repeat(1 << 20);
    for (let count = 0; count < 50; count++) writeSync(file, block);
    writeSync(file, '"}}\n{"id":"behind","status_code":404,"response":{"message":"Room 13 not found"}}\n');
    closeSync(file);
    const read = await runCli(["classify", "large.ndjson", "--out", "-", "--quiet"], { cwd });
    expect(read.exitCode).toBe(0);
    const { bugs } = JSON.parse(read.stdout) as { readonly bugs: readonly { readonly id: string; readonly cluster: string }[] };
    expect(bugs.map(({ id, cluster }) => [id, cluster])).toEqual([["before", "RESOURCE_NOT_FOUND"], ["behind", "RESOURCE_NOT_FOUND"], ["large", "INVALID_FIXTURE"]]);
    const skipped = await runCli(["classify", "large.ndjson", "--max-record-bytes", "10mb"], { cwd });
    expect(skipped.exitCode).toBe(3);
    expect(skipped.stderr).toContain("damaged: large.ndjson, line 2: longer than 10485760 bytes, skipped");
  });
});
