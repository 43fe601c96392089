import { Candidates } from "../taxonomy/candidates.ts";

/** What a masked value was; stands in its token. */
export type SecretKind = "secret" | "jwt" | "private-key" | "email" | "card";

/** One way to find secrets in a text. The group `value` is what gets masked; without it, the whole match. */
export interface Detector {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
  readonly confirm?: (value: string) => boolean;
  /** Cheap test that rules out most texts, where the pattern itself names no literal that could. */
  readonly needs?: RegExp;
}

/** Never twice: what stands in a token, and what somebody else has masked already. */
const MASKED = String.raw`(?!\[(?:secret|jwt|private-key|email|card):|\*{3}|x{4,}|<[^<>]{1,40}>|\$\{|\{\{|\[?(?:redacted|filtered|masked)\b)`;
/** Between a name and its value: \`": "\`, \`=\`, \`%3D\`, also with the backslashes of JSON inside JSON. */
const ASSIGNED = String.raw`\\{0,3}["']?\s{0,3}(?::|=>?|%3[aAdD])\s{0,3}\\{0,3}["']?`;
const SECRET_NAME = String.raw`(?:pass(?:word|wd|phrase)|pwd|secret|client[_-]?secret|app[_-]?secret|secret[_-]?(?:access[_-]?)?key|api[_-]?key|apikey|app[_-]?key|appid|hapikey|access[_-]?key(?:[_-]?id)?|access[_-]?token|refresh[_-]?token|id[_-]?token|auth[_-]?token|session[_-]?token|security[_-]?token|oauth[_-]?token|bot[_-]?token|csrf[_-]?token|x-amz-security-token|x-amz-credential|private[_-]?key|signing[_-]?key|subscription[_-]?key|account[_-]?key|session[_-]?id|sessionid|sid[_-]?token|assertion|samlresponse|x-amz-signature|signature|sig|otp|x-api-key|x-auth-token|ocp-apim-subscription-key|credentials?)`;

