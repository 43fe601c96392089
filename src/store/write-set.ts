import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { messageOf, systemCodeOf, TriageError } from "../errors.ts";

/** A file whose content is at hand as a whole. */
export interface WholeFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface OutputFile {
  readonly name: string;
  /** Text is written as UTF-8, bytes as they are; pieces are written as they come. */
  readonly content: string | Uint8Array | Iterable<Uint8Array | string>;
}

const TEMP_NAME = /^\..+\.[\da-f]{16}\.tmp$/;
const STALE_MS = 60 * 60 * 1000;

/**
 * Makes sure that files can be written into a folder, before the long work and not after it. Creates the folder.
 *
 * @returns the first folder that had to be made, or null; for `removeEmpty`, should the work come to nothing
 * @throws TriageError OUTPUT_UNWRITABLE
 */
export async function probeFolder(folder: string, names: readonly string[], shown: string): Promise<string | null> {
  let made: string | null;
  try {
    made = await makeFolder(folder);
    for (const name of names) await refuseOddTarget(join(folder, name));
    const probe = tempPath(join(folder, "probe"));
    await (await open(probe, "wx", 0o600)).close();
    await rm(probe);
  } catch (error) {
    throw unwritable(shown, error);
  }
  await removeStaleTemps(folder);
  return made;
}

/**
 * Makes a folder and those around it, one by one: Node's own recursive way never ends where a folder is there and nothing
 * can be made in it, as in /proc.
 *
 * @returns the first that had to be made, or null
 */
async function makeFolder(folder: string): Promise<string | null> {
  const missing: string[] = [];
  for (let here = folder; (await stat(here).catch(absentOnly)) === null; here = dirname(here)) {
    missing.push(here);
    if (dirname(here) === here) break;
  }
  for (const path of missing.toReversed()) {
    try {
      await mkdir(path);
    } catch (error) {
      // Another run may make the same folder at the same time.
      if (systemCodeOf(error) !== "EEXIST") throw error;
    }
  }
  return missing.at(-1) ?? null;
}

function absentOnly(error: unknown): null {
  if (systemCodeOf(error) === "ENOENT") return null;
  throw error;
}

/** Takes back a folder that was made for outputs that never came, and those around it, as long as they are empty. */
export async function removeEmpty(folder: string, made: string): Promise<void> {
  for (let here = folder; here.startsWith(made); here = dirname(here)) {
    try {
      await rmdir(here);
    } catch {
      return;
    }
  }
}

/**
 * Writes a set of files that belong together: each appears whole or not at all, and the first of them last, so that where
 * it stands the others stand too. What was there before stays, byte for byte, until then.
 *
 * @param signal aborts the writing; temporary files are removed
 * @throws TriageError OUTPUT_UNWRITABLE, INTERRUPTED
 */
export async function writeSet(folder: string, files: readonly OutputFile[], shown: string, signal: AbortSignal): Promise<void> {
  const written: { readonly temp: string; readonly target: string }[] = [];
  try {
    for (const file of files) {
      const target = join(folder, file.name);
      await refuseOddTarget(target);
      const temp = tempPath(target);
      written.push({ temp, target });
      await writeWhole(temp, file.content, signal);
    }
    for (const { temp, target } of written.toReversed()) await rename(temp, target);
    await syncFolder(folder);
  } catch (error) {
    await Promise.all(written.map(({ temp }) => rm(temp, { force: true })));
    if (signal.aborted) throw new TriageError("INTERRUPTED", "interrupted while writing; nothing was changed", { hint: "run the same command again" });
    throw unwritable(shown, error);
  }
}

export function tempPath(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(8).toString("hex")}.tmp`);
}

async function writeWhole(path: string, content: OutputFile["content"], signal: AbortSignal): Promise<void> {
  const file = await open(path, "wx", 0o644);
  let bytes = 0;
  try {
    for (const piece of inLargePieces(typeof content === "string" || content instanceof Uint8Array ? [content] : content)) {
      // FileHandle.writeFile goes on after a short write; a bare write would not, and would leave a stump.
      await file.writeFile(piece, { signal });
      bytes += piece.length;
    }
    await file.sync();
    const { size } = await file.stat();
    if (size !== bytes) throw new Error(`only ${size} of ${bytes} bytes were written`);
  } finally {
    await file.close();
  }
}

const PIECE_BYTES = 1 << 20;

/** The same bytes in pieces that are worth a call of the system each. */
export function* inLargePieces(pieces: Iterable<Uint8Array | string>): Generator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    const next = typeof piece === "string" ? Buffer.from(piece) : piece;
    held.push(next);
    bytes += next.length;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  yield Buffer.concat(held);
}

/** A link, a folder or a device under the name of an output is none of ours to replace. */
async function refuseOddTarget(path: string): Promise<void> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) throw new Error(`${basename(path)} is ${stats.isSymbolicLink() ? "a symbolic link" : stats.isDirectory() ? "a folder" : "no regular file"}`);
  } catch (error) {
    if (systemCodeOf(error) !== "ENOENT") throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch {
    // Some file systems cannot sync a folder; the renames are done all the same.
  } finally {
    await handle.close();
  }
}

/** A killed run can leave its temporary files; an hour later they are nobody's. */
async function removeStaleTemps(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!TEMP_NAME.test(name)) continue;
    const path = join(folder, name);
    const stats = await stat(path).catch(() => null);
    if (stats !== null && Date.now() - stats.mtimeMs > STALE_MS) await rm(path, { force: true });
  }
}

export function unwritable(shown: string, error: unknown): TriageError {
  if (error instanceof TriageError) return error;
  const code = systemCodeOf(error);
  const why = code === "EACCES" || code === "EPERM" || code === "EROFS" ? "permission denied" : code === "ENOSPC" ? "the disk is full" : code === "EEXIST" || code === "ENOTDIR" ? "a file of this name is in the way" : code === "ENOENT" ? "no folder can be made there" : messageOf(error);
  return new TriageError("OUTPUT_UNWRITABLE", `${shown}: cannot be written (${why}); nothing there was changed`, { hint: "choose another folder with --out, or make room and run the same command again", cause: error });
}
