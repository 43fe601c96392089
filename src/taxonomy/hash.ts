import { createHash } from "node:crypto";
import type { TaxonomyPack } from "./schema.ts";

/** Members that explain or prove and decide nothing; a change in them leaves every verdict as it was. */
const SILENT = new Set(["why", "hits", "misses", "description", "rationale", "ask", "disproof", "cause", "version"]);

/** SHA-256 over everything in a pack that can change a verdict, in hex. Independent of the order in which keys were written. */
export function hashTaxonomy(pack: TaxonomyPack): string {
  return createHash("sha256").update(canonical(pack)).digest("hex");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([key, member]) => !SILENT.has(key) && member !== undefined);
  return `{${entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
}
