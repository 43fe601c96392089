import { readFileSync, realpathSync } from "node:fs";
import { messageOf, TriageError } from "../errors.ts";

/**
 * Reads a page as Latin-1, one character for each byte: whatever its encoding is, writing the text back gives its bytes.
 *
 * @throws TriageError DASHBOARD_UNUSABLE where it cannot be read
 */
export function readPage(path: string, shown: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch (error) {
    throw new TriageError("DASHBOARD_UNUSABLE", `${shown}: cannot be read (${messageOf(error).replace(/, open .*/, "")})`, { hint: "check the path given with --dashboard", cause: error });
  }
}

/** Whether two paths lead to one file. */
export function sameFile(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}
