import { createHash } from "node:crypto";
import type { TaxonomyPack } from "./schema.ts";

/** Samples prove and decide nothing, and the version is told beside the hash; a change in them leaves every output as it was. */
const SILENT = new Set(["hits", "misses", "version"]);

/**
 * SHA-256 over everything in a pack that can change an output: what decides, and what is said to people. In hex.
 * Comments are no part of a pack, and the order in which keys were written does not count.
 */
export function hashTaxonomy(pack: TaxonomyPack): string {
  return createHash("sha256").update(canonical(pack)).digest("hex");
}

/** A value as text, samples left out; equal for equal values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([key, member]) => !SILENT.has(key) && member !== undefined);
  return `{${entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
}
