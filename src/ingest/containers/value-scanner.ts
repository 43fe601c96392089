export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
const BACKSLASH = 0x5c;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

/** White space of RFC 8259, and the record separator of RFC 7464. */
const BLANKS: readonly number[] = [0x20, 0x0a, 0x0d, 0x09, 0x1e];

export function isBlank(byte: number | undefined): boolean {
  return byte !== undefined && KINDS[byte] === BLANK;
}

/** What a byte does to the structure; all else is content. */
const CONTENT = 0;
const BLANK = 1;
const SEPARATOR = 2;
const STRING = 3;
const OPEN = 4;
const CLOSE = 5;

const KINDS = new Uint8Array(256);
for (const byte of BLANKS) KINDS[byte] = BLANK;
KINDS[COMMA] = SEPARATOR;
KINDS[QUOTE] = STRING;
KINDS[OPEN_BRACE] = OPEN;
KINDS[OPEN_BRACKET] = OPEN;
KINDS[CLOSE_BRACE] = CLOSE;
KINDS[CLOSE_BRACKET] = CLOSE;

/**
 * Finds where one JSON value ends, over any number of chunks. Follows strings, escapes and nesting and checks nothing
 * else: whether the value is good JSON is for `JSON.parse` to say.
 */
export class ValueScanner {
  #depth = 0;
  #inString = false;
  #escaped = false;
  #scalar = false;

  /** A new value starts at the next byte; with `depth`, the scan is already inside that many open brackets. */
  begin(depth = 0): void {
    this.#depth = depth;
    this.#inString = false;
    this.#escaped = false;
    this.#scalar = false;
  }

  /** The offset just behind the value in `chunk`, or -1 when the chunk ends first. */
  end(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length) {
      if (this.#inString) {
        at = this.#stringEnd(chunk, at);
        if (at === -1 || this.#depth === 0) return at;
        continue;
      }
      const kind = KINDS[chunk[at] ?? 0] ?? CONTENT;
      // Inside brackets most bytes are content or blanks, and do nothing.
      if (kind < STRING && this.#depth > 0) at++;
      else if (this.#scalar && kind !== CONTENT) return at;
      else {
        at++;
        if (this.#takes(kind)) return at;
      }
    }
    return -1;
  }

  /** A scalar at the very end of the input has no delimiter behind it. */
  get endsWithInput(): boolean {
    return this.#scalar;
  }

  /** Takes one structural byte; true when it closed the value. */
  #takes(kind: number): boolean {
    if (kind === STRING) this.#inString = true;
    else if (kind === OPEN) this.#depth++;
    // A closing bracket without an opening one is a value of its own: bad, but no reason to swallow what follows.
    else if (kind === CLOSE) return --this.#depth <= 0;
    else this.#scalar = true;
    return false;
  }

  #stringEnd(chunk: Buffer, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (;;) {
      const quote = chunk.indexOf(QUOTE, at);
      const end = quote === -1 ? chunk.length : quote;
      let slashes = 0;
      while (end - slashes > at && chunk[end - slashes - 1] === BACKSLASH) slashes++;
      const odd = slashes % 2 === 1;
      if (quote === -1) {
        this.#escaped = odd;
        return -1;
      }
      if (!odd) {
        this.#inString = false;
        return quote + 1;
      }
      at = quote + 1;
    }
  }
}
