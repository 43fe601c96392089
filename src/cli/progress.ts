import type { Progress } from "../engine/job.ts";
import { numeral } from "../reports/numbers.ts";
import type { Io } from "./io.ts";

const EVERY_MS = 100;

/** One line on a terminal that says how far the pass is, and at its end how fast it was; nothing anywhere else. */
export class ProgressLine {
  readonly #stream: Io["stderr"] | null;
  readonly #totalBytes: number | null;
  readonly #startedAt = performance.now();
  #shownAt = 0;
  #last: Progress = { records: 0, bytes: 0 };

  /** @param totalBytes what there is to read, or null where nobody knows */
  constructor(io: Io, wanted: boolean, totalBytes: number | null) {
    this.#stream = wanted && io.stderr.isTTY === true && io.env["CI"] === undefined ? io.stderr : null;
    this.#totalBytes = totalBytes;
  }

  update(state: Progress): void {
    this.#last = state;
    const now = performance.now();
    if (this.#stream === null || now - this.#shownAt < EVERY_MS) return;
    this.#shownAt = now;
    this.#stream.write(`\r\u001b[Kreading: ${this.#speed(now)}${this.#left(now)}`);
  }

  /** Clears the line; after a run that took long enough to be watched, says how fast it was. */
  end(): void {
    if (this.#shownAt === 0) return;
    this.#stream?.write(`\r\u001b[K${this.#last.records > 0 ? `read ${this.#speed(performance.now())}\n` : ""}`);
  }

  #speed(now: number): string {
    const seconds = Math.max(0.001, (now - this.#startedAt) / 1000);
    const { records, bytes } = this.#last;
    return `${numeral(records)} records, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s (${numeral(Math.round(records / seconds))} records/s, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s)`;
  }

  #left(now: number): string {
    const { bytes } = this.#last;
    if (this.#totalBytes === null || this.#totalBytes === 0 || bytes === 0) return "";
    const part = Math.min(1, bytes / this.#totalBytes);
    const seconds = ((now - this.#startedAt) / 1000) * (1 / part - 1);
    return `, ${Math.floor(100 * part)} %, ${seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`} left`;
  }
}
