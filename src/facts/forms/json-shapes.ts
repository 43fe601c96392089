import { isObject, type JsonObject, member, type Part } from "../../failure/failure.ts";
import { rolesOf } from "../roles.ts";

/** A content block of the Model Context Protocol: what a tool answers, as text. */
export function isContentBlock(item: unknown): item is { readonly type: "text"; readonly text: string } {
  return isObject(item) && item["type"] === "text" && typeof item["text"] === "string";
}

/** OData 2 and 3 write `message: {lang, value}`; the text, or null for anything else. */
export function odataMessage(part: Part): Part<string> | null {
  if (!isObject(part.value) || !("lang" in part.value)) return null;
  const { value } = part.value;
  return typeof value === "string" ? { ...member(part, "value", value), value } : null;
}

/** `["can't be blank"]`, or objects that say something; not `["a", "b"]`, which may be anything. */
export function isErrorList(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((item) => (typeof item === "string" ? item.includes(" ") : isObject(item) && Object.keys(item).some((key) => rolesOf(key).includes("says"))));
}

/** The field that an error object is about: `param`, `loc: ["body", "email"]`, `source: {pointer: "/data/attributes/name"}`. */
export function fieldOf(error: JsonObject): string | null {
  for (const key of Object.keys(error)) {
    const value = error[key];
    if (HOLDS_FIELD.test(key) && isObject(value)) {
      const name = fieldOf(value);
      if (name !== null || key === "source") return name;
    }
    if (!isFieldKey(key, value, error)) continue;
    const name: unknown = Array.isArray(value) ? value.findLast((item) => typeof item === "string") : value;
    if (typeof name === "string" && name !== "" && name.length <= 200) return name;
  }
  return null;
}

/** `source: {pointer}`, `details: {api_name}`, `params: {missingProperty}`. */
const HOLDS_FIELD = /^(?:source|details?|params)$/;

/** `missing: ["currency"]`, `fields: ["currency"]`; a map under such a key is one of errors. */
const LIST_OF_FIELDS = /^(?:(?:missing|required|invalid|unknown|unexpected)[_-]?)?(?:fields|params|parameters|properties|keys|arguments)$|^missing$/i;

/** zod writes `path: ["body", "email"]` beside a message; elsewhere a path is a route. */
function isFieldKey(key: string, value: unknown, error: JsonObject): boolean {
  if (LIST_OF_FIELDS.test(key) && Array.isArray(value)) return value.every((item) => typeof item === "string" && /^[\w.$[\]-]+$/.test(item));
  return rolesOf(key).includes("field") || (key === "path" && Array.isArray(value) && "message" in error);
}
