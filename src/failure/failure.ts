import { at, type Place } from "./place.ts";

/** A value of the record together with where it stands. */
export interface Part<Value = unknown> {
  readonly value: Value;
  readonly place: Place;
  /** The value was decoded from text that stands at `place`; a JSON Pointer cannot reach further in. */
  readonly decoded: boolean;
}

/** The call that was made, as far as the record tells. */
export interface RequestParts {
  /** Upper case: `GET`. */
  readonly method: string | null;
  readonly url: Part<string> | null;
  readonly headers: readonly Part[];
  /** Everything that was sent as data: body, query parameters, arguments of the tool. */
  readonly data: readonly Part[];
}

/** What the record itself says of how it ended. */
export type Outcome = "failed" | "succeeded" | "unknown";

/** One record in the one internal shape that everything behind `failure/` reads. */
export interface Failure {
  readonly id: string;
  readonly toolkit: string | null;
  readonly tool: string | null;
  /** The connected account the call was made with. */
  readonly account: string | null;
  /** When it happened, in milliseconds since 1970-01-01T00:00Z, or null. */
  readonly time: number | null;
  readonly outcome: Outcome;
  /** HTTP status as a field of the record, in the order of the attempts. */
  readonly statuses: readonly Part<number>[];
  readonly request: RequestParts;
  /** Where the answer can be read: bodies, error texts, messages of the runner. */
  readonly answers: readonly Part[];
}

/** What the upstream classifier said of a record. A claim, never the truth. */
export interface UpstreamClaim {
  /** As it was written. */
  readonly category: string;
  /** 0 to 1 as a rule, but nobody promises that; null where it said nothing. */
  readonly confidence: number | null;
  readonly reason: string | null;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of an object or array, with its place. */
export function member(parent: Part, key: string | number, value: unknown): Part {
  return { value, place: parent.decoded ? parent.place : at(parent.place, key), decoded: parent.decoded };
}

/** The members of an array, or none. */
export function elementsOf(part: Part | null): readonly Part[] {
  if (part === null || !Array.isArray(part.value)) return [];
  return part.value.map((value: unknown, index) => member(part, index, value));
}

/** The named member of an object, or null. */
export function memberOf(part: Part | null, key: string): Part | null {
  if (part === null || !isObject(part.value) || !Object.hasOwn(part.value, key)) return null;
  return member(part, key, part.value[key]);
}

/** Text that holds JSON is read as the JSON it holds; everything else stays as it is. */
export function unwrapped(part: Part): Part {
  if (typeof part.value !== "string") return part;
  const text = part.value.trim();
  if (!/^[[{"]/.test(text)) return part;
  try {
    const value: unknown = JSON.parse(text);
    // Exporters that stringify twice exist: {"response": "\"{\\\"error\\\": …}\""}.
    return unwrapped({ value, place: part.place, decoded: true });
  } catch {
    return part;
  }
}
