import { isObject, type Part, type RequestParts } from "../failure/failure.ts";
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

/** Everything that was sent, as values and as names. */
export interface Sent {
  readonly leaves: readonly Leaf[];
  /** Names of all fields and headers sent, those of objects included; compared by `normaliseName`. */
  readonly names: ReadonlySet<string>;
}

const MAX_LEAVES = 2_000;
const MAX_DEPTH = 12;

/** Reads a request into the values that were sent. Bounded: what a request says, it says early. */
export function readSent(parts: RequestParts): Sent {
  const leaves: Leaf[] = parts.url === null ? [] : leavesOfUrl(parts.url);
  const names = new Set<string>();
  for (const { value, place, decoded } of parts.data) collect(value, { place, decoded }, "", { leaves, names }, 0);
  for (const leaf of leaves) if (leaf.key !== "") names.add(normaliseName(leaf.key));
  for (const header of parts.headers) for (const name of headerNames(header.value)) names.add(normaliseName(name));
  return { leaves, names };
}

function leavesOfUrl(url: Part<string>): Leaf[] {
  const { place } = url;
  const path: Leaf[] = pathSegments(url.value).map((value) => ({ key: "", value, place, where: "path" }));
  const query = url.value.split("#")[0]?.split("?").slice(1).join("?") ?? "";
  const pairs: Leaf[] = query === "" ? [] : [...new URLSearchParams(query)].map(([key, value]) => ({ key, value, place, where: "query" }));
  return [...path, ...pairs];
}

/** Where a value stands, as far as a JSON Pointer can reach; see Part. */
interface Spot {
  readonly place: Place;
  readonly decoded: boolean;
}

interface Collected {
  readonly leaves: Leaf[];
  readonly names: Set<string>;
}

function collect(value: unknown, spot: Spot, key: string, into: Collected, depth: number): void {
  if (into.leaves.length >= MAX_LEAVES || depth > MAX_DEPTH) return;
  if (typeof value === "string") collectText(value, spot.place, key, into, depth);
  else if (typeof value === "number" || typeof value === "boolean") into.leaves.push({ key, value: String(value), place: spot.place, where: "data" });
  else if (Array.isArray(value)) value.forEach((item: unknown, index) => collect(item, inside(spot, index), key, into, depth + 1));
  else if (isObject(value)) {
    for (const name of Object.keys(value)) {
      // The id of a JSON-RPC envelope counts requests and names nothing (JSON-RPC 2.0, 4).
      if (name === "id" && Object.hasOwn(value, "jsonrpc")) continue;
      into.names.add(normaliseName(name));
      collect(value[name], inside(spot, name), name, into, depth + 1);
    }
  }
}

/** Bodies have hundreds of values; those that stand in decoded text all share one spot. */
function inside(spot: Spot, key: string | number): Spot {
  return spot.decoded ? spot : { place: at(spot.place, key), decoded: false };
}

function collectText(value: string, place: Place, key: string, { leaves }: Collected, depth: number): void {
  const form = depth === 0 ? formFields(value) : null;
  if (form === null) leaves.push({ key, value, place, where: "data" });
  else for (const [name, text] of form) leaves.push({ key: name, value: text, place, where: "data" });
}

/** A body in `application/x-www-form-urlencoded`; null for any other text. */
function formFields(text: string): readonly (readonly [string, string])[] | null {
  return /^[\w.%[\]~-]{1,100}=[^&\s]*(?:&[\w.%[\]~-]{1,100}=[^&\s]*)*$/.test(text) ? [...new URLSearchParams(text)] : null;
}

/** Names out of `{"Accept": …}` or out of `{"name": "Accept", "value": …}`. */
function headerNames(header: unknown): readonly string[] {
  if (Array.isArray(header)) return header.flatMap(headerNames);
  if (!isObject(header)) return [];
  return typeof header["name"] === "string" ? [header["name"]] : Object.keys(header);
}

/** `chatId`, `chat_id` and `Chat Id` are one name. */
export const normaliseName = remembered((name) => name.replace(/[^A-Za-z0-9]/g, "").toLowerCase(), { texts: 2_500, length: 100 });

const ID_KEY = /(?:^|[_\-.])(?:u?u?ids?|guid|gid|sid|key|slug|ref|urn|channel|number|code|name|handle)$|(?:Id|ID|Ids|IDs|Uuid|UUID|Guid|Sid|Key|Slug|Ref|Urn)$|^(?:ids?|uuid|guid|urn)$/;

/** Whether a key names one thing: `id`, `chat_id`, `projectKey`. */
export const isIdKey = remembered((key) => ID_KEY.test(key), { texts: 2_500, length: 100 });
