import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { generate } from "../../bench/generate.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const TRIAGE = join(ROOT, "bin/triage.js");
const CACHE = process.env["TRIAGE_CHDB"] ?? "";
const folder = mkdtempSync(join(tmpdir(), "triage-chdb-"));

/** chdb is an embedded ClickHouse of 545 MB and so no dependency; TRIAGE_CHDB names a folder to keep it in. */
function installed(): boolean {
  if (CACHE === "") return false;
  if (existsSync(join(CACHE, "node_modules/chdb"))) return true;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(join(CACHE, "package.json"), '{"private":true}');
  return spawnSync("npm", ["install", "--no-audit", "--no-fund", "chdb@3"], { cwd: CACHE, timeout: 900_000 }).status === 0;
}

const here = installed();
if (!here) console.warn(CACHE === "" ? "ClickHouse was NOT tested: TRIAGE_CHDB=/some/folder npx vitest run tests/scale fetches chdb (545 MB) and does" : `ClickHouse was NOT tested: chdb could not be installed in ${CACHE}`);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Pipes a table of lines through `triage classify --stream`, in ClickHouse's executable() table function. */
function throughClickHouse(logs: string, upstream: string): string {
  const session = mkdtempSync(join(folder, "session-"));
  mkdirSync(join(session, "user_scripts"));
  const script = join(session, "user_scripts/triage-stream");
  writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${TRIAGE}' classify --stream --upstream '${upstream}'\n`);
  chmodSync(script, 0o755);
  const query = `SELECT line FROM executable('triage-stream', 'LineAsString', 'line String', (SELECT line FROM file('${logs}', 'LineAsString', 'line String')))`;
  const result = join(session, "verdicts.ndjson");
  execFileSync(process.execPath, ["-e", `
    const { Session } = require("chdb");
    require("node:fs").writeFileSync(${JSON.stringify(result)}, new Session(${JSON.stringify(session)}).query(${JSON.stringify(query)}, "TSVRaw"));
  `], { cwd: CACHE, stdio: "pipe" });
  return result;
}

interface Document {
  readonly run: { readonly inputs: unknown };
  readonly totals: { readonly records: number };
}

function documentOf(args: readonly string[]): Document {
  const { status, stdout } = spawnSync(process.execPath, [TRIAGE, ...args, "--out", "-", "--quiet"], { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 30 });
  expect(status).toBe(0);
  const document = JSON.parse(stdout) as Document;
  // Who reads a stream does not know what file it came from.
  return { ...document, run: { ...document.run, inputs: [] } };
}

describe.skipIf(!here)("ClickHouse", () => {
  test.each([
    ["the audit export", () => {
      const logs = join(folder, "audit.ndjson");
      const records = JSON.parse(readFileSync(join(ROOT, "fixtures/audit/all_logs.json"), "utf8")) as readonly unknown[];
      writeFileSync(logs, `${records.map((record) => JSON.stringify(record)).join("\n")}\n`);
      return { logs, upstream: join(ROOT, "fixtures/audit/ci_classifications_final.json") };
    }],
    ["a generated export", () => generate(join(folder, "generated"), 8e6, 5)],
  ] as const)("gives the verdicts of a local run on %s", (_name, make) => {
    const { logs, upstream } = make();
    const verdicts = throughClickHouse(logs, upstream);
    const merged = documentOf(["merge", verdicts, "--upstream", upstream]);
    expect(merged.totals.records).toBeGreaterThan(400);
    expect(merged).toEqual(documentOf(["classify", logs, "--upstream", upstream]));
  }, 300_000);
});
