import { Worker } from "node:worker_threads";
import type { TaxonomyPack } from "../taxonomy/schema.ts";
import { type Block, halvesOf, slicesOf } from "./block.ts";
import type { SharedClaims } from "./claim-table.ts";
import type { Instructions } from "./job.ts";
import type { BlockResult } from "./judge-block.ts";

/** What a worker starts with. */
export interface WorkerSetup extends Omit<Instructions, "taxonomy"> {
  readonly pack: TaxonomyPack;
  readonly claims: SharedClaims;
}

/** The worker beside this file: bundled, or, in a checkout without a build, through tsx. */
const FROM_SOURCE = import.meta.url.endsWith(".ts");
const SCRIPT = new URL(FROM_SOURCE ? "./worker.ts" : "./worker.js", import.meta.url);

/** Heap of one worker: twice what it needs for a block of ordinary size; without a limit, V8 takes four times as much. Megabytes. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 };

/** Starts a thread that judges. */
export function startWorker(setup: WorkerSetup): Worker {
  const options = { workerData: setup, resourceLimits: LIMITS };
  return FROM_SOURCE
    ? new Worker(`import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(SCRIPT.href)}); })`, { ...options, eval: true })
    : new Worker(SCRIPT, options);
}

/** Threads that judge blocks. A block whose worker dies is tried again, then halved, until the record is found that kills. */
export class Crew {
  readonly #start: () => Worker;
  readonly #idle: Member[] = [];
  readonly #waiting: ((member: Member) => void)[] = [];
  readonly #all = new Set<Member>();
  #isDismissed = false;

  constructor(size: number, start: () => Worker) {
    this.#start = start;
    for (let count = 0; count < size; count++) this.#release(this.#hire());
  }

  /** Judges a block; several results where it had to be halved. */
  async judge(block: Block): Promise<readonly BlockResult[]> {
    return (await this.#attempt(block)) ?? (await this.#attempt(block)) ?? this.#inHalves(block);
  }

  /** Ends all threads; what they are at is answered with an error, and what waits for one of them not at all. */
  async dismiss(): Promise<void> {
    this.#isDismissed = true;
    const all = [...this.#all];
    this.#all.clear();
    await Promise.all(all.map((member) => member.end()));
  }

  async #inHalves(block: Block): Promise<readonly BlockResult[]> {
    const halves = halvesOf(block);
    if (halves.length === 0) return this.#withoutRecord(block);
    const results: BlockResult[] = [];
    // One after the other: each may kill the worker it is given to.
    for (const half of halves) results.push(...((await this.#attempt(half)) ?? (await this.#inHalves(half))));
    return results;
  }

  /** The record that killed three workers becomes damage. */
  async #withoutRecord(block: Block): Promise<readonly BlockResult[]> {
    const damages = slicesOf(block).map(({ position }) => ({ position, what: "reading it ended the worker that tried (out of memory?), skipped" }));
    const rest = { ...block, places: new Float64Array(0), keys: null, damages: [...damages, ...block.damages] };
    const results = await this.#attempt(rest);
    if (results === null) throw new Error("no worker can be kept alive");
    return results;
  }

  /** Null when the worker died over it. */
  async #attempt(block: Block): Promise<readonly BlockResult[] | null> {
    const member = this.#idle.pop() ?? (await new Promise<Member>((taken) => this.#waiting.push(taken)));
    const result = await member.judge(block);
    // Nobody would end a thread that was started now.
    if (this.#isDismissed) throw new Error("the threads were dismissed before a block was judged");
    if (result === null) this.#all.delete(member);
    this.#release(result === null ? this.#hire() : member);
    return result === null ? null : [result];
  }

  #hire(): Member {
    const member = new Member(this.#start());
    this.#all.add(member);
    return member;
  }

  #release(member: Member): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(member);
    else next(member);
  }
}

/** One worker thread, with one block at a time. */
class Member {
  readonly #worker: Worker;
  #answer: ((result: BlockResult | null) => void) | null = null;
  #dead = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#worker.on("message", (result: BlockResult) => this.#settle(result));
    this.#worker.on("error", () => this.#die());
    this.#worker.on("exit", () => this.#die());
  }

  judge(block: Block): Promise<BlockResult | null> {
    if (this.#dead) return Promise.resolve(null);
    return new Promise((answer) => {
      this.#answer = answer;
      this.#worker.postMessage(block);
    });
  }

  async end(): Promise<void> {
    this.#dead = true;
    await this.#worker.terminate();
  }

  #die(): void {
    this.#dead = true;
    this.#settle(null);
  }

  #settle(result: BlockResult | null): void {
    const answer = this.#answer;
    this.#answer = null;
    answer?.(result);
  }
}
