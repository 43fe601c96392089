import { randomBytes } from "node:crypto";
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { messageOf, systemCodeOf, TriageError } from "../errors.ts";

/**
 * A file of our own for what does not fit into memory; gone when the run is over, and, where the run was killed, an hour
 * later, like every temporary file in an output folder.
 */
export class SpillFile {
  readonly path: string;
  readonly #file: number;
  bytes = 0;

  /** @throws TriageError OUTPUT_UNWRITABLE */
  constructor(folder: string, name: string) {
    this.path = join(folder, `.${name}.${randomBytes(8).toString("hex")}.tmp`);
    this.#file = guarded(() => openSync(this.path, "wx+", 0o600));
  }

  /** Appends bytes; gives the offset they stand at. */
  append(bytes: Uint8Array): number {
    const start = this.bytes;
    guarded(() => {
      // A bare write may write less than it was given, as on a disk that is nearly full.
      for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at, bytes.length - at, start + at);
    });
    this.bytes += bytes.length;
    return start;
  }

  /** Reads into a buffer from an offset; gives how many bytes there were. */
  read(into: Uint8Array, offset: number): number {
    return guarded(() => readSync(this.#file, into, 0, into.length, offset));
  }

  remove(): void {
    closeSync(this.#file);
    rmSync(this.path, { force: true });
  }
}

function guarded<Value>(access: () => Value): Value {
  try {
    return access();
  } catch (error) {
    const why = systemCodeOf(error) === "ENOSPC" ? "the disk is full" : messageOf(error);
    throw new TriageError("OUTPUT_UNWRITABLE", `what does not fit into memory cannot be set aside (${why}); nothing was changed`, {
      hint: "make room, or choose an --out folder on another disk, and run the same command again", cause: error,
    });
  }
}
