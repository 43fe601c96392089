/**
 * The last things that were asked for, by text: APIs say the same few things over and over. Holds two generations; when the
 * young one is full the old one goes, and what is asked for meanwhile moves to the young one.
 */
export class Memo<Value> {
  readonly #size: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();

  /** @param size how many texts one generation holds */
  constructor(size: number) {
    this.#size = size;
  }

  get(text: string): Value | undefined {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const old = this.#old.get(text);
    if (old !== undefined) this.set(text, old);
    return old;
  }

  set(text: string, value: Value): void {
    if (this.#young.size >= this.#size) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(text, value);
  }
}

/** A pure function of a text that remembers what it found, for texts up to a length. */
export function remembered<Value>(read: (text: string) => Value, bounds: { readonly texts: number; readonly length: number }): (text: string) => Value {
  const memo = new Memo<{ readonly value: Value }>(bounds.texts);
  return (text) => {
    if (text.length > bounds.length) return read(text);
    const found = memo.get(text);
    if (found !== undefined) return found.value;
    const own = detached(text);
    const value = read(own);
    memo.set(own, { value });
    return value;
  };
}

/**
 * The same text with memory of its own. V8 keeps a short piece of a long text as a window into it, and whoever keeps the
 * piece keeps the long text alive.
 */
export function detached(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
