/** Words that introduce a status, with little between them and the number. */
const INTRODUCED = /\b(?:https?(?:[ /][\d.]+)?(?: ?error| status| response)?(?: code)?|status(?:[ _]?code)?|error(?:[ _]?code)?|response(?: (?:code|status))?|code|returned|responded with|received|got|with status|failed with)(?: was| is| of)?['"]?[ ]{0,2}(?:[:=(['"]{1,3}|->)?[ ]{0,2}\(?(?:Optional\.of\()?['"]?([1-5]\d\d)(?![\w%-]|[.,]\d)/gi;

/** A status at the very beginning, after at most a client's class name: `402 Insufficient Balance`, `ApiException: (500)`. A reply of a mail server (RFC 3463: `535-5.7.8`) is none. */
const LEADING = /^[\s"'([<]{0,4}(?:[\w.$:]{1,80}(?:Error|Exception|Failure|Fault|Response)\s{0,2}[:(]{0,2}\s{0,2}[([]?)?([45]\d\d)(?![ -][245]\.\d{1,3}\.\d)(?=\s{0,2}[:)\]",{<[(-]|\s+[A-Z'"]|\s*$)(?! ?[MGK]B\b)/;

/** A status followed by the phrase that RFC 9110 and the gateways give it. */
const PHRASED = /(?<![\w.])([45]\d\d)[ :)\]-]{1,3}(?:client error|server error|bad request|unauthorized|payment required|forbidden|not found|method not allowed|not acceptable|request time-?out|conflict|gone|precondition failed|(?:payload|request entity) too large|unsupported media type|unprocessable|too many requests|internal server error|not implemented|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|gateway[ _]timeout|payment[ _]required|web server|connection timed out)/gi;

/** A test's assertion names the status it wanted; that is nobody's answer. */
const ASSERTION = /\bexpected (?:http )?(?:status|response)(?: ?code)?\b|\bexpected \d{3}\b|\bto (?:be|equal) \d{3}\b/i;

export interface StatusInText {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The HTTP status that a text names, as `HTTP 404`, `status code: 404`, `404 Client Error`, `(404) Not Found`. Digits
 * alone never count: they may be part of an id, a title, a line number or a limit. The last one named is the innermost.
 */
export function statusInText(text: string): StatusInText | null {
  if (!/[1-5]\d\d/.test(text) || ASSERTION.test(text)) return null;
  const named = [INTRODUCED, PHRASED].flatMap((pattern) => [...text.matchAll(pattern)].map(located)).filter((status) => IN_USE.test(String(status.value)));
  const last = named.toSorted((a, b) => b.start - a.start)[0];
  if (last !== undefined) return last;
  const leading = LEADING.exec(text);
  return leading === null ? null : located(leading);
}

/** Statuses that are registered (IANA) or that the large gateways use; other numbers behind a bare "code" are a vendor's own. */
const IN_USE = /^(?:40\d|41\d|42[1-9]|42\d|431|44[049]|45[016]|46[03]|49[4-9]|50\d|51[01]|52\d|530|54\d|59[89])$/;

function located(match: RegExpMatchArray): StatusInText {
  const digits = match[1] ?? "";
  const start = (match.index ?? 0) + match[0].lastIndexOf(digits);
  return { value: Number(digits), start, end: start + digits.length };
}
