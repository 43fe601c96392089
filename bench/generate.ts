// Writes an export of any size, and the upstream classification to it: tsx bench/generate.ts OUT_FOLDER 64mb [seed]
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Case } from "../fixtures/case.ts";
import { readCorpus } from "../fixtures/corpus/read-corpus.ts";
import { layOut } from "../fixtures/lay-out.ts";
import { Random } from "../fixtures/random.ts";
import { Filler } from "./filler.ts";
import { bytesOf } from "./sizes.ts";

const FIRST_LOG = Date.UTC(2026, 2, 2, 6);
const MEDIAN_CHARS = 4_000;
/** The 99.9th percentile of a log-normal with this spread is 55 times its median. */
const SIGMA = 1.3;
const MAX_CHARS = 200_000;
const CATEGORIES = ["TEST_DATA", "TEST_DATA", "TEST_DATA", "TEST_DATA", "TEST_DATA", "RUNTIME_API_BEHAVIOR", "RUNTIME_API_BEHAVIOR", "DOCUMENTATION", "TOOLKIT_BUG"];

export interface Generated {
  readonly logs: string;
  readonly array: string;
  readonly upstream: string;
  readonly records: number;
}

/**
 * Writes `logs.ndjson`, the same records as `logs.json` (one array), and `upstream.json` into a folder. Error texts have
 * the forms of the corpus, with ids of their own; bodies are log-normal, with a median of 4 KB and a tail to 200 KB.
 */
export function generate(folder: string, bytes: number, seed = 1): Generated {
  mkdirSync(folder, { recursive: true });
  const maker = new Maker(new Random(seed));
  const [logs, array, upstream] = ["logs.ndjson", "logs.json", "upstream.json"].map((name) => new Sink(join(folder, name)));
  if (logs === undefined || array === undefined || upstream === undefined) throw new Error("three files were asked for");
  let records = 0;
  while (logs.bytes < bytes) {
    const { log, claim } = maker.next(records);
    const text = JSON.stringify(log);
    logs.write(`${text}\n`);
    array.write(`${records === 0 ? "[" : ",\n"}${text}`);
    upstream.write(`${records === 0 ? "[\n" : ",\n"}${JSON.stringify(claim)}`);
    records++;
  }
  array.write("]\n");
  upstream.write("\n]\n");
  for (const sink of [logs, array, upstream]) sink.close();
  return { logs: logs.path, array: array.path, upstream: upstream.path, records };
}

class Maker {
  readonly #random: Random;
  readonly #filler: Filler;
  readonly #cases: readonly Case[];

  constructor(random: Random) {
    this.#random = random;
    this.#filler = new Filler(random);
    this.#cases = readCorpus().map((sample) => sample.case);
  }

  next(index: number): { readonly log: unknown; readonly claim: unknown } {
    const random = this.#random;
    const id = random.logId();
    const call = this.#dressed(random.pick(this.#cases));
    const log = layOut(call, id, FIRST_LOG + index * 37, random);
    return { log: this.#withAccount(log), claim: { log_id: id, classification: random.pick(CATEGORIES), confidence: random.below(100) / 100, rationale: "the answer of the API does not fit what the tool was asked to do in this run" } };
  }

  /** A case of the corpus with ids, a request id and a body of its own. */
  #dressed(call: Case): Case {
    const chars = Math.min(MAX_CHARS, Math.round(MEDIAN_CHARS * Math.exp(SIGMA * this.#normal())));
    const filled = this.#filler.body(chars);
    const inRequest = this.#random.below(10) < 8;
    const response = this.#withOwnIds(call.response);
    const sent = inRequest ? { ...(isObject(call.body) ? call.body : { data: call.body }), attachment: filled } : call.body;
    return { ...call, body: sent, response: !inRequest && isObject(response) ? { ...response, echoed_request: filled } : response };
  }

  /** Long numbers and hex ids differ from record to record, and some APIs print the id of the request into their sentence. */
  #withOwnIds(response: unknown): unknown {
    const random = this.#random;
    const text = JSON.stringify(response) ?? "null";
    const own = text.replace(/(?<![\\\w.])\d{5,15}(?![\w.])/g, (digits) => random.digits(digits.length)).replace(/\b[\da-f]{8}-[\da-f]{4}-/g, () => `${random.text(8, "0123456789abcdef")}-${random.text(4, "0123456789abcdef")}-`);
    const value: unknown = JSON.parse(own);
    if (!isObject(value) || random.below(10) < 4) return value;
    const spoken = ["message", "detail", "description", "error_description"].find((key) => typeof value[key] === "string");
    if (spoken !== undefined && random.below(2) === 0) return { ...value, [spoken]: `${String(value[spoken])} (request id: req_${random.digits(14)})` };
    return { ...value, request_id: `req_${random.digits(14)}` };
  }

  /** Some twenty connected accounts for each toolkit. */
  #withAccount(log: unknown): unknown {
    if (!isObject(log) || !isObject(log["connection"])) return log;
    return { ...log, connection: { ...log["connection"], id: `${String(log["connection"]["id"])}${this.#random.below(20)}` } };
  }

  /** Box and Muller. */
  #normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.#random.next())) * Math.cos(2 * Math.PI * this.#random.next());
  }
}

/** A file that is written in large pieces. */
class Sink {
  readonly path: string;
  readonly #file: number;
  #pieces: string[] = [];
  #held = 0;
  bytes = 0;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, "w");
  }

  write(text: string): void {
    this.#pieces.push(text);
    this.#held += text.length;
    this.bytes += Buffer.byteLength(text);
    if (this.#held > 1 << 22) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pieces.join(""));
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    this.#pieces = [];
    this.#held = 0;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [, , folder = "bench-data", size = "64mb", seed = "1"] = process.argv;
  const made = generate(folder, bytesOf(size), Number(seed));
  console.log(`${made.records} records in ${made.logs}`);
}
