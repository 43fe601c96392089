import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, workFolder } from "../support/run-cli.ts";

test("claims that were set aside are gone where the next upstream file cannot be read", async () => {
  const cwd = workFolder();
  mkdirSync(join(cwd, "out"));
  // More than is held in memory.
  const claims = Array.from({ length: 12_000 }, (_value, index) => ({ log_id: `log_${index}`, classification: "TEST_DATA", rationale: "the answer does not fit what was asked for, ".repeat(10) }));
  writeFileSync(join(cwd, "claims.json"), JSON.stringify(claims));
  writeFileSync(join(cwd, "broken.json"), "no JSON at all");
  writeFileSync(join(cwd, "logs.ndjson"), '{"id":"log_1","status_code":404}\n');
  const run = await runCli(["classify", "logs.ndjson", "--upstream", "claims.json", "broken.json", "--out", "out"], { cwd });
  expect(run.stderr).toContain("broken.json");
  expect(run.exitCode).toBe(2);
  expect(readdirSync(join(cwd, "out"))).toEqual([]);
});
