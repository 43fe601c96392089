import type { Categorization } from "../categorization/schema.ts";
import { code } from "./escape.ts";

type Run = Pick<Categorization["run"], "version" | "taxonomy">;

/** Digits of a hash that people compare by eye. */
const SHORT = 12;

/** What made a report, in Markdown: the same taxonomy gives the same verdicts. */
export function madeBy({ version, taxonomy }: Run): string {
  return `triage ${version}, taxonomy ${code(`${taxonomy.name}@${taxonomy.version}`)} (SHA-256 ${code(taxonomy.sha256)}).`;
}

/** A taxonomy in a few words: `toolkit-api 1.0.0 (5c9cb5a3c819)`. */
export function taxonomyName({ name, version, sha256 }: { readonly name: string; readonly version: string; readonly sha256: string }): string {
  return `${name} ${version} (${sha256.slice(0, SHORT)})`;
}
