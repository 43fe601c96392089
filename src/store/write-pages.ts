import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemCodeOf, TriageError } from "../errors.ts";
import { type OutputFile, tempPath, unwritable } from "./write-set.ts";

/**
 * Writes a folder of many small pages: all of them or none, in the place of those of an earlier run. They can be made again
 * at any time, so no page is synced by itself.
 *
 * @param owned the names that such a folder may hold; a folder with anything else in it is not ours to replace
 * @throws TriageError OUTPUT_UNWRITABLE, INTERRUPTED
 */
export async function writePages(folder: string, name: string, pages: Iterable<OutputFile>, owned: RegExp, signal: AbortSignal): Promise<void> {
  const target = join(folder, name);
  const fresh = tempPath(target);
  const stale = tempPath(target);
  try {
    await refuseForeign(target, owned);
    await mkdir(fresh, { recursive: true });
    for (const page of pages) {
      signal.throwIfAborted();
      await writeFile(join(fresh, page.name), page.content, { flag: "wx" });
    }
    const replaced = await moved(target, stale);
    await rename(fresh, target);
    if (replaced) await rm(stale, { recursive: true, force: true });
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (signal.aborted) throw new TriageError("INTERRUPTED", "interrupted while writing; nothing was changed", { hint: "run the same command again" });
    throw unwritable(name, error);
  }
}

/**
 * Makes sure, before the long work, that the place of such a folder is free or holds an earlier run's.
 *
 * @throws TriageError OUTPUT_UNWRITABLE
 */
export async function probePages(folder: string, name: string, owned: RegExp): Promise<void> {
  try {
    await refuseForeign(join(folder, name), owned);
  } catch (error) {
    throw unwritable(name, error);
  }
}

async function refuseForeign(folder: string, owned: RegExp): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCodeOf(error) === "ENOENT") return [];
    throw error;
  });
  const foreign = names.find((name) => !owned.test(name));
  if (foreign !== undefined) throw new Error(`the folder holds ${foreign}, which is no evidence page`);
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return false;
    throw error;
  }
}
