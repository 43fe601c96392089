/** Longest text that rules look at; what an error has to say stands in front. Characters. */
export const MAX_TEXT = 4_000;

const URL_IN_TEXT = /\bhttps?:\/\/[^\s"'<>)\]}]{1,2000}/g;

/**
 * What clients print around a status: `404 Client Error: Not Found for url:`, `Request failed with status code 400`,
 * `HTTP/1.1 502 Bad Gateway`. The status itself is a fact of its own; the phrase beside it adds nothing.
 */
const STATUS_TALK = new RegExp(
  [
    String.raw`\b[1-5]\d\d(?: (?:client|server) error)?[ :)\]-]{0,4}(?:bad request|unauthori[sz]ed|payment required|forbidden|not found|method not allowed|not acceptable|conflict|gone|unprocessable (?:entity|content)|too many requests|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|ok|error|client error|server error)\b(?: for url:?)?`,
    String.raw`\b(?:request|call|operation|http|command)?[ ]?(?:failed|responded|returned|resulted|ended|error)? ?(?:with|in)?(?: an?)? ?(?:http )?(?:status|error|response)[ _]?(?:code)?[ :=-]{0,3}[1-5]\d\d\b`,
  ].join("|"),
  "gi",
);

/** Files of a machine, by the folders that every machine has: their names are no words, `/var/log/ratelimit.log` is no rate limit. */
const FILE_IN_TEXT = /(?<![\w.:/])\/(?:usr|var|mnt|opt|etc|tmp|srv|proc)(?:\/[\w.@+-]{1,100}){1,20}|(?<![\w.:/])\/(?:home|root|app|data|Users|Library)(?:\/[\w.@+-]{1,100}){1,20}(?<=\.(?:log|py|pl|pm|rb|php|js|mjs|ts|so|go|java|cs|sh|conf|cfg|ini|lock|tmp|sock|db|sqlite))(?!\w)|\b[A-Z]:\\{1,2}[\w.+-](?:[\w .+-]{0,100}[\w.+-])?(?:\\{1,2}[\w.+-]{1,100}){1,20}/g;

/** Stands for what was taken out; no blank, so that nothing matches across it as if nothing had been there. */
const TAKEN_OUT = "\u0000";

/**
 * A sentence as rules see it: in lower case, links and the talk around a status taken out (a link to a page about rate
 * limits is no rate limit), underscores and hyphens inside words as blanks, typographic apostrophes as plain ones. Same
 * length as the text, so that a match in the one is a span in the other.
 */
export function wordsOfSentence(text: string): string {
  const words = text
    .slice(0, MAX_TEXT)
    .replace(URL_IN_TEXT, (url) => TAKEN_OUT.repeat(url.length))
    .replace(FILE_IN_TEXT, (path) => path.replace(/\w/g, "x"))
    .replace(STATUS_TALK, (talk) => TAKEN_OUT.repeat(talk.length))
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/(?<=\w)[_-](?=\w)|[\t\r]/g, " ");
  return inLowerCase(words);
}

/** In lower case, and never longer or shorter: a few letters (İ) have a lower case of two. */
function inLowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : Array.from({ length: text.length }, (_value, at) => text.charAt(at)).map((char) => (char.toLowerCase().length === 1 ? char.toLowerCase() : char)).join("");
}

/**
 * A machine-readable code as words: `ResourceNotFoundException`, `RESOURCE_NOT_FOUND` and `resource-not-found` all become
 * `resource not found …`. Of a namespace or a type URI only the last, telling part is kept.
 */
export function wordsOfCode(code: string): string {
  // RFC 9457, 4.2.1: the problem has no more to it than its status.
  if (code === "about:blank") return "";
  const name = code.slice(0, 200).replace(/[#/.]+$/, "").replace(/^(?:[\w.:-]*\/\/|\/|[\w.]*#).*[#/](?=[^#/])/, "").replace(/^.*#(?=[^#])/, "");
  return name
    .replace(/OAuth/g, "Oauth")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}

/**
 * Whether a text is a code and not a sentence: one run of identifier characters, at least one letter. Addresses, ids and
 * dates are neither.
 */
export function isCode(text: string): boolean {
  if (text.length < 2 || text.length > 160 || !/^[\w.:#/\-[\]@$*]+$/.test(text)) return false;
  if (!/[A-Za-z]{2}/.test(text)) return false;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return false;
  return !isIdentifier(text);
}

/** UUIDs, hex digests, timestamps, long random ids: text that names one thing and no kind of thing. */
export function isIdentifier(text: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text)
    || /^(?:0x)?(?=[a-f]*\d)[\da-f]{12,}$/i.test(text)
    || /^\d{4}-\d{2}-\d{2}[T\d:.+Z -]*$/.test(text)
    || (/^[\w-]{20,}$/.test(text) && /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && (text.match(/\d/g)?.length ?? 0) >= 3);
}
