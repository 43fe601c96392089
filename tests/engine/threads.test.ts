import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, test } from "vitest";
import { readCorpus } from "../../fixtures/corpus/read-corpus.ts";
import { layOut } from "../../fixtures/lay-out.ts";
import { Random } from "../../fixtures/random.ts";
import { type Block, BlockMemory, Packer } from "../../src/engine/block.ts";
import { Crew } from "../../src/engine/crew.ts";
import { runCli, workFolder } from "../support/run-cli.ts";

const FILES = ["bug_categorization.json", "platform_escalation_report.md", "toolkit_bugs_to_investigate.md"];

/** The corpus, laid out in all shapes, with some copies and some ids that stand on different records. */
function exportOf(seed: number): readonly unknown[] {
  const random = new Random(seed);
  const records = readCorpus().map((sample, index) => layOut(sample.case, `log_${index}`, Date.UTC(2026, 3, 1) + index, random));
  const again = readCorpus().slice(0, 7).map((sample, index) => layOut(sample.case, `log_${index + 40}`, 0, random));
  return [...records, ...records.slice(20, 25), ...again];
}

describe("whatever reads them, the same records give the same bytes", () => {
  let cwd: string;
  const records = exportOf(11);
  const claims = records.map((_record, index) => ({ log_id: `log_${index}`, classification: ["TEST_DATA", "RUNTIME_API_BEHAVIOR", "DOCUMENTATION"][index % 3] }));
  const lines = records.map((record) => JSON.stringify(record));

  beforeAll(() => {
    cwd = workFolder();
    writeFileSync(join(cwd, "upstream.json"), JSON.stringify(claims));
  });

  /** The outputs, without the provenance of the log, which names the file and its digest. */
  async function outputs(name: string, content: string | Buffer, flags: readonly string[]): Promise<readonly string[]> {
    writeFileSync(join(cwd, name), content);
    const run = await runCli(["classify", name, "--upstream", "upstream.json", "--out", "out", "--quiet", ...flags], { cwd });
    expect(run.exitCode).toBe(0);
    const sha = (JSON.parse(run.read("out/bug_categorization.json")) as { readonly run: { readonly inputs: readonly [{ readonly sha256: string }] } }).run.inputs[0].sha256;
    return FILES.map((file) => run.read(`out/${file}`).replaceAll(sha, "(sha256)").replaceAll(name, "(name)"));
  }

  test.each([
    ["two threads", "logs.ndjson", `${lines.join("\n")}\n`, ["--jobs", "2"]],
    ["three threads", "logs.ndjson", `${lines.join("\n")}\n`, ["--jobs", "3"]],
    ["an array", "logs.json", `[${lines.join(",")}]`, ["--jobs", "2"]],
    ["an array in lines, in one thread", "logs.json", `[\n${lines.join(",\n")}\n]\n`, []],
    ["an envelope", "logs.json", `{"meta":{"a":[1,2]},"logs":[${lines.join(" , ")}],"next":null}`, ["--jobs", "2"]],
    ["gzip", "logs.ndjson.gz", gzipSync(lines.join("\r\n")), ["--jobs", "2"]],
    ["UTF-16", "logs.json", Buffer.from(`\ufeff[${lines.join(",")}]`, "utf16le"), []],
  ] as const)("%s", async (_name, file, content, flags) => {
    const expected = await outputs("logs.ndjson", `${lines.join("\n")}\n`, ["--jobs", "1"]);
    expect(await outputs(file, content, flags)).toEqual(expected);
  });
});

describe("the verdict on a record", () => {
  test("does not depend on the records before it", async () => {
    const cwd = workFolder();
    const records = exportOf(5).slice(0, 1500);
    const sorted = async (list: readonly unknown[]): Promise<readonly string[]> => {
      writeFileSync(join(cwd, "logs.json"), JSON.stringify(list));
      const { stdout } = await runCli(["classify", "logs.json", "--out", "-", "--quiet"], { cwd });
      return (JSON.parse(stdout) as { readonly bugs: readonly { readonly id: string }[] }).bugs.map((bug) => JSON.stringify(bug));
    };
    expect(await sorted(new Random(9).shuffled(records))).toEqual(await sorted(records));
  });
});

