import { Fields, normalise } from "../aliases.ts";
import { isObject, type JsonObject, type Part, unwrapped } from "../failure.ts";
import { statusIn } from "../http.ts";
import { at, ROOT } from "../place.ts";
import { isExecutionLog } from "./execution-log.ts";
import { isHarEntry } from "./har-entry.ts";
import { hasAttributes } from "./span.ts";
import { plainValues } from "./typed-values.ts";

/** A record, and the entries of others that it stands in. */
export interface Held {
  readonly record: Part<JsonObject>;
  /** What the innermost entry with an id is called by those who keep it. */
  readonly holderId: string | null;
  /** That id is the record's, whatever id stands in the record: under its key, an answer or a request might stand as well. */
  readonly holderIdFirst: boolean;
  /** The entries without what they hold, innermost first. */
  readonly around: readonly Part<JsonObject>[];
}

/**
 * Under these keys others keep what they were given: hits of a search (`_source`), nodes of a GraphQL connection, entries of
 * logging services (`jsonPayload`, `@message`, `_raw`, `attributes`), rows of databases and tables (`Item`, `fields`).
 */
const HOLDERS: ReadonlySet<string> = new Set(["source", "node", "log", "record", "item", "entry", "row", "doc", "document", "event", "fields", "attributes", "properties", "jsonpayload", "raw"]);
/** These are keys of a record's own parts as well: `data` may hold a record, or the answer in one. */
const AMBIGUOUS: ReadonlySet<string> = new Set(["data", "result", "payload", "body", "message"]);
/** Names of the holder's own id, where it is not under one of a record's. */
const HOLDER_IDS: ReadonlySet<string> = new Set(["insertid", "ptr", "cursor"]);
/** Where Elasticsearch and OpenSearch keep what a hit is about. */
const HIT = "_source";
/** A record in a search hit in an event of a logging service. */
const MAX_HOLDERS = 3;
const TELLING = ["toolkit", "tool", "status", "request", "response", "error"] as const;

/**
 * The record that `value` is, or that it holds as somebody else's entry.
 *
 * @param onlyHits somebody says where fields stand, and says it from the top of the record; of a hit, that is the top of its source
 * @param idOf reads the id of an entry
 */
export function recordIn(value: JsonObject, onlyHits: boolean, idOf: IdOf): Held {
  const whole = plainValues({ value, place: ROOT, decoded: false });
  return heldBy(whole, onlyHits, idOf, MAX_HOLDERS) ?? { record: whole, holderId: null, holderIdFirst: false, around: [] };
}

type IdOf = (part: Part<JsonObject>) => string | null;

function heldBy(holder: Part<JsonObject>, onlyHits: boolean, idOf: IdOf, depth: number): Held | null {
  if (depth === 0 || isHarEntry(holder.value) || isExecutionLog(holder.value) || hasAttributes(holder.value)) return null;
  for (const key of Object.keys(holder.value)) {
    const kind = isHit(holder.value, key) ? "hit" : onlyHits ? null : holderKind(key);
    const held = kind === null ? null : heldUnder(holder, key, kind, (inner) => heldBy(inner, onlyHits, idOf, depth - 1), idOf);
    if (held !== null) return held;
  }
  return null;
}

function isHit(holder: JsonObject, key: string): boolean {
  return key === HIT && ("_id" in holder || "_index" in holder);
}

function heldUnder(holder: Part<JsonObject>, key: string, kind: "hit" | HolderKind, deeperIn: (inner: Part<JsonObject>) => Held | null, idOf: IdOf): Held | null {
  const { [key]: _held, ...rest } = holder.value;
  const around = { ...holder, value: rest };
  const inner = kind === "hit" || !isRecordItself(around, kind) ? objectAt(holder, key) : null;
  if (inner === null) return null;
  const found = deeperIn(inner) ?? { record: inner, holderId: null, around: [] };
  if (kind !== "hit" && !tellsMore(found.record.value, rest, kind)) return null;
  const own = idOf(around);
  return { record: found.record, holderId: found.holderId ?? own ?? holderIdOf(rest), holderIdFirst: kind === "ambiguous" && own !== null, around: [...found.around, around] };
}

/** What stands beside the member tells of a call by itself, so the member is a part of it. */
function isRecordItself(around: Part<JsonObject>, kind: HolderKind): boolean {
  const fields = new Fields(around);
  if (fields.has("tool") || statusIn(fields) !== null || fields.has("url")) return true;
  return kind === "ambiguous" && (["toolkit", "account", "request"] as const).some((field) => fields.has(field));
}

/** The inside is a call and what came of it, or tells at least two things where the holder tells none. */
function tellsMore(inside: JsonObject, beside: JsonObject, kind: HolderKind): boolean {
  return isCall(inside) || (kind === "holder" && toldBy(inside) >= 2 && toldBy(beside) === 0);
}

/** What was called, and what came of it: an envelope or an answer has as a rule only the one. */
function isCall(value: JsonObject): boolean {
  const fields = new Fields({ value, place: ROOT, decoded: false });
  return isExecutionLog(value) || isHarEntry(value) || ((fields.has("tool") || fields.has("request")) && (fields.has("response") || fields.has("error")));
}

/** How many of the fields that a record has are here. */
export function toldBy(value: JsonObject, fields = new Fields({ value, place: ROOT, decoded: false })): number {
  return isHarEntry(value) || isExecutionLog(value) || hasAttributes(value) ? TELLING.length : TELLING.filter((field) => fields.has(field)).length;
}

/** The object under a key, also where it is written as text. */
export function objectAt(part: Part<JsonObject>, key: string): Part<JsonObject> | null {
  const value = part.value[key];
  if (!isObject(value) && !(typeof value === "string" && value.startsWith("{"))) return null;
  const inner = unwrapped({ value, place: part.decoded ? part.place : at(part.place, key), decoded: part.decoded });
  return isObject(inner.value) ? plainValues({ ...inner, value: inner.value }) : null;
}

export type HolderKind = "holder" | "ambiguous";

/** Whether others keep what they were given under this key: for certain, or only where nothing else can be meant. */
export function holderKind(key: string): HolderKind | null {
  const name = normalise(key);
  return HOLDERS.has(name) ? "holder" : AMBIGUOUS.has(name) ? "ambiguous" : null;
}

function holderIdOf(holder: JsonObject): string | null {
  const key = Object.keys(holder).find((name) => HOLDER_IDS.has(normalise(name)));
  const id = key === undefined ? null : holder[key];
  return typeof id === "string" && id.trim() !== "" ? id.trim() : null;
}
