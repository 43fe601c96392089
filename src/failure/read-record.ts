import { Fields, type Mapping, textOf } from "./aliases.ts";
import { type Failure, isObject, type JsonObject, type Part } from "./failure.ts";
import type { RecordTest } from "../ingest/containers/container.ts";
import type { Mappable } from "./mappable.ts";
import { keysOf, ROOT } from "./place.ts";
import { timeOf } from "./time.ts";
import { isExecutionLog, readExecutionLog } from "./shapes/execution-log.ts";
import { harId, isHarEntry, readHarEntry } from "./shapes/har-entry.ts";
import { readRow } from "./shapes/row.ts";
import { plainValues } from "./shapes/typed-values.ts";
import { type Inside, insidesOf } from "./shapes/wrapped.ts";

/** The digits of the number at a path of keys, as they stand in the text of the record; null where there is none. */
export type Digits = (path: readonly string[]) => string | null;

export type Reading =
  | { readonly kind: "failure"; readonly failure: Failure }
  /** No failure could be made of it; `reason` is for a person. */
  | { readonly kind: "unreadable"; readonly reason: string };

/**
 * Reads one record of a log export, whatever its shape.
 *
 * @param key the key it stood under in an object keyed by id; an id inside the record goes first
 * @param digits exact digits of a numeric id at a path, for ids beyond 2^53 that `JSON.parse` has rounded
 */
export function readRecord(value: unknown, key: string | null, mapping: Mapping | null, digits: Digits): Reading {
  if (!isObject(value)) return { kind: "unreadable", reason: `is ${nameOfType(value)}, not an object` };
  const { part: record, id: holderId } = innermost(value, mapping);
  const outer = holderId ?? key;
  if (isHarEntry(record.value)) return { kind: "failure", failure: mapped(readHarEntry(record, idOf(record, mapping, digits) ?? outer ?? harId(record)), record, mapping) };
  const id = idOf(record, mapping, digits) ?? outer;
  if (id === null) return { kind: "unreadable", reason: noId(value) };
  const failure = isExecutionLog(record.value) ? mapped(readExecutionLog(record, id), record, mapping) : readRow(record, id, mapping);
  return { kind: "failure", failure: failure.time === null && record.value !== value ? { ...failure, time: timeOf(new Fields({ value, place: ROOT, decoded: false }).find("time")?.value) } : failure };
}

/** A shape with places of its own, where somebody has said that a field stands elsewhere. */
function mapped(failure: Failure, record: Part<JsonObject>, mapping: Mapping | null): Failure {
  if (mapping === null || mapping.size === 0) return failure;
  const row = readRow(record, failure.id, mapping);
  const pick = <Value>(field: Mappable, own: Value, given: Value): Value => (mapping.has(field) ? own : given);
  return {
    ...failure,
    toolkit: pick("toolkit", row.toolkit, failure.toolkit),
    tool: pick("tool", row.tool, failure.tool),
    account: pick("account", row.account, failure.account),
    time: pick("time", row.time, failure.time),
    statuses: pick("status", row.statuses, failure.statuses),
    request: pick("request", row.request, failure.request),
    answers: pick("response", row.answers, pick("error", row.answers, failure.answers)),
  };
}

function idOf(record: Part<JsonObject>, mapping: Mapping | null, digits: Digits): string | null {
  const part = new Fields(record, mapping).find("id");
  if (part !== null && !part.decoded && typeof part.value === "number" && !Number.isSafeInteger(part.value)) {
    return digits(keysOf(part.place).map(String)) ?? textOf(part);
  }
  return textOf(part);
}

function noId(value: JsonObject): string {
  const keys = Object.keys(value).slice(0, 8).join(", ");
  return keys === "" ? "has no id (it is an empty object)" : `has no id; its keys are ${keys} (name the right one with --map id=KEY)`;
}

function nameOfType(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value === "string" ? "a text" : `a ${typeof value}`;
}

const TELLING = ["toolkit", "tool", "status", "request", "response", "error"] as const;
/** A record in a search hit in an event of a logging service. */
const MAX_HOLDERS = 3;

/** The record that `value` is, or that it holds as somebody else's entry; with the entry's id. */
function innermost(value: JsonObject, mapping: Mapping | null): Pick<Inside, "part" | "id"> {
  const whole: Part<JsonObject> = { value: plainValues(value), place: ROOT, decoded: false };
  return recordIn(whole, mapping, MAX_HOLDERS) ?? { part: whole, id: null };
}

/** What `holder` holds in place of being a record itself: it tells more of a call than the holder does without it. */
function recordIn(holder: Part<JsonObject>, mapping: Mapping | null, depth: number): Pick<Inside, "part" | "id"> | null {
  if (depth === 0 || isHarEntry(holder.value) || isExecutionLog(holder.value)) return null;
  const inside = insidesOf(holder, (part) => textOf(new Fields(part).find("id")));
  if (inside.length === 0) return null;
  const beside = Object.fromEntries(Object.entries(holder.value).filter(([key]) => !inside.some((inner) => inner.key === key)));
  const told = toldBy(beside, null);
  if (isCall(beside)) return null;
  const records = inside.flatMap((inner): readonly Inside[] => {
    // Whoever says where fields stand says it from the top of the record; of a hit, that is the top of its source.
    if (mapping !== null && mapping.size > 0 && inner.key !== HIT) return [];
    const part = { ...inner.part, value: plainValues(inner.part.value) };
    const deeper = recordIn(part, mapping, depth - 1);
    return [{ ...inner, part: deeper?.part ?? part, id: deeper?.id ?? inner.id }];
  });
  return records.find(({ key, part, ambiguous }) => key === HIT || (ambiguous ? isCall(part.value) : isCall(part.value) || toldBy(part.value, null) > Math.max(1, told))) ?? null;
}

/** Where Elasticsearch and OpenSearch keep what a hit is about. */
const HIT = "_source";

/** What was called, and what came of it: an envelope or an answer has as a rule only the one. */
function isCall(value: JsonObject): boolean {
  const fields = new Fields({ value, place: ROOT, decoded: false });
  return (fields.has("tool") || fields.has("request")) && (fields.has("response") || fields.has("error"));
}

/** How many of the fields that a record has are here. */
function toldBy(value: JsonObject, mapping: Mapping | null): number {
  if (isHarEntry(value) || isExecutionLog(value)) return TELLING.length;
  const fields = new Fields({ value, place: ROOT, decoded: false }, mapping);
  return TELLING.filter((field) => fields.has(field)).length;
}

/** How many of the fields that a record has are here; null for what is no object. */
function fieldsOf(value: unknown, mapping: Mapping | null): { readonly hasId: boolean; readonly told: number } | null {
  if (!isObject(value)) return null;
  const { part, id } = innermost(value, mapping);
  return { told: toldBy(part.value, mapping), hasId: id !== null || new Fields(part, mapping).find("id") !== null };
}

/** Tells a record of a log export from the envelope around records. */
export function logTest(mapping: Mapping | null): RecordTest {
  const looksLike = (value: unknown, withId: number, withoutId: number): boolean => {
    const seen = fieldsOf(value, mapping);
    return seen !== null && seen.told >= (seen.hasId ? withId : withoutId);
  };
  return {
    looksLikeRecord: (value) => looksLike(value, 1, 3),
    // Two, since an envelope of an answer has a `data` or a `status` as well; a key with a digit is hardly a field's name.
    looksLikeKeyed: (value, key) => looksLike(value, 1, /\d/.test(key) ? 1 : 2),
    hasId: (value) => fieldsOf(value, mapping)?.hasId === true,
  };
}
