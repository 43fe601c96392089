import type { Progress } from "../engine/job.ts";
import { numeral } from "../reports/numbers.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 100;

/** One line on a terminal that says how far the pass is; nothing anywhere else. */
export class ProgressLine {
  readonly #stream: Io["stderr"] | null;
  readonly #totalBytes: number | null;
  #shownAt = 0;
  #shown = false;

  /** @param totalBytes what there is to read, or null where nobody knows */
  constructor(io: Io, wanted: boolean, totalBytes: number | null) {
    this.#stream = wanted && io.stderr.isTTY === true && io.env["CI"] === undefined ? io.stderr : null;
    this.#totalBytes = totalBytes;
  }

  update({ records, bytes }: Progress): void {
    const now = performance.now();
    if (this.#stream === null || now - this.#shownAt < EVERY_MS) return;
    this.#shownAt = now;
    this.#shown = true;
    const part = this.#totalBytes === null || this.#totalBytes === 0 ? "" : ` (${Math.min(100, Math.floor((100 * bytes) / this.#totalBytes))} %)`;
    this.#stream.write(`\r\u001b[Kreading: ${numeral(records)} records, ${(bytes / 1e6).toFixed(1)} MB${part}`);
  }

  clear(): void {
    if (this.#shown) this.#stream?.write("\r\u001b[K");
  }
}
