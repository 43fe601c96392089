/**
 * Reads the object and list literals that programs print into their error texts: JSON (also broken off), Python, JavaScript's
 * inspect, Ruby hashes, Java's `Type{key=value}`. Tolerant by design: it takes what it can read and stops where the text
 * stops. Linear in the text; nesting and the number of values are bounded.
 */

const MAX_DEPTH = 24;
const MAX_VALUES = 2_000;

export interface Literal {
  readonly value: unknown;
  /** Offset behind the literal. */
  readonly end: number;
}

/** Where a literal could begin: a bracket and what looks like a first key or a first text. */
const OPENING = /[{[]\s*(?:[ub]?["'`]|[A-Za-z_$][\w$.-]{0,60}["'`]?\s*(?:=>|[:=])|[{[]|[}\]])/g;

/** `missing required properties (["currency"])`: the list belongs to the sentence. */
const LISTS_NAMES = /\b(?:fields?|propert(?:y|ies)|param(?:eter)?s?|arguments?|keys?|attributes?|columns?|values?|one of|missing|required)\W{0,4}$/i;

/** The first object or list literal in `text` at or behind `from`, with the offset it begins at. */
export function findLiteral(text: string, from = 0): (Literal & { readonly start: number }) | null {
  OPENING.lastIndex = from;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const literal = readLiteral(text, match.index);
    if (literal !== null && isTelling(literal.value) && !(Array.isArray(literal.value) && LISTS_NAMES.test(text.slice(Math.max(0, match.index - 40), match.index)))) return { ...literal, start: match.index };
    OPENING.lastIndex = match.index + 1;
  }
  return null;
}

/** An object with keys, or a list of such or of texts: `{}` and `[54]` are no answers. */
function isTelling(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isTelling(item) || (typeof item === "string" && item.length > 3));
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** Reads the literal that begins at `start`; null when there is none. */
function readLiteral(text: string, start: number): Literal | null {
  const reader = new Reader(text, start);
  const value = reader.value(0);
  return value === NOTHING ? null : { value, end: reader.at };
}

const NOTHING = Symbol("nothing");
const BARE_WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true], ["True", true], ["false", false], ["False", false],
  ["null", null], ["None", null], ["nil", null], ["undefined", null],
]);

class Reader {
  readonly #text: string;
  at: number;
  #values = 0;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  value(depth: number): unknown {
    this.#blanks();
    if (depth > MAX_DEPTH || ++this.#values > MAX_VALUES) return NOTHING;
    this.#prefix();
    const char = this.#char();
    if (char === "{") return this.#object(depth);
    if (char === "[") return this.#list(depth, "]");
    // A tuple; but "(#4) Application request limit reached" is a sentence.
    if (char === "(" && /^\(\s*(?:[ub]?["'[{(]|-?\d+\s*[,)])/.test(this.#text.slice(this.at, this.at + 20))) return this.#list(depth, ")");
    if (char === '"' || char === "'" || char === "`") return this.#quoted(char);
    return this.#bare(depth);
  }

  #object(depth: number): unknown {
    const members = new Map<string, unknown>();
    this.at++;
    while (!this.#atEnd()) {
      this.#blanks();
      if (this.#char() === "}") {
        this.at++;
        break;
      }
      const before = this.at;
      const key = this.#key();
      if (key === null) break;
      const value = this.value(depth + 1);
      if (value !== NOTHING) members.set(key, value);
      this.#blanks();
      if (/[,;]/.test(this.#char())) this.at++;
      if (this.at === before) break;
    }
    // fromEntries defines own members, so that a key like __proto__ is a key like any other.
    return Object.fromEntries(members);
  }

  #key(): string | null {
    this.#prefix();
    const char = this.#char();
    const key = char === '"' || char === "'" || char === "`" ? this.#quoted(char) : this.#run(/[\w$.@\- ]/).trim();
    this.#blanks();
    const separator = /^(?:=>|[:=])/.exec(this.#text.slice(this.at, this.at + 2))?.[0];
    if (separator === undefined || key === "") return null;
    this.at += separator.length;
    return key;
  }

  #list(depth: number, close: string): unknown {
    const list: unknown[] = [];
    this.at++;
    while (!this.#atEnd()) {
      this.#blanks();
      if (this.#char() === close) {
        this.at++;
        break;
      }
      const before = this.at;
      const value = this.value(depth + 1);
      if (value !== NOTHING) list.push(value);
      this.#blanks();
      if (/[,;]/.test(this.#char())) this.at++;
      if (this.at === before) break;
    }
    return list;
  }

  #quoted(quote: string): string {
    const start = ++this.at;
    let end = start;
    let text = "";
    for (; end < this.#text.length && !this.#closes(end, quote); end++) {
      if (this.#text[end] !== "\\") continue;
      text += this.#text.slice(this.at, end) + unescaped(this.#text, end);
      end += this.#text[end + 1] === "u" ? 5 : 1;
      this.at = end + 1;
    }
    text += this.#text.slice(this.at, end);
    this.at = Math.min(end + 1, this.#text.length);
    return text;
  }

  /** An apostrophe inside a text that its program did not escape closes nothing: what follows a closing quote is punctuation. */
  #closes(at: number, quote: string): boolean {
    if (this.#text[at] !== quote) return false;
    return quote !== "'" || /^\s*(?:[,:}\])=;]|$)/.test(this.#text.slice(at + 1, at + 12));
  }

  /** A number, a constant, a word, `Type{…}` or `Optional.of(…)`; everything up to the next separator. */
  #bare(depth: number): unknown {
    const run = this.#run(/[^,;:{}[\]()"'\n]/);
    const word = run.trim();
    if (word !== "" && /[{[(]/.test(this.#char())) return this.#typed(word, depth);
    // A text without quotes may hold colons and quotes, as a time, a URL or a sentence does.
    const rest = /[:'"(]/.test(this.#char()) ? this.#run(/[^,;{}[\]\n]/) : "";
    return constantOf(`${run}${rest}`.trim());
  }

  /** `Type{…}`, `Optional.of(…)`: the value inside. */
  #typed(word: string, depth: number): unknown {
    const inner = this.value(depth + 1);
    const unpacked: unknown = Array.isArray(inner) && inner.length === 1 && word.startsWith("Optional") ? inner[0] : inner;
    return unpacked === NOTHING ? word : unpacked;
  }

  #run(allowed: RegExp): string {
    const start = this.at;
    while (!this.#atEnd() && allowed.test(this.#char())) this.at++;
    return this.#text.slice(start, this.at);
  }

  /** Python prints byte and unicode strings with a prefix: u'…', b"…". */
  #prefix(): void {
    if (/[ub]/.test(this.#char()) && /["']/.test(this.#text[this.at + 1] ?? "")) this.at++;
  }

  #blanks(): void {
    while (!this.#atEnd() && /\s/.test(this.#char())) this.at++;
  }

  #char(): string {
    return this.#text[this.at] ?? "";
  }

  #atEnd(): boolean {
    return this.at >= this.#text.length;
  }
}

function constantOf(text: string): unknown {
  if (text === "") return NOTHING;
  if (BARE_WORDS.has(text)) return BARE_WORDS.get(text);
  return /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

function unescaped(text: string, slash: number): string {
  const char = text[slash + 1] ?? "";
  if (char !== "u") return ESCAPES[char] ?? char;
  const code = Number.parseInt(text.slice(slash + 2, slash + 6), 16);
  return Number.isNaN(code) ? "" : String.fromCharCode(code);
}
