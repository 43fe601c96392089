import type { RecordTest } from "../ingest/containers/container.ts";
import { isObject, type JsonObject, type Part, type UpstreamClaim } from "./failure.ts";
import type { Digits } from "./read-record.ts";
import { ROOT } from "./place.ts";
import { type HolderKind, holderKind, objectAt } from "./shapes/holders.ts";

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

/**
 * Reads one entry of an upstream classification: an object, or (in a map by id) the bare category.
 *
 * @param digits exact digits of a numeric id, as for a record: rounded, it would match no log
 */
export function readClaim(value: unknown, key: string | null, digits: Digits): UpstreamReading {
  if (typeof value === "string" && key !== null) return { kind: "claim", id: key, claim: { category: value, confidence: null, reason: null } };
  if (!isObject(value)) return { kind: "unreadable", id: key, reason: "is no object" };
  const holder = entryIn(value);
  const pick = pickerOf(holder?.part.value ?? value);
  const id = (holder === null ? idText(pick("id"), [], digits) : idOfEntry(holder, value, digits)) ?? key;
  const category = pick("category").value;
  if (id === null) return { kind: "unreadable", id: null, reason: "has no id" };
  if (typeof category !== "string") return { kind: "unreadable", id, reason: "has no category" };
  return { kind: "claim", id, claim: { category: category.trim(), confidence: numberOf(pick("confidence").value), reason: textOrNull(pick("reason").value) } };
}

/** Under a key that might be that of an answer, an id is as well that of the answer. */
function idOfEntry({ key, kind, part }: Entry, holder: JsonObject, digits: Digits): string | null {
  const inner = idText(pickerOf(part.value)("id"), [key], digits);
  const outer = idText(pickerOf(holder)("id"), [], digits);
  return kind === "ambiguous" ? (outer ?? inner) : (inner ?? outer);
}

interface Entry {
  readonly key: string;
  readonly kind: HolderKind;
  readonly part: Part<JsonObject>;
}

/** The entry that stands inside another object, where that has no category of its own. */
function entryIn(value: JsonObject): Entry | null {
  if (pickerOf(value)("category").name !== "") return null;
  for (const key of Object.keys(value)) {
    const kind = holderKind(key);
    const part = kind === null ? null : objectAt({ value, place: ROOT, decoded: false }, key);
    if (kind !== null && part !== null && pickerOf(part.value)("category").name !== "") return { key, kind, part };
  }
  return null;
}

interface Picked {
  readonly name: string;
  readonly value: unknown;
}

/** Finds fields under any of their names. */
function pickerOf(value: JsonObject): (field: keyof typeof UPSTREAM_ALIASES) => Picked {
  const names = new Map(Object.entries(value).map(([name, held]) => [name.replace(/[^A-Za-z0-9]/g, "").toLowerCase(), { name, value: held }] as const));
  return (field) => {
    const found = UPSTREAM_ALIASES[field].flatMap((alias) => names.get(alias) ?? []);
    return found.find(({ value: held }) => held !== undefined && held !== null && held !== "") ?? { name: "", value: undefined };
  };
}

function idText({ name, value }: Picked, above: readonly string[], digits: Digits): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return (Number.isSafeInteger(value) ? null : digits([...above, name])) ?? String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

const rounded: Digits = () => null;

/** Tells an entry of an upstream classification from the envelope around entries. */
export const claimTest: RecordTest = {
  looksLikeRecord: (value) => readClaim(value, null, rounded).kind === "claim",
  looksLikeKeyed: (value, key) => readClaim(value, key, rounded).kind === "claim",
  hasId: (value) => readClaim(value, null, rounded).id !== null,
};

/** Categories are one when they differ only in case, blanks, hyphens and underscores. */
export function normaliseCategory(category: string): string {
  return category.trim().replace(/[\s_-]+/g, "_").toUpperCase();
}
