import type { JsonObject } from "../failure/failure.ts";
import { normaliseName } from "./sent.ts";

/** What an object says of the call as a whole. */
export type Signal = "failed" | "succeeded" | "silent";

/** What one member says of it: `half` counts, two of them are a failure. */
type MemberSignal = Signal | "half";

const FLAGS = new Set(["ok", "success", "successful", "successfull", "succeeded", "issuccess", "issuccessful", "isok"]);
const ERROR_KEYS = new Set([
  "error", "errors", "err", "fault", "faults", "exception", "errormessage", "errormsg", "errordescription", "errorsummary", "errordetails", "failure", "httperror",
  "errortype", "errorname", "errorresponse", "errorinfo", "faultstring", "faultcode", "validationerrors", "usererrors", "errormessages", "servicefault", "errorslug",
  "errortext", "errortxt", "errorcode", "errcode", "errno", "errornum", "serviceerrorcode",
]);
const WORD_KEYS = new Set(["status", "type", "result", "state", "stat", "resultcode", "returncode", "rc", "outcome", "severity"]);
const STATUS_KEYS = new Set(["status", "code", "statuscode", "httpstatus", "httpstatuscode", "httpcode"]);
const CODE_KEYS = new Set(["code", "retcode", "returncode", "respcode", "resultcode"]);
const TEXT_KEYS = new Set(["message", "msg", "description", "detail", "retmsg", "returnmessage", "respmsg"]);
const FAILED_WORDS = /^(?:error|errored|fail|failed|failure|fault|fatal|not_?ok|nok|ko)$/i;
const OK_WORDS = /^(?:ok|okay|success|successful|succeeded|completed|complete|accepted|done)$/i;

/** Reads the members with which answers say how the call went: `ok: false`, `errors: […]`, `errcode: 40001`, `status: "error"`. */
export function signalOf(body: JsonObject): Signal {
  let succeeded = false;
  let halves = 0;
  for (const key of Object.keys(body)) {
    const signal = signalOfMember(normaliseName(key), body[key]);
    if (signal === "failed") return "failed";
    succeeded ||= signal === "succeeded";
    if (signal === "half") halves++;
  }
  if (succeeded) return "succeeded";
  return halves >= 2 ? "failed" : "silent";
}

function signalOfMember(name: string, value: unknown): MemberSignal {
  if (FLAGS.has(name)) return signalOfFlag(value);
  if (name === "iserror" && value === true) return "failed";
  if (ERROR_KEYS.has(name)) return saysSomething(value) ? "failed" : "silent";
  if (STATUS_KEYS.has(name) && isFailingStatus(value)) return "failed";
  if (WORD_KEYS.has(name) && typeof value === "string") return signalOfWord(name, value);
  return isHalf(name, value) ? "half" : "silent";
}

/** A code with a message is an error; either alone may be anything. */
function isHalf(name: string, value: unknown): boolean {
  return CODE_KEYS.has(name) ? isErrorCode(value) : TEXT_KEYS.has(name) && typeof value === "string" && value !== "";
}

function signalOfFlag(value: unknown): Signal {
  if (value === false || value === "false" || value === 0 || value === "0") return "failed";
  return value === true || value === "true" || value === 1 ? "succeeded" : "silent";
}

function signalOfWord(name: string, word: string): Signal {
  if (FAILED_WORDS.test(word)) return "failed";
  return name !== "type" && name !== "severity" && OK_WORDS.test(word) ? "succeeded" : "silent";
}

const NOTHING = new Set<unknown>([null, undefined, false, 0, "", "0", "none", "null"]);

/** An error member that is there for form's sake (`error: null`, `errors: []`, `errcode: 0`) says nothing. */
function saysSomething(value: unknown): boolean {
  if (NOTHING.has(value)) return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== "object" || value === null || Object.keys(value).length > 0;
}

function isFailingStatus(value: unknown): boolean {
  const status = typeof value === "string" && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === "number" && status >= 400 && status < 600;
}

function isErrorCode(value: unknown): boolean {
  if (typeof value === "number") return value !== 0 && (value < 200 || value > 299);
  return typeof value === "string" && value !== "" && !/^(?:0+|2\d\d|ok|success)$/i.test(value);
}
