import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { beginningOf } from "../../src/failure/beginning.ts";
import { categorize } from "../support/categorize.ts";
import { runCli, workFolder } from "../support/run-cli.ts";
import { filler } from "../support/secrets.ts";

const MAIL = ["jane.doe", "@", "acme-corp.com"].join("");
const RESPONSE = { errors: { [MAIL]: ["is not a known field"] } };

async function explained(record: object, flags: readonly string[] = []): Promise<string> {
  const cwd = workFolder();
  writeFileSync(join(cwd, "logs.json"), JSON.stringify([{ id: "log_1", toolkit: "x", tool: "X", status_code: 400, ...record }]));
  const run = await runCli(["explain", "log_1", "logs.json", ...flags], { cwd });
  expect(run.exitCode, run.stderr).toBe(0);
  return run.stdout;
}

describe("keys are masked like values", () => {
  test("in the pointers of the categorization", async () => {
    const { bugs } = await categorize([{ id: "log_1", status_code: 400, response: RESPONSE }]);
    expect(bugs[0]?.evidence[0]?.pointer).toMatch(/^\/response\/errors\/\[email:[\da-f]{8}\]\/0$/);
    expect(JSON.stringify(bugs)).not.toContain("acme-corp");
  });

  test("in an explanation: field, pointers, and the name a mark was sent under", async () => {
    const text = await explained({ response: RESPONSE, request: { method: "POST", url: "https://x.example.com/a", body: { [MAIL]: "{{user_id}}" } } });
    expect(text).toContain("template");
    expect(text).not.toContain("acme-corp");
    expect(await explained({ response: RESPONSE }, ["--no-redact"])).toContain(MAIL);
  });

  test("in the reason for a review", async () => {
    const { needs_review: items } = await categorize([{ id: "log_1", status_code: 400, response: "x" }], [{ id: "log_1", category: `MAIL OF ${MAIL}` }]);
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain("acme-corp");
  });
});

describe("texts are cut after they were masked", () => {
  const token = ["gh", "p_", filler(1, 36)].join("");

  test.each([1_960, 1_980, 1_999, 7_970, 7_990])("in a reason whose token begins at character %i", async (at) => {
    const reason = "word ".repeat(at).slice(0, at - 1);
    const { bugs } = await categorize([{ id: "log_1", status_code: 400, response: "x" }], [{ id: "log_1", category: "TEST_DATA", reason: `${reason} ${token} and more` }]);
    expect(bugs[0]?.upstream?.reason?.length).toBeLessThanOrEqual(2_000);
    expect(JSON.stringify(bugs)).not.toContain(token.slice(0, 10));
  });

  test.each([370, 390, 1_580, 1_599])("in an address whose token begins at character %i", async (at) => {
    const url = `https://api.example.com/items?filter=${"a-b,".repeat(at)}`.slice(0, at - 1);
    const { bugs } = await categorize([{ id: "log_1", status_code: 400, response: "x", request: { method: "GET", url: `${url},${token}&z=1` } }]);
    expect(bugs[0]?.call?.length).toBeLessThanOrEqual(400);
    expect(JSON.stringify(bugs)).not.toContain(token.slice(0, 10));
  });

  test.each([3_970, 3_990])("in a message whose token begins at character %i", async (at) => {
    const message = "word ".repeat(at).slice(0, at - 20);
    const { bugs } = await categorize([{ id: "log_1", status_code: 400, response: { error: { message: `${message} is invalid: ${token} yes` } } }]);
    expect(JSON.stringify(bugs)).not.toContain(token.slice(0, 10));
  });

  test("between two words, where there are two", () => {
    expect(beginningOf("one two three", 9)).toBe("one two");
    expect(beginningOf("one two three", 7)).toBe("one two");
    expect(beginningOf("one two", 7)).toBe("one two");
    expect(beginningOf("a".repeat(20), 7)).toBe("a".repeat(7));
  });
});

describe("what is shown beside reports", () => {
  test("links hold masked values", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "triage.config.yaml"), "links:\n  log: https://logs.example.com/{id}?account={account}\n");
    writeFileSync(join(cwd, "logs.json"), JSON.stringify([{ id: "log_1", status_code: 400, connected_account_id: MAIL, response: "x" }]));
    const run = await runCli(["classify", "logs.json", "--out", "-", "--quiet"], { cwd });
    expect(run.stdout).toMatch(/https:\/\/logs\.example\.com\/log_1\?account=%5Bemail%3A[\da-f]{8}%5D/);
    expect(run.stdout).not.toContain("acme-corp");
  });

  test("ids that are proposed instead of one that is not there", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "logs.json"), JSON.stringify([{ id: MAIL, status_code: 400, response: "x" }]));
    const run = await runCli(["explain", "jane.doe@acme-corp.con", "logs.json"], { cwd });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/did you mean \[email:[\da-f]{8}\]/);
  });

  test("keys of a record that has no id, where it is skipped", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "logs.json"), JSON.stringify([{ id: "a", status_code: 400, response: "x" }, { [MAIL]: 1, status_code: 400, response: "x", tool: "y" }]));
    const run = await runCli(["rules", "lint", "--corpus", "logs.json"], { cwd });
    expect(run.stderr).toContain("skipped");
    expect(run.stderr + run.stdout).not.toContain("acme-corp");
  });
});
