// Measures triage against the floor and against other programs, in one run: npm run bench -- --help
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { generate, type Generated } from "./generate.ts";
import { type Measured, measure, median } from "./measure.ts";
import { peersIn } from "./peers.ts";
import { bytesOf, shown } from "./sizes.ts";

const HELP = `npm run bench -- [options]

  --size 64mb      the 1x of the table; 4x and 16x are multiples of it
  --steps 1,4,16   which multiples to run
  --parts a,b      of: triage (with the floor), containers, peers, start (default: all)
  --peer-size 16mb peers slower than this needs see a part of the export only, and are set against triage on the same part
  --runs 3         the median of so many runs
  --cache DIR      where generated exports and fetched peers are kept (default: in the system's folder for temporary files)
  --keep           keep the generated exports
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean" }, keep: { type: "boolean" },
    size: { type: "string", default: "64mb" }, steps: { type: "string", default: "1,4,16" }, parts: { type: "string", default: "triage,containers,peers,start" },
    "peer-size": { type: "string", default: "16mb" }, runs: { type: "string", default: "3" }, cache: { type: "string", default: join(tmpdir(), "triage-bench") },
  },
});

const ROOT = resolve(import.meta.dirname, "..");
const TRIAGE = join(ROOT, "bin/triage.js");
const FLOOR = join(ROOT, "bench/floor.mjs");
const node = process.execPath;
const cache = resolve(values.cache);
const runs = Number(values.runs);
const wanted = new Set(values.parts.split(","));
const out = join(cache, "out");

function line(cells: readonly string[]): void {
  console.log(`| ${cells.join(" | ")} |`);
}

function heads(...cells: readonly string[]): void {
  console.log();
  line(cells);
  line(cells.map(() => "---"));
}

const ratio = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toFixed(2));
const megabytes = (bytes: number): string => (bytes === 0 ? "?" : `${Math.round(bytes / 1e6)} MB`);

function triage(logs: string, upstream: string | null, jobs: number): Promise<Measured> {
  return median(runs, () => measure(node, [TRIAGE, "classify", logs, ...(upstream === null ? [] : ["--upstream", upstream]), "--out", out, "--quiet", "--jobs", String(jobs)], cache));
}

async function sizes(made: readonly (readonly [number, Generated])[]): Promise<void> {
  console.log("\n## Size: whole job against JSON.parse alone, on the same file\n\nThroughput as a part of the floor's with as many threads; time and memory as multiples of the smallest export's.");
  heads("NDJSON", "records", "floor 1", "floor 2 : floor 1", "triage 1 : floor 1", "triage 2 : floor 2", "triage 2 : triage 1", "time, 1x = 1", "peak memory", "memory, 1x = 1");
  let first: Measured | null = null;
  for (const [step, { logs, upstream, records }] of made) {
    const bytes = statSync(logs).size;
    const [floor1, floor2] = [await median(runs, () => measure(node, [FLOOR, logs, "1"], cache)), await median(runs, () => measure(node, [FLOOR, logs, "2"], cache))];
    const [one, two] = [await triage(logs, upstream, 1), await triage(logs, upstream, 2)];
    first ??= two;
    line([`${step}x = ${shown(bytes)}`, String(records), `${Math.round(bytes / 1e6 / floor1.seconds)} MB/s`, ratio(floor1.seconds / floor2.seconds), ratio(floor1.seconds / one.seconds), ratio(floor2.seconds / two.seconds), ratio(one.seconds / two.seconds), ratio(two.seconds / first.seconds), megabytes(two.peak), ratio(two.peak / first.peak)]);
  }
}

async function containers({ logs, array, upstream }: Generated): Promise<void> {
  console.log("\n## Container: throughput as a part of NDJSON's, two threads");
  const zipped = `${logs}.gz`;
  if (!existsSync(zipped)) await pipeline(createReadStream(logs), createGzip({ level: 6 }), createWriteStream(zipped));
  const gunzip = await median(runs, () => measure("sh", ["-c", `gzip -dc '${zipped}' | wc -c`], cache));
  heads("container", "throughput, NDJSON = 1", "peak memory");
  const lines = await triage(logs, upstream, 2);
  for (const [name, path] of [["NDJSON", logs], ["array", array], ["NDJSON, gzip", zipped]] as const) {
    const run = path === logs ? lines : await triage(path, upstream, 2);
    line([name, ratio(lines.seconds / run.seconds), megabytes(run.peak)]);
  }
  console.log(`\n\`gzip -dc\` alone takes ${ratio(gunzip.seconds / lines.seconds)} of the time of the NDJSON run.`);
}

async function peers(): Promise<void> {
  const part = generate(join(cache, "peers"), bytesOf(values["peer-size"]), 7);
  const { peers: all, leftOut } = peersIn(cache);
  console.log(`\n## Peers on ${shown(statSync(part.logs).size)}, ${part.records} records\n\nThey only count by cluster, with the taxonomy's patterns on the answer's first 4,000 characters; triage does its whole job, start-up included.`);
  const ours = await triage(part.logs, part.upstream, 2);
  heads("program", "time, triage = 1", "peak memory");
  line(["triage, two threads", "1", megabytes(ours.peak)]);
  for (const peer of all) {
    try {
      const theirs = await measure(peer.command, peer.args(part.logs), cache);
      line([peer.name, ratio(theirs.seconds / ours.seconds), megabytes(theirs.peak)]);
    } catch (error) {
      line([peer.name, `failed: ${String(error).slice(0, 160).replaceAll("\n", " ").replaceAll("|", "/")}`, ""]);
    }
  }
  for (const { name, why } of leftOut) line([name, `left out: ${why}`, ""]);
}

async function start(): Promise<void> {
  console.log("\n## Start-up, as multiples of `node -e 0`");
  const times = 9;
  const bare = await median(times, () => measure(node, ["-e", "0"], cache));
  const help = await median(times, () => measure(node, [TRIAGE, "--help"], cache));
  const audit = await median(times, () => measure(node, [TRIAGE, "classify", join(ROOT, "fixtures/audit/all_logs.json"), "--upstream", join(ROOT, "fixtures/audit/ci_classifications_final.json"), "--out", out, "--quiet"], cache));
  heads("command", "time, node -e 0 = 1", "peak memory");
  line(["triage --help", ratio(help.seconds / bare.seconds), megabytes(help.peak)]);
  line(["triage classify, the audit export (1,259 records)", ratio(audit.seconds / bare.seconds), megabytes(audit.peak)]);
}

/** The parts that need exports of several sizes. */
async function exports(steps: readonly number[]): Promise<void> {
  const made = steps.map((step) => [step, generate(join(cache, `${step}x`), step * bytesOf(values.size), step)] as const);
  if (wanted.has("triage")) await sizes(made);
  const middle = made[Math.min(1, made.length - 1)];
  if (wanted.has("containers") && middle !== undefined) await containers(middle[1]);
}

async function main(): Promise<void> {
  if (values.help === true) return console.log(HELP);
  if (!existsSync(join(ROOT, "dist/triage.js"))) throw new Error("nothing is built: npm run build");
  mkdirSync(cache, { recursive: true });
  const steps = values.steps.split(",").map(Number);
  console.log(`# triage bench: Node ${process.versions.node}, 1x = ${values.size}, median of ${runs}`);
  if (wanted.has("triage") || wanted.has("containers")) await exports(steps);
  if (wanted.has("peers")) await peers();
  if (wanted.has("start")) await start();
  if (values.keep !== true) for (const folder of [...steps.map((step) => `${step}x`), "peers", "out"]) rmSync(join(cache, folder), { recursive: true, force: true });
}

await main();
