import { isCardNumber, isMade, isSentence, isToken, isUuid, looksAssigned, looksRandom, type Traits } from "./looks.ts";
import { type Secrecy, secrecyOf } from "./names.ts";
import { VENDOR_TOKEN } from "./vendors.ts";

/** What a masked value was; stands in its token. */
export type SecretKind = "secret" | "jwt" | "private-key" | "email" | "card";

/** What the groups of a pattern caught. */
type Groups = Readonly<Record<string, string | undefined>>;

/** One way to find secrets in a text. The group `value`, `double` or `single` is what gets masked; without them, the whole match. */
export interface Detector {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
  /** Cheap tests that must all hold for the pattern to be tried. */
  readonly hints: readonly RegExp[];
  /** How long the longest piece of the text must be for the same; see looks.ts. */
  readonly piece?: number;
  readonly confirm?: (value: string, groups: Groups) => boolean;
}

/** Never twice: what stands in a token, what somebody else has masked already, and what was never filled in. */
const MASKED = String.raw`(?=\S)(?!\[(?:secret|jwt|private-key|email|card):|\*{3}|x{4,}|<[^<>]{1,40}>|\$\{|\{\{|\{[\w .-]{1,60}\}|\[?(?:\w{1,20}[_ -])?(?:redacted|filtered|masked|hidden|removed)\b)`;
/** What closes a name: `"name"`, `[name]`. */
const CLOSE = String.raw`(?<close>["'${"`"}]?\]?)`;
/** Between a name and its value. Escapes and percent-encoding were taken off before. */
const EQUALS = String.raw`\s{0,3}(?<sign>={1,3}>?)\s{0,3}(?:\[\s{0,3})?`;
const COLON = String.raw`\s{0,3}(?<sign>:=?)\s{0,3}(?:\[\s{0,3})?`;
/** `"name": "password", "value": "…"`, and the attributes of an element that say the same. */
const PAIRED = String.raw`(?:\s{0,2},\s{0,2}["']value["']\s{0,2}:\s{0,2}|\s{1,3}value\s?=\s?)`;
const QUOTED = String.raw`"${MASKED}(?<double>(?:[^"\\\r\n]|\\.|"(?=\w)){1,4000})|'${MASKED}(?<single>(?:[^'\\\r\n]|\\.|'(?=\w)){1,4000})`;
/** A bare value, up to where it must end: in a form at the next field, in a sentence at a blank. */
const BARE_FIELD = String.raw`${MASKED}(?<value>(?:[^\s"'\\,;&<>(){}[\]]|\\(?!["'nrtu\\])){3,4000})`;
const BARE_WORD = String.raw`${MASKED}(?<value>(?:[^\s"'\\<>{}[\]]|\\(?!["'nrtu\\])){2,4000}[^\s"'\\<>{}[\],;.:!?)])`;
const NAME = String.raw`(?<![\w-])(?<name>[\w-]{2,80})${CLOSE}`;
const AUTHORIZED = String.raw`${CLOSE}\s{0,3}(?<sign>:|=>?)\s{0,3}(?:\[\s{0,3})?["']?`;

const KEYWORD = String.raw`(?:(?:api|access|secret|private|app|application|license|signing|subscription|account|auth|integration|service|client|consumer|encryption|webhook|user|admin|master|bearer|shared)[ _-]?keys?|(?<!\b(?:page|next|sync|continuation|delta|cursor|pagination|unexpected|start|resume)[ _-]?)tokens?|secrets?|pass(?:word|phrase|code)s?|credentials?|signature|session(?:[ _-]?(?:id|key))?|cookie|jwt|(?:authori[sz]ation|auth|verification|grant|oauth|reset|invite|device|one[- ]time)[ _-]code)`;
/** Words that may stand between "token" and the token. What is not among them may say that something else follows. */
const BETWEEN = String.raw`(?:provided|given|supplied|used|received|passed|specified|sent|value|string|was|were|is|are|not|no|longer|invalid|valid|expired|revoked|unknown|incorrect|malformed|wrong|bad|found|recogni[sz]ed|rejected|has|have|been|does|exist|starting|beginning|with)`;
const LONG = String.raw`${MASKED}(?<value>[A-Za-z\d][\w.~+\/-]{14,510}[\w~+\/-]={0,2})`;

