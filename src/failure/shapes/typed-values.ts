import { isObject, type JsonObject, type Part } from "../failure.ts";

/** Deeper values stay as they are; nobody looks for anything there. */
const MAX_DEPTH = 64;

/**
 * Databases export values with their types beside them: MongoDB's Extended JSON (`{"$oid": …}`, `{"$numberInt": "404"}`) and
 * DynamoDB's attribute values (`{"S": …}`, `{"N": "404"}`, `{"M": {…}}`). Gives the plain values; everything else as it is.
 * Of attribute values every place has another name than it seems, so a JSON Pointer ends at the whole.
 */
export function plainValues(part: Part<JsonObject>): Part<JsonObject> {
  const values = Object.values(part.value);
  if (values.length > 0 && values.every(isAttributeValue)) return { ...part, value: fromDynamo(part.value, 0), decoded: true };
  return values.some(isExtended) ? { ...part, value: membersFromMongo(part.value, 0) } : part;
}

const ATTRIBUTE_TYPES: ReadonlySet<string> = new Set(["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"]);

function isAttributeValue(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && ATTRIBUTE_TYPES.has(keys[0] ?? "");
}

function fromDynamo(record: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, ofAttribute(value, depth)]));
}

function ofAttribute(attribute: unknown, depth: number): unknown {
  if (!isAttributeValue(attribute) || depth > MAX_DEPTH) return attribute;
  const [[type, value] = ["", null]] = Object.entries(attribute);
  if (type === "N") return numberOr(value);
  if (type === "NULL") return null;
  if (type === "M") return isObject(value) ? fromDynamo(value, depth + 1) : value;
  return type === "L" && Array.isArray(value) ? value.map((item) => ofAttribute(item, depth + 1)) : value;
}

function isExtended(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && /^\$(?:oid|date|uuid|number(?:Int|Long|Double|Decimal))$/.test(keys[0] ?? "");
}

function membersFromMongo(object: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, fromMongo(value, depth + 1)]));
}

function fromMongo(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => fromMongo(item, depth + 1));
  if (!isObject(value)) return value;
  if (!isExtended(value)) return membersFromMongo(value, depth);
  const [[type, inner] = ["", null]] = Object.entries(value);
  if (type === "$date") return fromMongo(inner, depth + 1);
  return type.startsWith("$number") ? numberOr(inner) : inner;
}

/** Beyond 2^53 a number is an id, and stays the digits that it is. */
function numberOr(value: unknown): unknown {
  const number = Number(value);
  return typeof value === "string" && (Number.isSafeInteger(number) || (Number.isFinite(number) && /\./.test(value))) ? number : value;
}
