import { isObject, type JsonObject, member, type Part } from "../../failure/failure.ts";
import { type Role, rolesOf } from "../roles.ts";
import { namesError } from "../signals.ts";
import { isCode } from "../words.ts";

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

/** `{"email": ["The email field is required."]}`: nothing but names of fields, each with what is wrong with it. */
export function isBareMapOfErrors(body: JsonObject): boolean {
  const lists = Object.values(body);
  return lists.length > 0 && lists.every((list) => isErrorList(list) && Array.isArray(list) && list.every((item) => typeof item === "string" && item.length <= MAX_COMPLAINT));
}

/** Longer texts in lists are content. Characters. */
const MAX_COMPLAINT = 300;

/** `{"path": "permissions[1]", "message": "…"}`: a field and what is wrong with it, and nothing else that a thing would have. */
export function isComplaint(item: JsonObject): boolean {
  const keys = Object.keys(item);
  return keys.length <= 3 && fieldOf(item) !== null && keys.some((key) => key !== "code" && rolesOf(key).includes("says") && typeof item[key] === "string" && item[key].includes(" "));
}

/** The field that an error object is about: `param`, `loc: ["body", "email"]`, `source: {pointer: "/data/attributes/name"}`. */
export function fieldOf(error: JsonObject, depth = 0): string | null {
  for (const key of Object.keys(error)) {
    const value = error[key];
    if (HOLDS_FIELD.test(key) && isObject(value) && depth < MAX_HELD) {
      const name = fieldOf(value, depth + 1);
      if (name !== null || key === "source") return name;
    }
    const named = isFieldKey(key, value, error) ? nameIn(value) : null;
    if (named !== null) return named;
  }
  return null;
}

function nameIn(value: unknown): string | null {
  const name: unknown = Array.isArray(value) ? value.findLast((item) => typeof item === "string") : value;
  return typeof name === "string" && name !== "" && name.length <= 200 ? name : null;
}

const MAX_HELD = 4;
/** `source: {pointer}`, `details: {api_name}`, `params: {missingProperty}`. */
const HOLDS_FIELD = /^(?:source|details?|params)$/;

/** `missing: ["currency"]`, `fields: ["currency"]`; a map under such a key is one of errors. */
const LIST_OF_FIELDS = /^(?:(?:missing|required|invalid|unknown|unexpected)[_-]?)?(?:fields|params|parameters|properties|keys|arguments)$|^missing$/i;

/** Validators write `path: ["body", "email"]` or `path: "items[1].email"` beside a message; elsewhere a path is a route. */
function isFieldKey(key: string, value: unknown, error: JsonObject): boolean {
  if (LIST_OF_FIELDS.test(key) && Array.isArray(value)) return value.every((item) => typeof item === "string" && /^[\w.$[\]-]+$/.test(item));
  return rolesOf(key).includes("field") || (key === "path" && "message" in error && (Array.isArray(value) || (typeof value === "string" && /^[A-Za-z_$][\w$.[\]]*$/.test(value))));
}

/** Whether a member of an object that may be a success could hold what it says of an error. */
export function mayBeSaid(roles: readonly Role[], value: unknown): boolean {
  return roles.includes("says") || (typeof value === "string" && roles.includes("error"));
}

/** A sentence, or a code that can only be an error's; any other word may be a value. */
export function isTold(value: unknown): value is string {
  return typeof value === "string" && (!isCode(value) || namesError(value));
}

/** Whether a value without a sign of failure is worth a look for one: a wrapper, a list, an object that is all there is. */
export function mayHoldErrors(value: unknown, roles: readonly Role[], isTelling: boolean): boolean {
  return roles.includes("wrapper") || Array.isArray(value) || (isObject(value) && isTelling);
}

/** The value of a field's own key in a map of errors: a code or a sentence, not a value that came back. */
export function saysWhy(value: string): boolean {
  return isCode(value) || /\S \S+ \S/.test(value) || /^[A-Za-z]{2,} [a-z]{3,}\.?$/.test(value);
}

/** `ValidationError: {"checked": "Rogue field"}`: what a program prints behind the class of an error maps fields to what is wrong with them. */
export function isMapOfErrors(before: string, printed: unknown): boolean {
  if (!/(?:error|exception|invalid|errors)\s{0,2}:\s{0,2}$/i.test(before) || !isObject(printed)) return false;
  return Object.entries(printed).every(([key, value]) => rolesOf(key).length === 0 && (typeof value === "string" || isErrorList(value)));
}
