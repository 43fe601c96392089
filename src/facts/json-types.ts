import { isObject, type Part, type RequestParts } from "../failure/failure.ts";
import { headersIn } from "../failure/headers.ts";
import { normaliseName } from "./sent.ts";

type JsonType = "integer" | "number" | "boolean" | "list" | "object";

const TYPES: readonly (readonly [JsonType, RegExp])[] = [
  ["integer", /^(?:int|integer|long)s?$/],
  ["number", /^(?:number|numeric|float|decimal|double)s?$/],
  // "must be true or false"
  ["boolean", /^(?:bool(?:ean)?s?|false)$/],
  ["list", /^(?:array|list|sequence)s?$/],
  ["object", /^(?:object|dict|dictionary|map|hash)s?$/],
];

/** The JSON type that a text asks for, by its last word of one: `max_tokens must be an integer`. */
export function typeAskedFor(text: string): JsonType | null {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  for (const word of words.toReversed()) {
    const type = TYPES.find(([, names]) => names.test(word))?.[0];
    if (type !== undefined) return type;
  }
  return null;
}

/** Whether a value is what is asked for, in another JSON type: `"256"` for an integer, one object for a list. */
export function isMistyped(value: unknown, type: JsonType): boolean {
  if (type === "list") return isObject(value);
  if (typeof value !== "string") return false;
  const text = value.trim();
  switch (type) {
    case "integer": return /^-?\d{1,15}$/.test(text);
    case "number": return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text);
    case "boolean": return /^(?:true|false)$/i.test(text);
    case "object": return /^\{[\s\S]*\}$/.test(text);
    default: return type satisfies never;
  }
}

/** What of a request has no JSON types: a query, a form, and the arguments that the tool was given. */
const TYPELESS = /^(?:(?:request|query|path)?_?params|query|query_?parameters|form|parameters|arguments|args|payload_?received)$/i;
const TYPELESS_MEDIA = /urlencoded|multipart/i;

const MAX_DEPTH = 12;
const MAX_VALUES = 2_000;

/** The values that a JSON body was sent with under a name, wherever in it they stand; none where it is not certain to be JSON. */
export function valuesNamed(name: string, { method, url, headers, data }: RequestParts): readonly unknown[] {
  if (url === null || method === null || method === "GET" || isTypeless(headers)) return [];
  const found: unknown[] = [];
  let seen = 0;
  const walk = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || ++seen > MAX_VALUES) return;
    if (Array.isArray(value)) for (const element of value) walk(element, depth + 1);
    else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        if (normaliseName(key) === name) found.push(value[key]);
        walk(value[key], depth + 1);
      }
    }
  };
  for (const part of data) if (isBody(part)) walk(part.value, 0);
  return found;
}

function isTypeless(headers: readonly Part[]): boolean {
  return headers.flatMap(({ value }) => headersIn(value)).some(([name, texts]) => /^content-type$/i.test(name) && texts.some((text) => TYPELESS_MEDIA.test(text)));
}

function isBody({ place }: Part): boolean {
  return typeof place.key !== "string" || !TYPELESS.test(place.key);
}
