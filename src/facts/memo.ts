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
    const own = detached(text);
    const value = make(own);
    if (this.#isNew(own)) {
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
  #isNew(text: string): boolean {
    const mark = markOf(text);
    if (this.#marks[mark] === 1) return false;
    if (this.#marked++ >= MAX_MARKS) {
      this.#marks.fill(0);
      this.#marked = 1;
    }
    this.#marks[mark] = 1;
    return true;
  }
}

function markOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & (MARKS - 1);
}

/** A pure function of a text that remembers what it found, for texts up to a length. */
export function remembered<Value>(read: (text: string) => Value, bounds: { readonly texts: number; readonly length: number }): (text: string) => Value {
  const memo = new Memo<{ readonly value: Value }>(bounds.texts);
  const make = (text: string): { readonly value: Value } => ({ value: read(text) });
  return (text) => (text.length > bounds.length ? read(text) : memo.get(text, make).value);
}

/**
 * The same text with memory of its own. V8 keeps a short piece of a long text as a window into it, and whoever keeps the
 * piece keeps the long text alive.
 */
function detached(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
