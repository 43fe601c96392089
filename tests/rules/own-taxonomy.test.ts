import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Categorization } from "../../src/categorization/schema.ts";
import { type Finding } from "../../src/rules/lint/finding.ts";
import { runCli, workFolder } from "../support/run-cli.ts";

const PAYMENTS = "fixtures/taxonomies/payments.yaml";
const CASES = "fixtures/taxonomies/payments-cases.ndjson";

async function classified(args: readonly string[], cwd = workFolder()): Promise<Categorization> {
  return JSON.parse((await runCli(["classify", ...args, "--out", "-", "--quiet"], { cwd })).stdout) as Categorization;
}

describe("a taxonomy of another team", () => {
  test("sorts its failures into its own clusters, buckets and owners", async () => {
    const { bugs, run, buckets } = await classified([CASES, "--taxonomy", PAYMENTS]);
    expect(run.taxonomy).toMatchObject({ name: "payments", version: "1.0.0" });
    expect(Object.fromEntries(bugs.map((bug) => [bug.id, `${bug.cluster} ${bug.owner}`]))).toMatchObject({
      pay_01: "CARD_DECLINED payments-ops",
      pay_02: "RISK_BLOCKED risk-team",
      pay_04: "AUTH_EXPIRED identity-team",
      pay_05: "INVALID_FIXTURE toolkit-team",
      pay_07: "RATE_LIMITED upstream-provider",
    });
    expect(buckets.map((bucket) => bucket.id)).toContain("RISK_REVIEW");
  });

  test("is found through the configuration, from where the configuration stands", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "triage.config.yaml"), `taxonomy: ${PAYMENTS}\n`);
    expect((await classified([CASES], cwd)).run.taxonomy.name).toBe("payments");
  });

  test("proves its samples and its labelled cases, and passes the lint", async () => {
    expect((await runCli(["rules", "test", "--taxonomy", PAYMENTS, "--case", CASES])).exitCode).toBe(0);
    expect((await runCli(["rules", "lint", "--taxonomy", PAYMENTS])).stdout).toBe("✓ nothing to mend\n");
  }, 180_000);

  test("may leave inherited rules out", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "own.yaml"), "name: own\nversion: 1.0.0\nextends: toolkit-api\ndisable: [status-429, limit-kind]\n");
    const stdin = '{"id":"a","status_code":429,"response":{}}';
    const run = await runCli(["classify", "-", "--taxonomy", "own.yaml", "--out", "-", "--quiet"], { cwd, stdin });
    expect((JSON.parse(run.stdout) as Categorization).bugs[0]?.cluster).not.toBe("RATE_LIMITED");
  });

  test("may not steer the terminal that shows its texts", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "own.yaml"), 'name: "own \\e[2J"\nversion: 1.0.0\nextends: toolkit-api\n');
    const run = await runCli(["rules", "list", "--taxonomy", "own.yaml"], { cwd });
    expect([run.exitCode, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("own.yaml:1:7: name: must not hold control characters");
    expect(run.stderr).not.toContain("\u001b[2J");
  });

  test("needs no other when it is complete", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "whole.yaml"), [
      "name: whole", "version: 1.0.0", "owners: [us]", "fallback: LOOK", "demotion: OURS",
      "clusters:",
      "  LATE: { description: Too late., rationale: Time is up., bucket: LOOK, rules: [{ id: late, why: It says so., strength: cause, patterns: ['\\blate\\b'], hits: [too late], misses: [on time] }] }",
      "  REST: { description: The rest., rationale: Unknown., bucket: null, rules: [{ id: rest, why: Nothing else holds., hits: [x], misses: [too late] }] }",
      "buckets:",
      "  LOOK: { owner: us, action: look, description: Look., ask: Look., disproof: Nothing there. }",
      "  OURS: { owner: us, action: fix, description: Ours., ask: Mend it., disproof: It works. }",
    ].join("\n"));
    const run = await runCli(["rules", "test", "--taxonomy", "whole.yaml"], { cwd });
    expect(run.stdout).toBe("✓ 4 samples, all as expected\n");
  });
});

