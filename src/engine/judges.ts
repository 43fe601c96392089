import { type Block, isOversized } from "./block.ts";
import type { ClaimTable } from "./claim-table.ts";
import { Crew, startWorker } from "./crew.ts";
import type { Instructions } from "./job.ts";
import { BlockJudge, type BlockResult } from "./judge-block.ts";

/** An input below this is done before threads have started and have warmed up. Bytes. */
export const WORTH_THREADS = 24 * 1024 * 1024;

/** Judges blocks here, and, once that pays, in threads. */
export class Judges {
  readonly #threads: number;
  readonly #instructions: Instructions;
  readonly #claims: ClaimTable;
  #here: BlockJudge | null = null;
  #crew: Crew | null = null;
  #bytes = 0;
  readonly #worthThreads: number;

  /** @param atOnce threads start with the first block, and not only when the input turns out to be large */
  constructor(threads: number, atOnce: boolean, instructions: Instructions, claims: ClaimTable) {
    this.#threads = threads;
    this.#instructions = instructions;
    this.#claims = claims;
    this.#worthThreads = atOnce ? 0 : WORTH_THREADS;
  }

  /** Blocks are judged elsewhere, and more than one at a time. */
  get areApart(): boolean {
    return this.#crew !== null;
  }

  async judge(block: Block): Promise<readonly BlockResult[]> {
    this.#bytes += block.bytes.length;
    if (this.#crew === null && this.#threads > 1 && this.#bytes > this.#worthThreads) this.#crew = this.#hire();
    // Threads have small heaps; a record of many megabytes is judged here, while they go on.
    if (this.#crew !== null && !isOversized(block)) return this.#crew.judge(block);
    this.#here ??= this.#judgeHere();
    return [this.#here.judge(block)];
  }

  async dismiss(): Promise<void> {
    await this.#crew?.dismiss();
  }

  #judgeHere(): BlockJudge {
    const view = this.#claims.lookUp();
    return new BlockJudge(this.#instructions, (id) => view.claimOf(id));
  }

  #hire(): Crew {
    const { taxonomy, ...rest } = this.#instructions;
    const setup = { ...rest, pack: taxonomy.pack, claims: this.#claims.shared() };
    return new Crew(this.#threads, () => startWorker(setup));
  }
}
