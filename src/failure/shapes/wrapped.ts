import { normalise } from "../aliases.ts";
import { isObject, type JsonObject, type Part, unwrapped } from "../failure.ts";
import { at } from "../place.ts";

/** An object that stands inside another and may be what the other is about. */
export interface Inside {
  readonly key: string;
  readonly part: Part<JsonObject>;
  /** What its holder is called by those who keep it; many hold a record without an id of its own. */
  readonly id: string | null;
  /** Its key is also that of a part of a record: `data` may hold a record, or the answer in one. */
  readonly ambiguous: boolean;
}

/**
 * Under these keys others keep what they were given: hits of a search (`_source`), nodes of a GraphQL connection, entries of
 * logging services (`jsonPayload`, `@message`, `_raw`, `attributes`), rows of databases and tables (`Item`, `fields`).
 */
const HOLDERS: ReadonlySet<string> = new Set(["source", "node", "log", "record", "item", "entry", "row", "doc", "document", "event", "fields", "attributes", "properties", "jsonpayload", "raw"]);
const AMBIGUOUS: ReadonlySet<string> = new Set(["data", "result", "payload", "body", "message"]);
/** Names of the holder's own id, where it is not under one of a record's. */
const HOLDER_IDS: ReadonlySet<string> = new Set(["insertid", "ptr", "cursor"]);

/** The objects inside `part` that could be the record itself; as a rule there are none. */
export function insidesOf(part: Part<JsonObject>, idOf: (part: Part<JsonObject>) => string | null): readonly Inside[] {
  const found: Inside[] = [];
  for (const key of Object.keys(part.value)) {
    const name = normalise(key);
    const ambiguous = AMBIGUOUS.has(name);
    if (!ambiguous && !HOLDERS.has(name)) continue;
    const inner = objectAt(part, key);
    if (inner !== null) found.push({ key, part: inner, id: idOf(part) ?? holderId(part.value), ambiguous });
  }
  return found;
}

/** The object under a key, also where it is written as text. */
function objectAt(part: Part<JsonObject>, key: string): Part<JsonObject> | null {
  const value = part.value[key];
  if (!isObject(value) && !(typeof value === "string" && value.startsWith("{"))) return null;
  const inner = unwrapped({ value, place: part.decoded ? part.place : at(part.place, key), decoded: part.decoded });
  return isObject(inner.value) ? { ...inner, value: inner.value } : null;
}

function holderId(holder: JsonObject): string | null {
  const key = Object.keys(holder).find((name) => HOLDER_IDS.has(normalise(name)));
  const id = key === undefined ? null : holder[key];
  return typeof id === "string" && id.trim() !== "" ? id.trim() : null;
}
