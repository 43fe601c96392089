import type { RequestFacts } from "../facts/request.ts";
import type { RequestParts } from "../failure/failure.ts";
import { isObject } from "../failure/failure.ts";

const SECRET_HEADER = /^(?:proxy-)?authorization$|^(?:set-)?cookie$|token|secret|api-?key|apikey|credential|signature|^x-auth/i;
const SECRET_FIELD = /pass(?:word|wd|phrase)|secret|(?:access|refresh|id|auth|session|bot|api)_?token|api_?key|private_?key|credential/i;
/** Shorter values occur by chance. Characters. */
const MIN_LENGTH = 8;

/**
 * The values with which a request proves itself. An API may quote them bare, where nothing but the request tells that they
 * are secret. `Authorization: Bearer abc` gives `abc`; a cookie gives each of its values.
 */
export function secretsOf(parts: RequestParts, request: RequestFacts): readonly string[] {
  const values = [
    ...parts.headers.flatMap((header) => headerValues(header.value)),
    ...request.sent().leaves.filter((leaf) => SECRET_FIELD.test(leaf.key)).map((leaf) => leaf.value),
  ];
  return [...new Set(values.filter((value) => value.length >= MIN_LENGTH && !/^[<{$*[]/.test(value)))];
}

function headerValues(header: unknown): readonly string[] {
  if (Array.isArray(header)) return header.flatMap(headerValues);
  if (!isObject(header)) return [];
  const { name, value } = header;
  if (typeof name === "string" && typeof value === "string") return SECRET_HEADER.test(name) ? partsOf(value) : [];
  return Object.entries(header).flatMap(([key, text]) => (SECRET_HEADER.test(key) && typeof text === "string" ? partsOf(text) : []));
}

function partsOf(value: string): readonly string[] {
  return value.split(/[;,]\s*/).map((part) => part.replace(/^[\w-]+[= ]\s*/, "").trim());
}