async function hashOf(text: string): Promise<string> {
  const cwd = workFolder();
  writeFileSync(join(cwd, "own.yaml"), text);
  return (await classified([CASES, "--taxonomy", "own.yaml"], cwd)).run.taxonomy.sha256;
}

describe("the hash of a taxonomy", () => {
  const text = readFileSync(PAYMENTS, "utf8");

  test("changes when a rule changes", async () => {
    expect(await hashOf(text.replace("stolen card", "stolen cards"))).not.toBe(await hashOf(text));
    expect(await hashOf(text.replace("owner: identity-team", "owner: risk-team"))).not.toBe(await hashOf(text));
  });

  test("stays when a comment, the order of keys or a sample changes", async () => {
    const before = await hashOf(text);
    expect(await hashOf(`# another comment\n${text}`)).toBe(before);
    expect(await hashOf(text.replace("Transaction was declined by the issuer", "The transaction was declined"))).toBe(before);
    expect(await hashOf(text.replace("    owner: payments-ops\n    action: contact the customer\n", "    action: contact the customer\n    owner: payments-ops\n"))).toBe(before);
  });
});

describe("a slow pattern", () => {
  test("is refused with the text that shows it", async () => {
    const run = await runCli(["classify", CASES, "--taxonomy", "fixtures/taxonomies/slow.yaml"]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/slow\.yaml:7:9: nested-repeat: \^\(\?:a\+\)\+\$\n {4}takes exponential time; .*\n {4}attack: "/);
    expect(run.stderr).toMatch(/any-words: \\w\+ not found/);
  }, 60_000);

  test("runs on a time budget where that is asked for, and is named when it exceeds it", async () => {
    const stdin = [{ id: "a", status_code: 500, response: { message: `${"a".repeat(60)}!` } }, { id: "b", status_code: 404, response: { message: "Room not found" } }].map((record) => JSON.stringify(record)).join("\n");
    const run = await runCli(["classify", "-", "--taxonomy", "fixtures/taxonomies/slow.yaml", "--allow-slow-rules", "--out", "-"], { stdin });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain("the rule nested-repeat took too long on a record and was left out from there on");
    expect((JSON.parse(run.stdout) as Categorization).bugs.map((bug) => bug.cluster)).toEqual(["UPSTREAM_5XX", "RESOURCE_NOT_FOUND"]);
  }, 60_000);
});

describe("rules lint", () => {
  test("finds every kind of fault that a taxonomy can have and still load", async () => {
    const run = await runCli(["rules", "lint", "--taxonomy", "fixtures/taxonomies/sloppy.yaml", "--json"]);
    const { findings } = JSON.parse(run.stdout) as { readonly findings: readonly Finding[] };
    expect(run.exitCode).toBe(1);
    expect([...new Set(findings.map(({ check, id }) => `${check}: ${id}`))].toSorted()).toEqual([
      "catches-everything: catch-all", "code-as-message: identifier", "duplicate-pattern: twice", "never-matches: with-underscore", "no-hits: no-proof", "no-misses: no-proof", "open-end: anything-goes",
      "shadowed: anything-goes", "shadowed: catch-all", "shadowed: inside-of-numbers", "shadowed: nothing-matched", "shadowed: response-unreadable", "shadowed: too-late", "shadowed: twice", "shadowed: with-underscore",
      "unguarded-end: inside-of-numbers",
    ]);
  }, 180_000);

  test("finds slow patterns", async () => {
    const run = await runCli(["rules", "lint", "--taxonomy", "fixtures/taxonomies/slow.yaml"]);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/error super-linear fixtures\/taxonomies\/slow\.yaml:7:9 nested-repeat: takes exponential time/);
  }, 180_000);

  test("tells on a log export what never fires, never wins, fires on successes, overlaps and is needed", async () => {
    const cwd = workFolder();
    const logs = [
      { id: "1", status_code: 429, response: { message: "Too many requests" } },
      { id: "2", status_code: 429, response: { message: "Unauthorized" } },
      { id: "3", status_code: 200, successful: true, response: { ok: true, note: "x" }, error: null },
      { id: "4", status_code: 200, successful: true, response: { message: "Email has been deleted" } },
    ];
    writeFileSync(join(cwd, "logs.json"), JSON.stringify(logs));
    const run = await runCli(["rules", "lint", "--corpus", "logs.json", "--json"], { cwd });
    const { survey, findings } = JSON.parse(run.stdout) as { readonly survey: { readonly failures: number; readonly successes: number; readonly rules: readonly { readonly id: string; readonly fires: number; readonly wins: number; readonly alone: number }[]; readonly overlaps: readonly unknown[] }; readonly findings: readonly Finding[] };
    const rule = (id: string): unknown => survey.rules.find((use) => use.id === id);
    expect(survey).toMatchObject({ failures: 2, successes: 2 });
    expect(rule("limit-words")).toMatchObject({ fires: 1, wins: 1, alone: 0 });
    expect(rule("unauthorized")).toMatchObject({ fires: 1, wins: 1, alone: 1 });
    expect(rule("status-429")).toMatchObject({ fires: 2, wins: 0 });
    expect(rule("status-401")).toMatchObject({ fires: 0 });
    expect(survey.overlaps).toContainEqual({ a: "AUTH_EXPIRED", b: "RATE_LIMITED", count: 1 });
    expect(findings.map(({ check, proof }) => `${check} ${String(proof)}`)).toEqual(["fires-on-success 4"]);
    expect(run.exitCode).toBe(0);
  }, 180_000);
});

