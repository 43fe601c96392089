import { Fields, type Mapping, textOf } from "./aliases.ts";
import { type Failure, isObject, type JsonObject, type Part } from "./failure.ts";
import type { Mappable } from "./mappable.ts";
import { ROOT } from "./place.ts";
import { isExecutionLog, readExecutionLog } from "./shapes/execution-log.ts";
import { harId, isHarEntry, readHarEntry } from "./shapes/har-entry.ts";
import { readRow } from "./shapes/row.ts";

export type Reading =
  | { readonly kind: "failure"; readonly failure: Failure }
  /** No failure could be made of it; `reason` is for a person. */
  | { readonly kind: "unreadable"; readonly reason: string };

/**
 * Reads one record of a log export, whatever its shape.
 *
 * @param key the key it stood under in an object keyed by id; an id inside the record goes first
 * @param digits exact digits of a numeric id, for ids beyond 2^53 that `JSON.parse` has rounded
 */
export function readRecord(value: unknown, key: string | null, mapping: Mapping | null, digits: (field: string) => string | null): Reading {
  if (!isObject(value)) return { kind: "unreadable", reason: `is ${nameOfType(value)}, not an object` };
  const record: Part<JsonObject> = { value, place: ROOT, decoded: false };
  if (isHarEntry(value)) return { kind: "failure", failure: mapped(readHarEntry(record, idOf(record, mapping, digits) ?? key ?? harId(record)), record, mapping) };
  const id = idOf(record, mapping, digits) ?? key;
  if (id === null) return { kind: "unreadable", reason: noId(value) };
  return { kind: "failure", failure: isExecutionLog(value) ? mapped(readExecutionLog(record, id), record, mapping) : readRow(record, id, mapping) };
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

function idOf(record: Part<JsonObject>, mapping: Mapping | null, digits: (field: string) => string | null): string | null {
  const part = new Fields(record, mapping).find("id");
  if (part !== null && typeof part.value === "number" && !Number.isSafeInteger(part.value)) {
    return digits(String(part.place.key)) ?? textOf(part);
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

/** Could this value be a record of a log export? Used to tell a record from the envelope around records. */
export function looksLikeLog(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (isHarEntry(value) || isExecutionLog(value)) return true;
  const fields = new Fields({ value, place: ROOT, decoded: false });
  const told = (["toolkit", "tool", "status", "request", "response", "error"] as const).filter((field) => fields.has(field));
  return fields.find("id") !== null ? told.length >= 1 : told.length >= 3;
}
