import { Fields, type Mapping, textOf } from "./aliases.ts";
import { type Failure, isObject, type JsonObject, type Part } from "./failure.ts";
import type { RecordTest } from "../ingest/containers/container.ts";
import type { Mappable } from "./mappable.ts";
import { keysOf } from "./place.ts";
import { isExecutionLog, readExecutionLog } from "./shapes/execution-log.ts";
import { harId, isHarEntry, readHarEntry } from "./shapes/har-entry.ts";
import { readRow } from "./shapes/row.ts";
import { recordIn, toldBy } from "./shapes/holders.ts";

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
  const { record, holderId, holderIdFirst, around } = recordIn(value, isMapped(mapping), (part) => idOf(part, null, digits));
  const inner = idOf(record, mapping, digits);
  const id = (holderIdFirst ? (holderId ?? inner) : (inner ?? holderId)) ?? key;
  if (isHarEntry(record.value)) return { kind: "failure", failure: mapped(readHarEntry(record, id ?? harId(record)), record, mapping) };
  if (id === null) return { kind: "unreadable", reason: noId(value) };
  const failure = isExecutionLog(record.value) ? mapped(readExecutionLog(record, id), record, mapping) : readRow(record, id, mapping);
  return { kind: "failure", failure: around.reduce(filledFrom, failure) };
}

function isMapped(mapping: Mapping | null): boolean {
  return mapping !== null && mapping.size > 0;
}

/** What the record does not say may stand beside it, in the entry that holds it. */
function filledFrom(failure: Failure, holder: Part<JsonObject>): Failure {
  const row = readRow(holder, failure.id, null);
  return {
    ...failure,
    toolkit: failure.toolkit ?? row.toolkit,
    tool: failure.tool ?? row.tool,
    account: failure.account ?? row.account,
    time: failure.time ?? row.time,
    outcome: failure.outcome === "unknown" ? row.outcome : failure.outcome,
    statuses: failure.statuses.length > 0 ? failure.statuses : row.statuses,
  };
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
  if (part === null || typeof part.value !== "number" || Number.isSafeInteger(part.value)) return textOf(part);
  // In decoded text nobody finds the digits again, and rounded it might be the id of another record.
  return part.decoded ? null : (digits(keysOf(part.place).map(String)) ?? textOf(part));
}

function noId(value: JsonObject): string {
  const keys = Object.keys(value).slice(0, 8).join(", ");
  return keys === "" ? "has no id (it is an empty object)" : `has no id; its keys are ${keys} (name the right one with --map id=KEY)`;
}

function nameOfType(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value === "string" ? "a text" : `a ${typeof value}`;
}

/** How many of the fields that a record has are here; null for what is no object. */
function fieldsOf(value: unknown, mapping: Mapping | null): { readonly hasId: boolean; readonly told: number } | null {
  if (!isObject(value)) return null;
  const { record, holderId } = recordIn(value, isMapped(mapping), (part) => textOf(new Fields(part).find("id")));
  const fields = new Fields(record, mapping);
  return { told: toldBy(record.value, fields), hasId: holderId !== null || fields.find("id") !== null };
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
