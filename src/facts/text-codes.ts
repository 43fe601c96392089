import { rolesOf } from "./roles.ts";
import { isCode } from "./words.ts";

/** A code found inside a sentence. */
export interface CodeInText {
  readonly code: string;
  readonly form: "exception" | "text";
}

const MAX_CODES = 6;

/** `PERMISSION_DENIED` in the middle of a sentence is a code, wherever it stands. */
const SCREAMING = /(?<![\w$./<{[-]|, ?)[A-Z][A-Z\d]+(?:_[A-Z\d]+)+(?![\w/>}\]-]|\.\w| ?,)/g;

/** `(resource_unavailable)`: a code that a client puts behind its sentence. */
const BRACKETED = /\(([a-z][a-z\d]*(?:_[a-z\d]+)+)\)/g;

/** `message=ThrottleExceeded`, `code: 'rate_limit_exceeded'`, `code = NotFound`. */
const PAIR = /(?<![\w$.-])([A-Za-z_]{3,24})["']?\s?(?:=>|[=:])\s?["']?([A-Za-z][A-Za-z\d_.]{3,80})(?![\w/])/g;

/** `An error occurred (ThrottlingException) when calling the InvokeModel operation`: how the AWS clients print a code. */
const CALLING = /\berror occurred \(([A-Z]\w{2,80})\) when calling/g;

/** `googleapi: Error 400: …, uploadLimitExceeded`: a code behind the sentence. */
const TRAILING = /, ([a-z]+(?:[A-Z][a-z]+)+)\s*$/gm;

/** How the clients of gRPC print a status: `rpc error: code = Unavailable desc = …` and `14 UNAVAILABLE: …`. */
const RPC = /\brpc error: code = ([A-Z][A-Za-z]{2,30})\b|^(?:\w{1,40}: )?(?:1[0-6]|[1-9]) ([A-Z]{2,20}(?:_[A-Z]{2,20}){0,2}): /g;

/** Codes of OAuth 2 (RFC 6749 4.1.2.1 and 5.2, RFC 6750 3.1) and OpenID Connect: the same everywhere, so known also in running text. */
const OAUTH = /(?<![\w/])(?:invalid_grant|invalid_client|invalid_token|unauthorized_client|insufficient_scope|unsupported_grant_type|invalid_scope|login_required|consent_required|interaction_required)(?![\w/])/g;

/** A token that was made by joining words, as codes are and words are not. */
const JOINED = /_|[a-z\d][A-Z]/;

/** `requests.exceptions.ReadTimeout:`, `AxiosError:`, `[TimeoutError]:`: what a client program calls the failure. */
const EXCEPTION = /(?<![\w$])((?:[A-Za-z_$][\w$]{0,60}(?:\.|::|\\|\/)){0,8}[A-Za-z_$][\w$]{0,60}(?:Error|Exception|Failure|Fault|Timeout|TimedOut))\b(?=\]?\s{0,2}(?:[:([{]|$|\n| at ))/g;

/** `prawcore.exceptions.InsufficientScope:`: a class without such an ending is told by its namespace. */
const QUALIFIED = /(?<![\w$.])(?:[a-z_]\w{0,40}\.){1,6}([A-Z][a-z]\w{2,60})(?=:)/g;

/** `SlowDown: …`, `NoSuchKey: …`: a code in front of its sentence. */
const LEADING_CODE = /^([A-Z][a-z]+(?:[A-Z][a-z]+){1,8})(?=: )/g;

/** `Error: cant_update_message`, `An API error occurred: channel_not_found`: a code in place of a sentence. */
const INSTEAD = /\b(?:[Ee]rror|[Ee]xception|[Ff]ailed|occurred|failure): ([a-z][a-z\d]{1,40}(?:_[a-z\d]{1,40}){1,8})(?=\s*$|\n)/g;

interface Collector {
  readonly pattern: RegExp;
  readonly form: CodeInText["form"];
  readonly pick: (match: RegExpMatchArray) => string | null;
}

const whole = (match: RegExpMatchArray): string => match[1] ?? match[0];

/** In this order; what stands for the error as a whole goes before what merely occurs. */
const COLLECTORS: readonly Collector[] = [
  { pattern: CALLING, form: "text", pick: whole },
  { pattern: RPC, form: "text", pick: ([, go, node]) => go ?? node ?? null },
  { pattern: BRACKETED, form: "text", pick: whole },
  { pattern: TRAILING, form: "text", pick: whole },
  { pattern: OAUTH, form: "text", pick: whole },
  { pattern: EXCEPTION, form: "exception", pick: classOf },
  { pattern: QUALIFIED, form: "exception", pick: whole },
  { pattern: LEADING_CODE, form: "text", pick: whole },
  { pattern: INSTEAD, form: "text", pick: whole },
  { pattern: SCREAMING, form: "text", pick: whole },
  { pattern: PAIR, form: "text", pick: valueOfPair },
];

/** The codes that stand inside a text for people. */
export function codesInText(text: string): readonly CodeInText[] {
  const found = new Map<string, CodeInText>();
  for (const { pattern, form, pick } of COLLECTORS) {
    for (const match of text.matchAll(pattern)) {
      const code = pick(match);
      if (code !== null && !found.has(code)) found.set(code, { code, form });
      if (found.size === MAX_CODES) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** The class without its namespace; `Error` alone says nothing. */
function classOf(match: RegExpMatchArray): string | null {
  const last = match[1]?.split(/\.|::|\\|\//).at(-1) ?? "";
  return /^(?:Error|Exception|Failure|Fault|)$/.test(last) ? null : last;
}

function valueOfPair([, key, value]: RegExpMatchArray): string | null {
  if (key === undefined || value === undefined || !JOINED.test(value) || !isCode(value)) return null;
  return rolesOf(key).some((role) => role === "says" || role === "code") ? value : null;
}

/** `com.acme.NotFoundException`, `System.ServiceModel.FaultException`: a class of a program, with its namespace. */
export function isExceptionName(code: string): boolean {
  return /^(?:[A-Za-z_]\w*(?:\.|::|\\))+[A-Z]\w*(?:Error|Exception|Fault|Failure)$/.test(code);
}

/**
 * Lines that say where a program was and not what went wrong: stack traces of JavaScript, Python, Ruby, Java and PHP, the
 * position and category of a PowerShell error record, the source that Terraform quotes.
 */
const PROGRAM_LINES = new RegExp(
  String.raw`^(?:[ \t]*(?:${[
    String.raw`at [^\n]{1,400}?`,
    String.raw`File "[^\n]{1,400}(?:\n[ \t]+[^\n]{1,400})?`,
    String.raw`from [^\n]{1,300}:\d+:in [^\n]{0,200}`,
    String.raw`#\d+ [^\n]{1,400}`,
    String.raw`\.\.\. \d+ more`,
    String.raw`Traceback \(most recent[^\n]*`,
    String.raw`At (?:line|[A-Z]:\\|\/)[^\n]{0,300} char:\d+`,
    String.raw`\+ (?:\.\.\.|~|CategoryInfo|FullyQualifiedErrorId)[^\n]{0,400}`,
  ].join("|")})|│[ \t]*(?:|(?:with|on) [^\n]{1,300}[,:]|\d+: [^\n]{0,300}))(?= \{$|$)`,
  "gm",
);

/** The text without the lines that name places in a program. Same length, so that spans stay true. */
export function withoutStack(text: string): string {
  return text.includes("\n") ? text.replace(PROGRAM_LINES, (line) => " ".repeat(line.length)) : text;
}
