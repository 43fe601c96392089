import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The text of a file at a git revision, or null where git, the revision or the file is not there.
 *
 * @param path from the folder `cwd`
 */
export async function readAtRevision(revision: string, path: string, cwd: string): Promise<string | null> {
  // What begins with a dash would be an option to git.
  if (!/^[\w.@^~/{}][\w.@^~/{}-]*$/.test(revision)) return null;
  try {
    const { stdout } = await run("git", ["show", "--end-of-options", `${revision}:./${path.replace(/^\.\//, "")}`], { cwd, maxBuffer: MOST_BYTES, encoding: "utf8" });
    return stdout;
  } catch {
    return null;
  }
}
