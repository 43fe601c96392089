import { isObject, type UpstreamClaim } from "./failure.ts";

/** The names under which upstream classifiers write their fields, best first; compared like the log's aliases. */
const UPSTREAM_ALIASES = {
  id: ["logid", "id", "bugid", "recordid", "executionid", "actionlogid"],
  category: ["classification", "category", "label", "class", "verdict", "bugtype"],
  confidence: ["confidence", "score", "probability"],
  reason: ["rationale", "reason", "reasoning", "explanation", "justification"],
} as const;

export type UpstreamReading =
  | { readonly kind: "claim"; readonly id: string; readonly claim: UpstreamClaim }
  | { readonly kind: "unreadable"; readonly id: string | null; readonly reason: string };

/** Reads one entry of an upstream classification: an object, or (in a map by id) the bare category. */
export function readClaim(value: unknown, key: string | null): UpstreamReading {
  if (typeof value === "string" && key !== null) return { kind: "claim", id: key, claim: { category: value, confidence: null, reason: null } };
  if (!isObject(value)) return { kind: "unreadable", id: key, reason: "is no object" };
  const names = new Map(Object.keys(value).map((name) => [name.replace(/[^A-Za-z0-9]/g, "").toLowerCase(), value[name]] as const));
  const pick = (field: keyof typeof UPSTREAM_ALIASES): unknown => {
    const alias = UPSTREAM_ALIASES[field].find((name) => names.get(name) !== undefined && names.get(name) !== null && names.get(name) !== "");
    return alias === undefined ? undefined : names.get(alias);
  };
  const id = idText(pick("id")) ?? key;
  const category = pick("category");
  if (id === null) return { kind: "unreadable", id: null, reason: "has no id" };
  if (typeof category !== "string") return { kind: "unreadable", id, reason: "has no category" };
  return { kind: "claim", id, claim: { category: category.trim(), confidence: numberOf(pick("confidence")), reason: textOrNull(pick("reason")) } };
}

function idText(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** Could this value be an entry of an upstream classification? */
export function looksLikeClaim(value: unknown): boolean {
  return readClaim(value, null).kind === "claim";
}

/** Categories are one when they differ only in case, blanks, hyphens and underscores. */
export function normaliseCategory(category: string): string {
  return category.trim().replace(/[\s_-]+/g, "_").toUpperCase();
}