/** A worker that answers for every record, and dies over one that holds the word. */
const MORTAL = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (block) => {
    const text = Buffer.from(block.bytes.buffer, 0, block.bytes.length).toString();
    const slices = Array.from({ length: block.places.length / 6 }, (_v, n) => text.slice(block.places[6 * n], block.places[6 * n] + block.places[6 * n + 1]));
    if (slices.some((slice) => slice.includes("poison"))) return HOW;
    parentPort.postMessage({ number: block.number, source: 0, entries: slices.length, damages: block.damages.map((damage) => damage.what) });
  });`;

function nested(depth: number, open: string, close: string): string {
  return `${open.repeat(depth)}"x"${close.repeat(depth)}`;
}

describe("headers", () => {
  test("may be as deep as anybody likes, in every thread alike", async () => {
    const cwd = workFolder();
    const lines = [2_000, 20_000].flatMap((depth) => [nested(depth, "[", "]"), nested(depth, '{"a":', "}")]).map((headers, index) => `{"id":"log_${index}","tool":"T","status_code":400,"request":{"method":"POST","url":"https://api.example.com/v1/chat","headers":${headers},"body":{"max_tokens":"256"}},"response":{"error":"max_tokens must be an integer"}}`);
    writeFileSync(join(cwd, "logs.ndjson"), lines.join("\n"));
    for (const jobs of ["1", "2"]) {
      const run = await runCli(["classify", "logs.ndjson", "--out", "out", "--quiet", "--jobs", jobs], { cwd });
      const { bugs } = JSON.parse(run.read("out/bug_categorization.json")) as { readonly bugs: readonly { readonly bucket: string }[] };
      expect(bugs.map((bug) => bug.bucket)).toEqual(lines.map(() => "TOOLKIT_IMPLEMENTATION_BUG"));
    }
  });
});

/** One block with a record for each text. */
function blockOf(texts: readonly string[]): Block {
  const packer = new Packer(new BlockMemory(), 0, () => 0);
  packer.take({ damages: [], slices: texts.map((text, index) => ({ bytes: Buffer.from(text), key: null, position: { index, line: index + 1, byte: 0 } })) });
  const [block] = packer.flush();
  if (block === undefined) throw new Error("no block");
  return block;
}

test("threads that are dismissed in the midst of their work leave nothing running", async () => {
  const started: Worker[] = [];
  const crew = new Crew(2, () => {
    const worker = new Worker("require('node:worker_threads').parentPort.on('message', () => {})", { eval: true });
    started.push(worker);
    return worker;
  });
  const judged = expect(crew.judge(blockOf(["never judged"]))).rejects.toThrow(/dismissed/);
  await crew.dismiss();
  await judged;
  expect(started.map(({ threadId }) => threadId)).toEqual([-1, -1]);
});

describe("a worker that dies", () => {
  test.each([["by leaving", "process.exit(3)"], ["by an error", "(() => { throw new Error('x'); })()"], ["of hunger", "(() => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); })()"]])("%s takes its own record with it and no other", async (_name, how) => {
    const crew = new Crew(2, () => new Worker(MORTAL.replace("HOW", how), { eval: true, resourceLimits: { maxOldGenerationSizeMb: 64 } }));
    const results = await crew.judge(blockOf(Array.from({ length: 9 }, (_value, index) => (index === 4 ? "poison" : `record ${index}`))));
    expect(results.reduce((sum, { entries }) => sum + entries, 0)).toBe(8);
    expect(results.flatMap(({ damages }) => damages)).toEqual([expect.stringMatching(/ended the worker that tried/)]);
    await crew.dismiss();
  });
});
