import { closeSync, openSync, readSync } from "node:fs";

const HEAD_BYTES = 256;

/** Configuration and taxonomy of triage, under the names that triage gives them. */
export function isOwnSetting(name: string): boolean {
  return /^triage\.(?:config|taxonomy)\./.test(name);
}

/** A document that triage wrote (a categorization, verdict lines) says so in its very first key. */
export function isOwnDocument(path: string): boolean {
  try {
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      return /^\s{0,100}\{\s{0,100}"schema"\s{0,9}:\s{0,9}"triage\./.test(head.toString("utf8", 0, readSync(file, head, 0, HEAD_BYTES, 0)));
    } finally {
      closeSync(file);
    }
  } catch {
    // Whoever reads it as an input says why that does not work.
    return false;
  }
}
