import { isObject, type JsonObject, type Part, type RequestParts } from "../failure/failure.ts";
import { headersIn } from "../failure/headers.ts";
import { at, type Place } from "../failure/place.ts";
import { pathSegments } from "./address.ts";
import { remembered } from "./memo.ts";

/** One value that was sent. */
export interface Leaf {
  /** The innermost key it was sent under; "" for a bare body or a segment of the path. */
  readonly key: string;
  readonly value: string;
  readonly place: Place;
  readonly where: "path" | "query" | "data";
}

/** Everything that was sent, as far as anybody asks. Bodies have hundreds of values, and few of them could tell anything. */
export interface Sent {
  /** The values that a mark may stand in: all of the URL, and of the data those that name a thing, or are short and hold a bracket. */
  readonly leaves: readonly Leaf[];
  /** Names of all fields and headers sent, those of objects included; compared by `normaliseName`. */
  readonly names: ReadonlySet<string>;
  /** Texts of the query and the data that could come back in an answer. */
  readonly texts: readonly string[];
  /** Anything was sent at all. */
  readonly any: boolean;
}

const MAX_VALUES = 2_000;
const MAX_DEPTH = 12;
/** Shorter values stand in many texts by chance. Characters. */
const MIN_TEXT = 4;
/** Longer values are content, and content may say anything. Characters. */
export const MAX_MARKED = 200;
/** A value under a name that is no id can only be marked by a template or by brackets. */
const MAY_BE_MARKED = /[{$<%#[]/;

/** Reads a request into the values that were sent. Bounded: what a request says, it says early. */
export function readSent(parts: RequestParts): Sent {
  const collector = new Collector();
  if (parts.url !== null) collector.url(parts.url);
  for (const { value, place, decoded } of parts.data) collector.data(value, { place, decoded });
  for (const part of parts.headers) for (const [name] of headersIn(part.value)) collector.names.add(normaliseName(name));
  return { leaves: collector.leaves, names: collector.names, texts: collector.texts, any: collector.values > 0 };
}

/** Where a value stands, as far as a JSON Pointer can reach; see Part. */
interface Spot {
  readonly place: Place;
  readonly decoded: boolean;
}

class Collector {
  readonly leaves: Leaf[] = [];
  readonly names = new Set<string>();
  readonly texts: string[] = [];
  values = 0;

  url({ value: url, place }: Part<string>): void {
    for (const value of pathSegments(url)) this.leaves.push({ key: "", value, place, where: "path" });
    this.values += this.leaves.length;
    const query = url.split("#")[0]?.split("?").slice(1).join("?") ?? "";
    if (query !== "") for (const [key, value] of new URLSearchParams(query)) this.#parameter(key, value, place);
  }

  #parameter(key: string, value: string, place: Place): void {
    this.values++;
    if (key !== "") this.names.add(normaliseName(key));
    this.#text(value);
    this.leaves.push({ key, value, place, where: "query" });
  }

  data(value: unknown, spot: Spot): void {
    const form = typeof value === "string" ? formFields(value) : null;
    if (form === null) return this.#value(value, spot, null, "", 0);
    for (const [name, text] of form) {
      if (name !== "") this.names.add(normaliseName(name));
      this.#leaf(text, spot, null, name);
    }
  }

  /** @param within the member or element of `spot` that the value is; null where it is all that stands there */
  #value(value: unknown, spot: Spot, within: string | number | null, key: string, depth: number): void {
    if (this.values >= MAX_VALUES || depth > MAX_DEPTH) return;
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") this.#leaf(value, spot, within, key);
    else if (Array.isArray(value)) this.#list(value, inside(spot, within), key, depth);
    else if (isObject(value)) this.#object(value, inside(spot, within), depth);
  }

  #list(list: readonly unknown[], spot: Spot, key: string, depth: number): void {
    for (let index = 0; index < list.length; index++) this.#value(list[index], spot, index, key, depth + 1);
  }

  #object(object: JsonObject, spot: Spot, depth: number): void {
    for (const name of Object.keys(object)) {
      // The id of a JSON-RPC envelope counts requests and names nothing (JSON-RPC 2.0, 4).
      if (name === "id" && Object.hasOwn(object, "jsonrpc")) continue;
      if (name !== "") this.names.add(normaliseName(name));
      this.#value(object[name], spot, name, name, depth + 1);
    }
  }

  #leaf(value: string | number | boolean, spot: Spot, within: string | number | null, key: string): void {
    this.values++;
    const isText = typeof value === "string";
    if (isText) this.#text(value);
    if (!isIdKey(key) && !(isText && value.length <= 2 * MAX_MARKED && MAY_BE_MARKED.test(value))) return;
    const text = String(value);
    if (text !== "") this.leaves.push({ key, value: text, place: inside(spot, within).place, where: "data" });
  }

  #text(value: string): void {
    if (value.length >= MIN_TEXT) this.texts.push(value);
  }
}

/** Values that stand in decoded text all share one spot. */
function inside(spot: Spot, key: string | number | null): Spot {
  return spot.decoded || key === null ? spot : { place: at(spot.place, key), decoded: false };
}

/** A body in `application/x-www-form-urlencoded`; null for any other text. */
function formFields(text: string): readonly (readonly [string, string])[] | null {
  return /^[\w.%[\]~-]{1,100}=[^&\s]*(?:&[\w.%[\]~-]{1,100}=[^&\s]*)*$/.test(text) ? [...new URLSearchParams(text)] : null;
}

/** `chatId`, `chat_id` and `Chat Id` are one name. */
export const normaliseName = remembered((name) => name.replace(/[^A-Za-z0-9]/g, "").toLowerCase(), { texts: 1_200, length: 100 });

const ID_KEY = /(?:^|[_\-.])(?:u?u?ids?|guid|gid|sid|key|slug|ref|urn|channel|number|code|name|handle)$|(?:Id|ID|Ids|IDs|Uuid|UUID|Guid|Sid|Key|Slug|Ref|Urn)$|^(?:ids?|uuid|guid|urn)$/;

/** Ids that the caller gives the call itself, to find or to repeat it; they may be any word. */
const ID_OF_CALL = /^(?:x_?)?(?:(?:client_?)?request|trace|span|correlation|client_?mutation|idempotency)_?(?:id|uuid|key|token)$/i;

export function isIdOfCall(key: string): boolean {
  return ID_OF_CALL.test(key.replaceAll("-", "_"));
}

/** Whether a key names one thing: `id`, `chat_id`, `projectKey`. */
export const isIdKey = remembered((key) => ID_KEY.test(key) && !isIdOfCall(key), { texts: 1_200, length: 100 });
