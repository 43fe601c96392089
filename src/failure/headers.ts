import { isObject, type JsonObject } from "./failure.ts";

/** A header as it was sent, and what stands in it: more than one text where it was sent more than once. */
export type Header = readonly [name: string, texts: readonly string[]];

const MAX_DEPTH = 16;

/** `{"Name": "value"}`, `{"name": …, "value": …}` as HAR has it, `["Name", "value"]`, lists of these, and `Name: value` in lines. */
export function headersIn(headers: unknown, depth = 0): readonly Header[] {
  if (typeof headers === "string") return headers.split(/\r?\n/).flatMap(headerOfLine);
  if (Array.isArray(headers)) return depth < MAX_DEPTH ? headersInList(headers, depth) : [];
  return isObject(headers) ? headersInObject(headers) : [];
}

function headerOfLine(line: string): readonly Header[] {
  const colon = line.indexOf(":");
  return colon === -1 ? [] : [[line.slice(0, colon), [line.slice(colon + 1)]]];
}

function headersInList(list: readonly unknown[], depth: number): readonly Header[] {
  const [name, value] = list;
  if (list.length === 2 && typeof name === "string" && !name.includes(":")) return [[name, textsIn(value)]];
  return list.flatMap((item) => headersIn(item, depth + 1));
}

function headersInObject(headers: JsonObject): readonly Header[] {
  const name = headers["name"] ?? headers["key"];
  const each = Object.keys(headers).map((key): Header => [key, textsIn(headers[key])]);
  if (typeof name !== "string") return each;
  // Without a value the name may be a header that is called so.
  return "value" in headers ? [[name, textsIn(headers["value"])]] : [[name, []], ...each];
}

function textsIn(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.flat(MAX_DEPTH) : [value];
  return values.filter((text) => typeof text === "string");
}
