/** New texts that are remembered until it shows whether they come again. */
const NURSERY = 96;
/** Bits in which a text leaves its mark when it is new. */
const MARKS = 1 << 16;
/** When so many of them are taken, they are wiped, or every text would look like one seen before. */
const MAX_MARKS = MARKS / 8;

/**
 * The last things that were asked for, by text: APIs say the same few things over and over, and beside them many things
 * once, with an id or a time in them. What is new goes to a small nursery that is soon forgotten; what comes a second time
 * is kept. Kept are two generations: when the young one is full the old one goes, and what is asked for meanwhile moves to
 * the young one.
 */
export class Memo<Value> {
  readonly #size: number;
  readonly #marks = new Uint8Array(MARKS);
  #marked = 0;
  #nursery = new Map<string, Value>();
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  /** @param size how many texts one generation holds */
  constructor(size: number) {
    this.#size = size;
  }

  /** What is known for `text`, or what `make` makes of it; it is given a text with memory of its own. */
  get(text: string, make: (text: string) => Value): Value {
    return this.#young.get(text) ?? this.#nursery.get(text) ?? this.#again(text) ?? this.#made(text, make);
  }

  #again(text: string): Value | undefined {
    const old = this.#old.get(text);
    if (old !== undefined) this.#keep(text, old);
    return old;
  }

  #made(text: string, make: (text: string) => Value): Value {
    const mark = markOf(text);
    const own = detached(text, mark >= WIDE);
    const value = make(own);
    if (this.#isNew(mark % MARKS)) {
      if (this.#nursery.size >= NURSERY) this.#nursery = new Map();
      this.#nursery.set(own, value);
    } else this.#keep(own, value);
    return value;
  }

  #keep(text: string, value: Value): void {
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, value);
  }

  /** Whether a text is seen for the first time, as far as its mark tells. */
  #isNew(mark: number): boolean {
    if (this.#marks[mark] === 1) return false;
    if (this.#marked++ >= MAX_MARKS) {
      this.#marks.fill(0);
      this.#marked = 1;
    }
    this.#marks[mark] = 1;
    return true;
  }
}

/** Above all marks; added where a text has characters of more than one byte. */
const WIDE = MARKS;

function markOf(text: string): number {
  let hash = 0x811c9dc5;
  let all = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    hash = Math.imul(hash ^ code, 0x01000193);
    all |= code;
  }
  return ((hash ^ (hash >>> 16)) & (MARKS - 1)) + (all > 0xff ? WIDE : 0);
}

/** A pure function of a text that remembers what it found, for texts up to a length. */
export function remembered<Value>(read: (text: string) => Value, bounds: { readonly texts: number; readonly length: number }): (text: string) => Value {
  const memo = new Memo<{ readonly value: Value }>(bounds.texts);
  const make = (text: string): { readonly value: Value } => ({ value: read(text) });
  return (text) => (text.length > bounds.length ? read(text) : memo.get(text, make).value);
}

/**
 * The same text with memory of its own. V8 keeps a short piece of a long text as a window into it, and whoever keeps the
 * piece keeps the long text alive. A text that fits into one byte for each character stays so: half the memory, and V8
 * compiles a regular expression once more for texts of two.
 */
function detached(text: string, wide: boolean): string {
  const encoding = wide ? "utf16le" : "latin1";
  return Buffer.from(text, encoding).toString(encoding);
}