describe("rules diff", () => {
  test("fails where a labelled case moves the wrong way, and not where it moves the right way", async () => {
    expect((await runCli(["rules", "diff", "--from", "toolkit-api", "--to", PAYMENTS, "--corpus", CASES])).exitCode).toBe(0);
    const back = await runCli(["rules", "diff", "--from", PAYMENTS, "--to", "toolkit-api", "--corpus", CASES]);
    expect(back.exitCode).toBe(1);
    expect(back.stdout).toMatch(/wrong pay_01/);
  });

  test("compares with the taxonomy as it stood at a git revision", async () => {
    const { execFileSync } = await import("node:child_process");
    const cwd = workFolder();
    const git = (...args: readonly string[]): unknown => execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@t.example", ...args], { cwd, stdio: "pipe" });
    git("init", "-q");
    writeFileSync(join(cwd, "triage.config.yaml"), "taxonomy: own.yaml\n");
    writeFileSync(join(cwd, "own.yaml"), "name: own\nversion: 1.0.0\nextends: toolkit-api\n");
    git("add", "own.yaml");
    git("commit", "-q", "-m", "before");
    writeFileSync(join(cwd, "own.yaml"), readFileSync(PAYMENTS, "utf8"));
    for (const from of ["HEAD", "HEAD:own.yaml"]) {
      const run = await runCli(["rules", "diff", "--from", from, "--corpus", CASES, "--format", "json"], { cwd });
      expect(JSON.parse(run.stdout)).toMatchObject({ from, to: "own.yaml", labelled: { count: 8, agreedBefore: 3, agreedAfter: 8 } });
    }
    const run = await runCli(["rules", "diff", "--from", "--upload-pack=x", "--corpus", CASES], { cwd });
    expect(run.exitCode).toBe(2);
  });

  test("does not show secrets of the log", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "logs.json"), JSON.stringify([{ id: "1", status_code: 402, response: { message: "Transaction was declined for ann@example.com" } }]));
    const args = ["rules", "diff", "--from", "toolkit-api", "--to", PAYMENTS, "--corpus", "logs.json"];
    for (const format of ["text", "markdown", "json"]) expect((await runCli([...args, "--format", format], { cwd })).stdout).not.toContain("ann@example.com");
  });
});

test("what triage init writes passes its own tests, its lint, and a second init", async () => {
  const cwd = workFolder();
  expect((await runCli(["init"], { cwd })).exitCode).toBe(0);
  expect((await runCli(["rules", "test"], { cwd })).exitCode).toBe(0);
  expect((await runCli(["rules", "lint"], { cwd })).stdout).toBe("✓ nothing to mend\n");
  const again = await runCli(["init"], { cwd });
  expect(again.exitCode).toBe(2);
  expect(again.stderr).toContain("are there already; nothing was written");
}, 180_000);