/** Some part of every name that names.ts takes for that of a secret. */
const STEMS = "pass|pwd|secret|token|key|credential|sig|assertion|saml|auth|cookie|bearer|jwt|[cx]srf|sess|sid|otp|cv[vc]|code|state|ticket|appid";
const SECRET_STEM = new RegExp(STEMS, "i");
/** The same, with the rest of the name and what must follow it. */
const stemBefore = (sign: string): RegExp => new RegExp(String.raw`(?:${STEMS})[\w-]{0,78}["'${"`"}]?\]?\s{0,3}${sign}`, "i");

/** Ids of shared calendars have the form of an address and name nobody. */
const NO_MAILBOX = /@(?:group|resource|import)(?:\.v)?\.calendar\.google\.com$/i;

/** In this order; a stretch that one of them took is closed to the next. */
export const DETECTORS: readonly Detector[] = [
  // RFC 7468; inside JSON the line ends are \n.
  { kind: "private-key", hints: [/-----BEGIN/], pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g },
  // RFC 7519: three (signed) or five (encrypted) base64url parts, the first of which is an object.
  { kind: "jwt", hints: [/ey[JI]/], piece: 12, pattern: /(?<![A-Za-z\d-])ey[JI][A-Za-z\d_-]{8,4000}\.[A-Za-z\d_-]{4,8000}(?:\.[A-Za-z\d_-]{0,4000}){0,3}/g },
  // RFC 9110, 11.6.2: Authorization: <scheme> <credentials>, up to the end of the quoted or unquoted value.
  { kind: "secret", hints: [/authorization/i], pattern: new RegExp(String.raw`\b(?:proxy-)?authorization${AUTHORIZED}(?:(?:bearer|basic|token|digest|negotiate|apikey|bot|key|aws4-hmac-sha256)\s{1,3})?(?<value>${MASKED}[^"'\\\r\n]{4,4000})`, "gi"), confirm: (value) => !/^(?:header|is|was|has|required|missing|failed|code|error|token|invalid)\b/i.test(value) },
  { kind: "secret", hints: [/bearer|basic|token/i], pattern: new RegExp(String.raw`\b(?:bearer|basic|token)\s{1,3}(?<value>${MASKED}[A-Za-z\d._~+\/=-]{12,4000})`, "gi"), confirm: (value) => looksRandom(value) && !isUuid(value) },
  { kind: "secret", hints: [/cookie/i], pattern: new RegExp(String.raw`\b(?:set-)?cookie${AUTHORIZED}(?<value>${MASKED}[^"'\\\r\n]{4,4000})`, "gi"), confirm: (value) => value.includes("=") },
  // RFC 3986, 3.2.1: user:password@ in an authority. Of a connection string the password may hold what a URL must encode; it ends at the last @ before the host.
  { kind: "secret", hints: [/:\/\//, /@/], pattern: new RegExp(String.raw`\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s\/:"'<>]{0,200}:(?!\d{1,5}(?:[\/?#]|$))(?<value>${MASKED}[^\s"'<>]{1,400})@(?=[\w[])`, "gi"), confirm: (value) => !/\?[^@]*=/.test(value) },
  { kind: "secret", hints: [/:\/\//, /@/], pattern: new RegExp(String.raw`\b[a-z][a-z\d+.-]{1,20}:\/\/(?<value>${MASKED}[^\s\/:@"'<>]{16,400})@(?=[\w[])`, "gi"), confirm: isToken },
  { kind: "secret", hints: [], piece: 14, pattern: VENDOR_TOKEN },
  { kind: "secret", hints: [/hooks\.slack|discord/], pattern: /\bhttps:\/\/hooks\.slack\.com\/services\/(?<value>[\w/]{20,120})|\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/(?<single>[\w-]{40,100})/g },
  { kind: "secret", hints: [stemBefore("=")], pattern: new RegExp(`${NAME}${EQUALS}(?:${QUOTED}|${BARE_FIELD})`, "gi"), confirm: isSecretNamed },
  { kind: "secret", hints: [stemBefore(":")], pattern: new RegExp(`${NAME}${COLON}(?:${QUOTED}|${BARE_WORD})`, "gi"), confirm: isSecretNamed },
  { kind: "secret", hints: [/["'\s]value["'\s=]/i, SECRET_STEM], pattern: new RegExp(`${NAME}${PAIRED}(?:${QUOTED}|${BARE_FIELD})`, "gi"), confirm: isSecretNamed },
  // RFC 7578: a part of a multipart form; its value ends with the line.
  { kind: "secret", hints: [/\n\r?\n/], pattern: new RegExp(String.raw`\bname="(?<name>[^"\r\n]{1,80})"(?:;[^\r\n]{0,200})?(?:\r?\n[\w-]{1,40}:[^\r\n]{0,200}){0,3}\r?\n\r?\n(?<value>${MASKED}[^\r\n]{1,4000})`, "gi"), confirm: isSecretNamed },
  { kind: "secret", hints: [/<\//, SECRET_STEM], pattern: new RegExp(String.raw`<(?:[\w.-]{1,40}:)?(?<name>[\w.-]{2,80})(?:\s[^<>]{0,200})?>(?<value>${MASKED}[^<>\r\n]{3,4000})<\/`, "gi"), confirm: (value, { name = "" }) => isSecretNamed(value, { name, sign: ":", close: ">" }) },
  { kind: "secret", hints: [/[?&][\w.[\]-]{1,80}=/, SECRET_STEM], pattern: new RegExp(String.raw`[?&](?<name>[\w.[\]-]{1,80})=(?<value>${MASKED}[^\s&#"'<>]{3,4000})`, "gi"), confirm: isSecretInQuery },
  { kind: "secret", hints: [/--?u/], pattern: new RegExp(String.raw`\s(?:-u|--user)[ =]["']?[^\s:"']{1,200}:(?<value>${MASKED}[^\s"']{1,400})`, "g") },
  { kind: "secret", hints: [SECRET_STEM], piece: 16, pattern: new RegExp(String.raw`(?<![A-Za-z])${KEYWORD}(?<between>(?:[\s"'${"`"}:=(<\[{>,-]{1,4}${BETWEEN}\b){0,5})[\s"'${"`"}:=(<\[{>,-]{1,4}${LONG}`, "gi"), confirm: isQuotedToken },
  // The other way round: "a8f5… is not a valid API key".
  { kind: "secret", hints: [/\b(?:is|was)\s(?:not\s)?an?\s/i, SECRET_STEM], piece: 16, pattern: new RegExp(String.raw`(?<![\w.~+\/-])${LONG}["'${"`"})]?\s{1,3}(?:is|was)\s(?:not\s)?an?\s(?:\w{1,20}\s){0,2}?${KEYWORD}\b`, "gi"), confirm: isToken },
  { kind: "email", hints: [/@/], pattern: /(?:(?<![\p{L}\p{N}_.+%@-])|(?<=%)(?![\dA-Fa-f]{2}))[\p{L}\p{N}_.+%-]{1,128}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}\p{L}{2,24}(?![\w@-])/gu, confirm: (value) => !/\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json)$/i.test(value) && !value.startsWith("git@") && !NO_MAILBOX.test(value) },
  { kind: "card", hints: [/\d{4}[ -]?\d{4}/], pattern: /(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w.-])/g, confirm: isCardNumber },
];

/** A value that stands without a sign in front of it is at least so long. Characters. */
const MIN_PIECE = 12;
/** What tells a secret that has no name, apart from its length. */
const UNNAMED = /@|\s--?u|hooks|discord|basic\s/i;
const MIN_UNNAMED_PIECE = 14;
/** A file in base64, or what is left of one; longer than any token. */
const CONTENT = /^[A-Za-z\d+/]{1000,}={0,2}$/;
const SPACED_DIGITS = /\d{4}[ -]\d{4}/;

/** Words with nothing between them but blanks and commas, as nearly all texts are: no secret stands in them. */
export function isPlainProse({ signs, piece }: Traits): boolean {
  return !signs && piece < MIN_PIECE;
}

/** Whether a text may tell by a name or a form that something in it is secret; rules out nearly all prose and content. */
export function mayTellSecret(text: string, traits: Traits): boolean {
  if (isPlainProse(traits) || CONTENT.test(text)) return false;
  return traits.piece >= MIN_UNNAMED_PIECE || SECRET_STEM.test(text) || UNNAMED.test(text);
}

/** Whether a text may hold anything that a detector finds. */
export function mayHoldSecret(text: string, traits: Traits): boolean {
  return !isPlainProse(traits) || SPACED_DIGITS.test(text) || text.includes("-----BEGIN");
}

/** `name: value` in whatever notation. */
function isSecretNamed(value: string, groups: Groups): boolean {
  const { name = "", sign, value: bare } = groups;
  const secrecy = secrecyOf(name);
  if (secrecy === null || (bare !== undefined && isAssignment(bare))) return false;
  // A code in an answer is that of an error; in a form it may be that of OAuth.
  if (secrecy === "perhaps") return isToken(value) && (sign === "=" || !/code$/i.test(name));
  return looksAssigned(value) && !isSaid(value, secrecy, groups);
}

/** Behind "Invalid token:" the sentence may go on, and under "token" may stand what is wrong with it. */
function isSaid(value: string, secrecy: Secrecy, { close, sign, value: bare }: Groups): boolean {
  if (sign !== ":") return false;
  if (isSentence(value)) return true;
  return secrecy === "token" && close === "" && bare !== undefined && !isMade(value) && value.length < 24;
}

/** `password="…"` is no value, but another name with its own. */
function isAssignment(value: string): boolean {
  const name = /^([\w-]{2,80})["']?[=:]/.exec(value)?.[1];
  return name !== undefined && secrecyOf(name) !== null;
}

function isSecretInQuery(value: string, { name = "" }: Groups): boolean {
  const secrecy = secrecyOf(name);
  if (secrecy === null) return false;
  return secrecy === "perhaps" ? isMade(value) && value.length >= 10 : looksAssigned(value);
}

/** A UUID names a thing as often as it opens one; beside the keyword it opens. */
function isQuotedToken(value: string, { between = "" }: Groups): boolean {
  return isToken(value) || (isUuid(value) && /^(?:\W*(?:provided|given|supplied|used|received|passed|specified|sent|value)\W*)?$/.test(between));
}
