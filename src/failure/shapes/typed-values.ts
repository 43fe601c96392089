import { isObject, type JsonObject } from "../failure.ts";

/**
 * Databases export values with their types beside them: MongoDB's Extended JSON (`{"$oid": …}`, `{"$numberInt": "404"}`) and
 * DynamoDB's attribute values (`{"S": …}`, `{"N": "404"}`, `{"M": {…}}`). Gives the plain values; everything else as it is.
 */
export function plainValues(record: JsonObject): JsonObject {
  const values = Object.values(record);
  if (values.length > 0 && values.every(isAttributeValue)) return fromDynamo(record);
  return values.some(isExtended) ? membersFromMongo(record) : record;
}

const ATTRIBUTE_TYPES: ReadonlySet<string> = new Set(["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"]);

function isAttributeValue(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && ATTRIBUTE_TYPES.has(keys[0] ?? "");
}

function fromDynamo(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, ofAttribute(value)]));
}

function ofAttribute(attribute: unknown): unknown {
  if (!isAttributeValue(attribute)) return attribute;
  const [[type, value] = ["", null]] = Object.entries(attribute);
  if (type === "N") return numberOr(value);
  if (type === "NULL") return null;
  if (type === "M") return isObject(value) ? fromDynamo(value) : value;
  return type === "L" && Array.isArray(value) ? value.map(ofAttribute) : value;
}

function isExtended(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && /^\$(?:oid|date|uuid|number(?:Int|Long|Double|Decimal))$/.test(keys[0] ?? "");
}

function membersFromMongo(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, fromMongo(value)]));
}

function fromMongo(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromMongo);
  if (!isObject(value)) return value;
  if (!isExtended(value)) return membersFromMongo(value);
  const [[type, inner] = ["", null]] = Object.entries(value);
  if (type === "$date") return fromMongo(inner);
  return type.startsWith("$number") ? numberOr(inner) : inner;
}

/** Beyond 2^53 a number is an id, and stays the digits that it is. */
function numberOr(value: unknown): unknown {
  const number = Number(value);
  return typeof value === "string" && (Number.isSafeInteger(number) || (Number.isFinite(number) && /\./.test(value))) ? number : value;
}
