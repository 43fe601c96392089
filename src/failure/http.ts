import { Fields } from "./aliases.ts";
import { isObject, type JsonObject, memberOf, type Outcome, type Part, type RequestParts, unwrapped } from "./failure.ts";
import { toolCallIn } from "./tool-call.ts";

/** `404`, `404.0` as spreadsheets write it, `404 Not Found`, `HTTP/1.1 404 Not Found`. */
const STATUS_TEXT = /^\s*(?:HTTP(?:\/\d(?:\.\d)?)?[ :]{1,3})?(\d{3})(?:\.0{1,6})?(?:[ :-]{1,3}[A-Za-z][A-Za-z' -]{0,40})?\s*$/i;

/** An HTTP status (RFC 9110, 15) from a number, or from a text that is no more than one; null for anything else. */
export function statusOf(part: Part | null): Part<number> | null {
  if (part === null) return null;
  const { value } = part;
  const status = typeof value === "number" ? value : typeof value === "string" ? Number(STATUS_TEXT.exec(value)?.[1] ?? Number.NaN) : null;
  return status !== null && Number.isInteger(status) && status >= 100 && status <= 999 ? { ...part, value: status } : null;
}

/** The first alias that holds an HTTP status; `status: "error"` in front of `status_code: 404` does not hide it. */
export function statusIn(fields: Fields): Part<number> | null {
  for (const part of fields.all("status")) {
    const status = statusOf(part);
    if (status !== null) return status;
  }
  return null;
}

const SUCCEEDED = /^(?:success|succeeded|successful|ok|passed|complete|completed|true)$/i;
const FAILED = /^(?:error|errored|fail|failed|failure|exception|timeout|timed_out|false)$/i;

/** What the record says of itself: `status: "success"`, `successful: false` and their like. */
export function outcomeIn(fields: Fields): Outcome {
  for (const part of fields.all("outcome")) {
    const word = typeof part.value === "boolean" ? String(part.value) : part.value;
    if (typeof word !== "string") continue;
    if (FAILED.test(word.trim())) return "failed";
    if (SUCCEEDED.test(word.trim())) return "succeeded";
  }
  return "unknown";
}

export const NO_REQUEST: RequestParts = { method: null, url: null, headers: [], data: [] };

/** A request object `{method, url, headers, body …}`, or the bare data of one. */
export function requestOf(part: Part | null): RequestParts {
  if (part === null) return NO_REQUEST;
  const whole = unwrapped(part);
  const toolCall = toolCallIn(whole);
  if (toolCall !== null) return { ...NO_REQUEST, data: toolCall.given === null ? [] : [toolCall.given] };
  if (!isObject(whole.value)) return { ...NO_REQUEST, data: [whole] };
  const fields = new Fields({ ...whole, value: whole.value });
  const isCall = fields.find("url") !== null || fields.find("method") !== null;
  if (!isCall) return { ...NO_REQUEST, data: [whole] };
  return callOf({ ...whole, value: whole.value });
}

/**
 * The call in an object that is known to describe one.
 *
 * @param answers members that were found to be the answer, and so were not sent
 */
export function callOf(call: Part<JsonObject>, answers: readonly Part[] = []): RequestParts {
  const isAnswer = (part: Part): boolean => answers.some((answer) => answer.place.key === part.place.key);
  const fields = new Fields(call);
  const url = wholeUrl(fields.find("url"));
  const method = fields.find("method");
  return {
    method: typeof method?.value === "string" ? method.value.trim().toUpperCase() : null,
    url: typeof url?.value === "string" ? { ...url, value: url.value } : null,
    headers: fields.all("headers").map(unwrapped),
    data: fields.all("sent").filter((part) => !isAnswer(part)).map(unwrapped),
  };
}

/** The Elastic Common Schema and Postman take a URL apart, and keep the whole beside the parts as a rule. */
function wholeUrl(part: Part | null): Part | null {
  if (part === null || !isObject(part.value)) return part;
  return memberOf(part, "full") ?? memberOf(part, "original") ?? memberOf(part, "raw") ?? urlOfParts(part, part.value);
}

/** `{"protocol": "https", "host": ["api", "example", "com"], "path": ["v1", "things"]}`. */
function urlOfParts({ place }: Part, { protocol, host, path }: JsonObject): Part | null {
  if (!isTexts(host) || !isTexts(path)) return null;
  return { value: `${typeof protocol === "string" ? protocol : "https"}://${host.join(".")}/${path.join("/")}`, place, decoded: true };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** One request out of several descriptions of it, the most telling first. */
export function mergeRequests(requests: readonly RequestParts[]): RequestParts {
  return {
    method: requests.find((request) => request.method !== null)?.method ?? null,
    url: requests.find((request) => request.url !== null)?.url ?? null,
    headers: requests.flatMap((request) => request.headers),
    data: requests.flatMap((request) => request.data),
  };
}
