const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** `PROJ-123`, as trackers name their issues. */
const ISSUE_KEY = /^[A-Z][A-Z\d_]{0,15}-\d{1,9}$/;
/** Words joined by hyphens, underscores or dots, with versions and dates among them: `gpt-4o-2024-07-18`, `invalid_grant`. */
const WORDS = /^(?:[A-Za-z]{1,24}|v?\d{1,4}[a-z]?|\d{6}|\d{8})(?:[-_./](?:[A-Za-z]{1,24}|v?\d{1,4}[a-z]?|\d{6}|\d{8})){0,20}$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]{2,16}(?:Z|[+-]\d{2}:?\d{2})?)?$/;

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** Not a word of the language and not a plain number: letters with digits, or both cases, or long. */
export function looksRandom(value: string): boolean {
  return value.length >= 24 || (/\d/.test(value) && /[A-Za-z]/.test(value)) || (/[a-z]/.test(value) && /[A-Z]/.test(value.slice(1)));
}

/** Made by a machine to be unguessable: long, letters and digits in one piece, and neither an id of a known form nor words. */
export function isToken(value: string): boolean {
  if (value.length < 16 || UUID.test(value) || WORDS.test(value) || DATE.test(value) || isName(value)) return false;
  return /(?=[A-Za-z\d]*\d)(?=[A-Za-z\d]*[A-Za-z])[A-Za-z\d]{10}/.test(value);
}

/** `TargetNon200Error`: words written as one, with a number among them. */
function isName(value: string): boolean {
  const pieces = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^A-Za-z\d]+/g) ?? [];
  const numbers = pieces.filter((piece) => /\d/.test(piece));
  return numbers.length <= 1 && pieces.every((piece) => (/\d/.test(piece) ? piece.length <= 4 : piece.length >= 3));
}

/** Could stand for a secret in an address: no word, no key of an issue, no number. */
export function isMade(value: string): boolean {
  return value.length >= 8 && looksRandom(value) && !ISSUE_KEY.test(value) && !WORDS.test(value) && !DATE.test(value);
}

/** Words that stand where a value would: alone, or with other words hung on. */
const NO_VALUE = /^(?:is|are|was|has|not|the|a|an|null|none|nil|true|false|undefined|required|missing|invalid|expired|error|failed|denied|must|should|cannot|can|may|string|object|array|number|integer|boolean|expected|got|received|wrong|incorrect|unknown|unauthorized|forbidden|username|password|passwd|secret|token|empty|blank|redacted|this|that|your|you|please|no)(?:[-_.:!?…][A-Za-z_.!?-]{0,60})?$/i;

/** In a sentence, what stands behind "password:" is a word as often as a password. */
export function looksAssigned(value: string): boolean {
  return !NO_VALUE.test(value) && (value.length >= 6 || /\d/.test(value));
}

const OF_SENTENCES = /\b(?:is|are|was|were|be|been|has|have|does|do|must|may|might|should|can|cannot|can't|isn't|doesn't|not|required|invalid|valid|field|blank|empty|characters?|missing|too|least|expected|provided|contains?|incorrect|expired|failed|wrong|bad|no|a|an|the|of|to|for|in|with|your|please|use|try|enter|user|password|token|key|secret)\b/i;

/** Several words that make a sentence about a value, and not a value of several words. */
export function isSentence(value: string): boolean {
  return /\S\s+\S/.test(value) && OF_SENTENCES.test(value);
}

/** ISO/IEC 7812: 13 to 19 digits of a known network whose check digit (Luhn) is right. */
export function isCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, "");
  if (!/^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const doubled = Number(digits.at(-1 - index)) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** What a text is made of, as far as one look at each character tells. */
export interface Traits {
  /** Something stands in it that stands between names and values, or hides one. */
  readonly signs: boolean;
  /** Length of the longest run of letters, digits and what joins them in tokens. Characters. */
  readonly piece: number;
}

const SIGN = 1;
const PIECE = 2;
const CLASSES = Uint8Array.from({ length: 128 }, (_value, code) => (/[=:@>%\\&]/.test(String.fromCharCode(code)) ? SIGN : /[\w.~+/-]/.test(String.fromCharCode(code)) ? PIECE : 0));

/** A loop and no expression, since every text that was sent is looked at; a run of a least length costs an expression ten times as much. */
export function traitsOf(text: string): Traits {
  let signs = false;
  let longest = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = CLASSES[text.charCodeAt(at)] ?? 0;
    if (kind === PIECE) continue;
    if (at - start > longest) longest = at - start;
    start = at + 1;
    signs ||= kind === SIGN;
  }
  return { signs, piece: Math.max(longest, text.length - start) };
}
