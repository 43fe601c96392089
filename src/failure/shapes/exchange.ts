import { ALIASES, Fields, normalise } from "../aliases.ts";
import { isObject, type JsonObject, memberOf, type Part, type RequestParts, unwrapped } from "../failure.ts";
import { callOf, requestOf, statusIn } from "../http.ts";
import { attributesOf, hasAttributes } from "./span.ts";

/** A call and its answer, where a record gives them an object of their own. */
export interface Exchange {
  /** The key it stands under; null where there is none. */
  readonly key: string | null;
  readonly status: Part<number> | null;
  readonly requests: readonly RequestParts[];
  readonly answers: readonly Part[];
}

const NO_EXCHANGE: Exchange = { key: null, status: null, requests: [], answers: [] };

/** Schemas of logs name it so: `http` (Elastic Common Schema), `httpRequest` (Google's LogEntry), `contexts` (Sentry). */
const OF_HTTP = ["http", "httpRequest", "contexts"];
/** What axios prints of a call that it made. */
const OF_CLIENT = "config";
/** Under these names it stands where both halves of it are there: `payload: {req, resp}`. */
const OF_BOTH: ReadonlySet<string> = new Set(["payload", "data", "details", "metadata", "exchange", "call", "context", "log"]);

export function exchangeIn(record: Part<JsonObject>): Exchange {
  for (const key of OF_HTTP) {
    const part = objectUnder(record, key);
    if (part !== null) return exchangeOf(part, key);
  }
  const attributes = hasAttributes(record.value) ? attributesOf(record) : null;
  if (attributes !== null) {
    const exchange = exchangeOf(attributes, String(attributes.place.key));
    return { ...exchange, answers: [...exchange.answers, ...new Fields(attributes).all("error").filter((part) => !isOnlyStatus(part))] };
  }
  const config = objectUnder(record, OF_CLIENT);
  if (config !== null && new Fields(config).has("url")) return { ...NO_EXCHANGE, key: OF_CLIENT, requests: [callOf(config)] };
  for (const key of Object.keys(record.value)) {
    const part = OF_BOTH.has(normalise(key)) ? objectUnder(record, key) : null;
    if (part !== null && hasBoth(new Fields(part))) return exchangeOf(part, key);
  }
  return NO_EXCHANGE;
}

function objectUnder(record: Part<JsonObject>, key: string): Part<JsonObject> | null {
  const part = memberOf(record, key);
  if (part === null) return null;
  const inner = unwrapped(part);
  return isObject(inner.value) ? { ...inner, value: inner.value } : null;
}

function hasBoth(fields: Fields): boolean {
  return fields.all("request").some(isCertain) && fields.all("response").some(isCertain);
}

function exchangeOf(part: Part<JsonObject>, key: string): Exchange {
  const fields = new Fields(part);
  const answers = fields.all("response").filter((answer) => isCertain(answer) && !isOnlyStatus(answer)).map(unwrapped);
  const inAnswers = answers.map(({ value, ...place }) => (isObject(value) ? statusIn(new Fields({ ...place, value })) : null));
  return {
    key,
    status: statusIn(fields) ?? inAnswers.find((status) => status !== null) ?? null,
    requests: [callOf(part, answers), ...fields.all("request").map(requestOf)],
    answers,
  };
}

/** Names that a call's own data bears as often as its answer. */
const EITHER: ReadonlySet<string> = new Set([...ALIASES.sent, "payload"]);

/** Nobody writes the other half of a call under this name. */
export function isCertain(part: Part): boolean {
  return !EITHER.has(normalise(String(part.place.key)));
}

export function isOnlyStatus(part: Part): boolean {
  return typeof part.value === "number" || typeof part.value === "boolean";
}
