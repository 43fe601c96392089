import { beforeAll, describe, expect, test } from "vitest";
import { reportNames } from "../../src/reports/names.ts";
import { reports } from "../../src/reports/registry.ts";
import { type CliRun, runCli } from "../support/run-cli.ts";

let run: CliRun;

beforeAll(async () => {
  run = await runCli(["classify", "fixtures/audit/all_logs.json", "--upstream", "fixtures/audit/ci_classifications_final.json"]);
});

// The audit's whole output, as people get it. Update with npm run golden, and read the difference.
describe("the reports of the audit export", () => {
  test.each(reportNames.filter((name) => name !== "json"))("%s", async (name) => {
    const { fileName } = reports[name];
    await expect(run.read(`triage-out/${fileName}`)).toMatchFileSnapshot(`golden/${fileName}`);
  });

  test("the summary on the terminal", async () => {
    await expect(run.stderr).toMatchFileSnapshot("golden/summary.txt");
  });

  test("the first verdicts of the categorization", async () => {
    const { bugs, ...rest } = JSON.parse(run.read("triage-out/bug_categorization.json")) as { readonly bugs: readonly unknown[] };
    const version = JSON.stringify({ ...rest, bugs: bugs.slice(0, 6) }, null, 2).replace(/"version": "[^"]+",\n {4}"taxonomy"/, '"version": "(version)",\n    "taxonomy"');
    await expect(`${version}\n`).toMatchFileSnapshot("golden/bug_categorization.head.json");
  });
});
