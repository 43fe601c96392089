import type { JsonObject } from "../failure/failure.ts";
import { normaliseName } from "./sent.ts";

/** What an object says of the call as a whole. */
export type Signal = "failed" | "succeeded" | "silent";

/** What one member says of it. Two halves are a failure; a zero is a half where nothing was given. */
type MemberSignal = Signal | "half" | "zero";

const FLAGS = new Set(["ok", "success", "successful", "successfull", "succeeded", "succes", "issuccess", "issuccessful", "isok", "sucesso", "exito", "erfolg", "esito"]);
const FAILURE_FLAGS = new Set(["iserror", "haserror", "haserrors", "failed", "isfailed", "hasfailed"]);
/** `error`, `errtext`, `apiError`, `faultstring`, `errorDetails`, `validationErrors`: names of errors and of what is told of them. */
const ERROR_KEY = /^modelstate$|^(?:erros?|errores|error[ei]|erreurs?|fehler|fout(?:en)?|hata(?:lar)?)$|^(?:x|api|http|service|validation|user|server|global|field|system|internal|business)?(?:err|error|errors|fault|faults|exception|exceptions|failure)(?:code|no|num|number|id|type|name|key|slug|msg|message|messages|text|txt|string|desc|description|details?|summary|info|reason|response|list|title|cause|status)?$/;
const WORD_KEYS = new Set(["status", "type", "result", "state", "stat", "resultcode", "returncode", "rc", "outcome", "severity", "ack", "apistatus", "requeststatus", "responsestatus", "callstatus", "transactionstatus", "xstatus", "xresult"]);
const STATUS_KEYS = new Set(["status", "code", "statuscode", "httpstatus", "httpstatuscode", "httpcode"]);
const CODE_KEY = /^code$|(?:ret|return|resp|response|result|info)code$/;
const TEXT_KEY = /^(?:message|messagetext|msg|mensagem|mensaje|messaggio|description|desc|detail|info|usermessage|reason)$|(?:decline|reject|rejection|refusal)(?:reason|message|text)$|(?:ret|return|resp|response|result)(?:msg|message|text|desc|description)$/;
/** Where the payload would be; an answer without one, beside a code that is none of success, is an error. */
const PAYLOAD_KEY = /^(?:data|result|payload|content|body)$/;
/** Zero is "no" in one half of the world, and "no error" in the other. */
const STATE_KEY = /^(?:status|stat|result|state)$|approved$/;
/** A class name of an error, where kinds of things are named. */
const KIND_KEYS = new Set(["type", "name", "kind", "title", "class"]);
const NAME_OF_ERROR = /^[A-Z]\w{1,60}(?:Error|Exception|Fault|Failure)$/;
/** Words of which the names of errors are made, and those of other things hardly. */
const WORDS_OF_ERROR = /(?:^|_)(?:invalid|missing|unknown|unauthori[sz]ed|forbidden|denied|failed|failure|error|exception|exceeded|expired|insufficient|suspended|blocked|rejected|unsupported|duplicate|malformed|no_such|not_?(?:found|allowed|authori[sz]ed|permitted|supported|valid|enough)|already_exists)(?:_|$)/;
const FAILED_WORDS = /^(?:err|error|errored|fail|failed|failure|fault|fatal|not_?ok|nok|ko|ng|unsuccessful)$/i;
/** What was refused may be what was asked about, so these need a reason beside them. */
const REFUSED_WORDS = /^(?:reject(?:ed)?|decline[d]?|denied|refused|invalid|unauthorized|forbidden)$/i;
const OK_WORDS = /^(?:ok|okay|success|successful|succeeded|completed|complete|accepted|done)$/i;

/** Reads the members with which answers say how the call went: `ok: false`, `errors: […]`, `errcode: 40001`, `status: "error"`. */
export function signalOf(body: JsonObject): Signal {
  let succeeded = false;
  let halves = 0;
  for (const key of Object.keys(body)) {
    const signal = signalOfMember(normaliseName(key), body[key]);
    if (signal === "failed") return "failed";
    succeeded ||= signal === "succeeded";
    if (signal === "half" || (signal === "zero" && !hasPayload(body))) halves++;
  }
  if (succeeded) return "succeeded";
  return halves >= 2 ? "failed" : "silent";
}

/** What was asked for stands beside the zero, so it says that all went well. */
function hasPayload(body: JsonObject): boolean {
  return Object.keys(body).some((key) => PAYLOAD_KEY.test(normaliseName(key)) && typeof body[key] === "object" && saysSomething(body[key]));
}

function signalOfMember(name: string, value: unknown): MemberSignal {
  if (FLAGS.has(name)) return signalOfFlag(value);
  if (FAILURE_FLAGS.has(name)) return isTrue(value) ? "failed" : "silent";
  if (ERROR_KEY.test(name)) return saysSomething(value) ? "failed" : "silent";
  if (STATUS_KEYS.has(name) && isFailingStatus(value)) return "failed";
  const word = WORD_KEYS.has(name) && typeof value === "string" ? signalOfWord(name, value) : "silent";
  return word === "silent" ? partOf(name, value) : word;
}

function partOf(name: string, value: unknown): MemberSignal {
  if (STATE_KEY.test(name) && (value === 0 || value === "0")) return "zero";
  return isHalf(name, value) ? "half" : "silent";
}

/** A code, or the name of an error, with a message is an error; either alone may be anything. */
function isHalf(name: string, value: unknown): boolean {
  if (CODE_KEY.test(name)) return isErrorCode(value);
  if (value === null) return PAYLOAD_KEY.test(name);
  return typeof value === "string" && isHalfText(name, value);
}

function isHalfText(name: string, text: string): boolean {
  if (WORD_KEYS.has(name) && REFUSED_WORDS.test(text)) return true;
  if (KIND_KEYS.has(name)) return NAME_OF_ERROR.test(text);
  return TEXT_KEY.test(name) && text !== "" && !OK_WORDS.test(text) && !OK_TEXT.test(text);
}

/** `InvalidSenderId`, `INSUFFICIENT_CREDITS`: a code that was made by joining words, and that names an error. */
export function namesError(code: string): boolean {
  const words = code.replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/[-.]/g, "_");
  return words.includes("_") && WORDS_OF_ERROR.test(words.toLowerCase());
}

function signalOfFlag(value: unknown): Signal {
  if (value === false || value === "false" || value === 0 || value === "0") return "failed";
  return isTrue(value) || value === 1 ? "succeeded" : "silent";
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function signalOfWord(name: string, word: string): Signal {
  if (FAILED_WORDS.test(word)) return "failed";
  return name !== "type" && name !== "severity" && OK_WORDS.test(word) ? "succeeded" : "silent";
}

/** `Query successful`, said to people. */
const OK_TEXT = /^(?!\W*(?:not|un))[\w ]{0,40}success(?:ful|fully)?[\w ]{0,20}\W*$|^(?:deleted|created|updated|saved|sent|added|removed|finished|completed)\b[\w ]{0,40}\W*$|成功$/i;

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