/** In this order; a stretch that one of them took is closed to the next. */
const DETECTORS: readonly Detector[] = [
  // RFC 7468; inside JSON the line ends are \n.
  { kind: "private-key", pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g },
  // RFC 7519: three (signed) or five (encrypted) base64url parts, the first of which is an object.
  { kind: "jwt", pattern: /(?<![\w-])ey[JI][A-Za-z\d_-]{8,4000}\.[A-Za-z\d_-]{4,8000}(?:\.[A-Za-z\d_-]{0,4000}){0,3}/g },
  // RFC 9110, 11.6.2: Authorization: <scheme> <credentials>, up to the end of the quoted or unquoted value.
  { kind: "secret", pattern: new RegExp(String.raw`\b(?:proxy-)?authorization${ASSIGNED}(?:(?:bearer|basic|token|digest|negotiate|apikey|bot|key|aws4-hmac-sha256)\s{1,3})?(?<value>${MASKED}[^"'\\\r\n]{4,4000})`, "gi"), confirm: (value) => !/^(?:header|is|was|has|required|missing|failed|code|error|token|invalid)\b/i.test(value) },
  { kind: "secret", pattern: new RegExp(String.raw`\b(?:bearer|basic|token)\s{1,3}(?<value>${MASKED}[A-Za-z\d._~+\/=-]{12,4000})`, "gi"), confirm: looksRandom },
  { kind: "secret", pattern: new RegExp(String.raw`\b(?:set-)?cookie${ASSIGNED}(?<value>${MASKED}[^"'\\\r\n]{4,4000})`, "gi"), confirm: (value) => value.includes("=") },
  // RFC 3986, 3.2.1: user:password@ in an authority.
  { kind: "secret", pattern: new RegExp(String.raw`\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s\/:@"'<>]{0,200}:(?<value>${MASKED}[^\s\/@"'<>]{1,400})@`, "gi") },
  { kind: "secret", pattern: /\b(?:AKIA|ASIA|AGPA|AROA|AIDA)[A-Z\d]{16}\b|\bgh[pousr]_[A-Za-z\d]{20,255}\b|\bgithub_pat_\w{20,255}\b|\bgl(?:pat|dt|rt|soat)-[\w-]{16,255}|\bxox[abeoprs]-[\w-]{10,255}|\bxapp-\d-[\w-]{10,255}|\b[srp]k_(?:live|test)_[A-Za-z\d]{10,255}|\bwhsec_[A-Za-z\d]{16,255}|\bsk-(?:ant-|proj-|or-|svcacct-)?[\w-]{16,255}|\bAIza[\w-]{30,60}|\bya29\.[\w-]{16,1000}|\b1\/\/0[\w-]{20,255}|\bSG\.[\w-]{16,64}\.[\w-]{16,128}|\bnpm_[A-Za-z\d]{30,64}|\bpypi-[\w-]{30,255}|\bhf_[A-Za-z\d]{20,64}|\bhv[sb]\.[\w-]{20,255}|\bshp(?:at|ca|pa|ss)_[a-fA-F\d]{16,64}|\bdop_v1_[a-f\d]{20,128}|\bdapi[a-f\d]{32}\b|\bNRAK-[A-Z\d]{20,64}|\bpat-(?:na|eu)\d-[\w-]{20,64}|\bpat[A-Za-z\d]{14}\.[a-f\d]{40,80}|\bfigd_[\w-]{20,128}|\bsecret_[A-Za-z\d]{30,64}|\bntn_[A-Za-z\d]{20,64}|\blin_(?:api|oauth)_[A-Za-z\d]{20,64}|\bEAA[A-Za-z\d]{30,400}|\bSK[a-f\d]{32}\b|\bkey-[a-f\d]{32}\b|\bsq0[a-z]{3}-[\w-]{20,64}|\b\d{8,10}:AA[\w-]{30,40}|\bEZ[AT]K[a-z\d]{40,64}/g },
  { kind: "secret", pattern: /\bhttps:\/\/hooks\.slack\.com\/services\/(?<value>[\w/]{20,120})|\bdiscord(?:app)?\.com\/api\/webhooks\/\d{10,25}\/(?<value2>[\w-]{40,100})/g },
  { kind: "secret", pattern: new RegExp(String.raw`(?<![A-Za-z])${SECRET_NAME}${ASSIGNED}(?<value>${MASKED}[^\s"'\\,;&<>(){}\]]{3,4000})`, "gi"), confirm: looksAssigned },
  // RFC 6749, 4.1.2: the code in a redirect, and the state beside it.
  { kind: "secret", pattern: new RegExp(String.raw`[?&](?:code|state|token|key)=(?<value>${MASKED}[\w.~%\/+-]{10,2000})`, "gi"), confirm: looksRandom },
  { kind: "email", needs: /@/, pattern: /(?<![\w.+%/@-])[A-Za-z\d](?:[\w.+%-]{0,62}[\w+%-])?@(?:[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?\.){1,6}[A-Za-z]{2,24}(?![\w@-])/g, confirm: (value) => !/\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|md)$/i.test(value) && !value.startsWith("git@") },
  { kind: "card", needs: /\d(?:[ -]?\d){12}/, pattern: /(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w.-])/g, confirm: isCardNumber },
];

const candidates = new Candidates(DETECTORS, ({ pattern }) => pattern.source);

/** The detectors that may find something in a text, in their order. */
export function detectorsFor(text: string): readonly Detector[] {
  const open = candidates.of(text).filter(({ needs }) => needs === undefined || needs.test(text));
  return open.length === 0 ? open : DETECTORS.filter((detector) => open.includes(detector));
}

/** Not a word of the language and not a plain number: letters with digits, or both cases, or long. */
function looksRandom(value: string): boolean {
  return value.length >= 24 || (/\d/.test(value) && /[A-Za-z]/.test(value)) || (/[a-z]/.test(value) && /[A-Z]/.test(value.slice(1)));
}

/** In a sentence, what stands behind "token:" is a word as often as a token. */
function looksAssigned(value: string): boolean {
  return !/^(?:is|are|was|has|not|the|a|an|null|none|true|false|undefined|required|missing|invalid|expired|error|failed|denied|must|should|cannot|string|object|array|number)\b/i.test(value) && (value.length >= 6 || /\d/.test(value));
}

/** ISO/IEC 7812: 13 to 19 digits of a known network whose check digit (Luhn) is right. */
function isCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, "");
  if (!/^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const doubled = Number(digits.at(-1 - index)) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
