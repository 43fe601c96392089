import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SHAPES } from "../../fixtures/lay-out.ts";
import { readCorpus } from "../../fixtures/corpus/read-corpus.ts";
import { judge } from "../../src/classify/judge.ts";
import { findCostly } from "../../src/engine/pattern-cost.ts";
import { readFacts } from "../../src/facts/read.ts";
import { readRecord } from "../../src/failure/read-record.ts";
import { lintTaxonomy } from "../../src/rules/lint/lint.ts";
import { parseTaxonomy } from "../../src/store/taxonomy-file.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";
import { runCli } from "../support/run-cli.ts";

const AUDIT = ["fixtures/audit/all_logs.json", "--upstream", "fixtures/audit/ci_classifications_final.json", "--out", "-", "--quiet"];

describe("the built-in pack", () => {
  test("passes its own lint", () => {
    expect(lintTaxonomy(compileTaxonomy(toolkitApi))).toEqual([]);
  });

  test("has no pattern that can hang a run", async () => {
    expect(await findCostly(toolkitApi, new Set())).toEqual([]);
  }, 180_000);
});

// The built-in pack has no means that a file of our users lacks.
describe("the built-in pack exported as a file", () => {
  test("is the same taxonomy", async () => {
    const { stdout } = await runCli(["rules", "export"]);
    const { pack } = await parseTaxonomy(stdout, "exported.yaml");
    expect(compileTaxonomy(pack).sha256).toBe(compileTaxonomy(toolkitApi).sha256);
  });

  test("sorts the audit export into the same bytes", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "triage-test-")), "exported.yaml");
    writeFileSync(file, (await runCli(["rules", "export"])).stdout);
    const [built, exported] = [await runCli(["classify", ...AUDIT]), await runCli(["classify", ...AUDIT, "--taxonomy", file])];
    expect(exported.exitCode).toBe(0);
    expect(exported.stdout).toBe(built.stdout);
  }, 60_000);

  test("judges every error of the corpus alike", async () => {
    const exported = compileTaxonomy((await parseTaxonomy((await runCli(["rules", "export"])).stdout, "exported.yaml")).pack);
    const built = compileTaxonomy(toolkitApi);
    const apart = readCorpus().filter((sample) => {
      const reading = readRecord(SHAPES.row(sample.case, sample.id, 0), null, null, () => null);
      if (reading.kind === "unreadable") throw new Error(reading.reason);
      const facts = readFacts(reading.failure);
      const [a, b] = [judge(facts, built), judge(facts, exported)];
      return a.bucket !== b.bucket || a.winner.rule.source.id !== b.winner.rule.source.id;
    });
    expect(apart.map((sample) => sample.id)).toEqual([]);
  }, 60_000);
});
