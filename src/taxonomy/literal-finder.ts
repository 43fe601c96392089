/** One class for each character that a literal can hold; capitals fall together with small letters, all else is class 0. */
const CODES = 129;
/** All characters outside of ASCII are one. */
const NOT_ASCII = 128;

/**
 * Finds which of many literals stand in a text, in one pass over it and without regard to the case of ASCII letters
 * (Aho and Corasick, 1975). The cost does not depend on how many literals there are.
 */
export class LiteralFinder {
  readonly #classes = new Uint8Array(CODES);
  readonly #classCount: number;
  /** By state and class, the state to go on from; two bytes for each where there are few enough states, for the table is walked at random. */
  readonly #next: Uint16Array | Int32Array;
  /** The literal that ends in a state, or -1. */
  readonly #literalAt: Int32Array;
  /** The state itself if a literal ends in it, or the nearest state behind it where one does; 0 for none. */
  readonly #nearest: Int32Array;
  /** The nearest state in which a shorter literal ends that this one ends in too; 0 for none. */
  readonly #shorter: Int32Array;
  readonly #seenIn: Uint32Array;
  #search = 0;

  /** @param literals in lower case, ASCII only, each once; U+0080 in them stands for any character outside of ASCII */
  constructor(literals: readonly string[]) {
    this.#classCount = this.#classify(literals);
    const states = 1 + literals.reduce((sum, literal) => sum + literal.length, 0);
    this.#next = new (states < 2 ** 16 ? Uint16Array : Int32Array)(states * this.#classCount);
    this.#literalAt = new Int32Array(states).fill(-1);
    this.#shorter = new Int32Array(states);
    this.#seenIn = new Uint32Array(literals.length);
    this.#link(this.#plant(literals));
    this.#nearest = this.#literalAt.map((literal, state) => (literal === -1 ? (this.#shorter[state] ?? 0) : state));
  }

  /** Calls `found` once for each literal that stands in `text`, with its number. */
  find(text: string, found: (literal: number) => void): void {
    const search = ++this.#search;
    const next = this.#next;
    const nearest = this.#nearest;
    const classes = this.#classes;
    const classCount = this.#classCount;
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      state = next[state * classCount + (classes[code < NOT_ASCII ? code : NOT_ASCII] ?? 0)] ?? 0;
      for (let end = nearest[state] ?? 0; end !== 0; end = this.#shorter[end] ?? 0) {
        const literal = this.#literalAt[end] ?? 0;
        if (this.#seenIn[literal] === search) continue;
        this.#seenIn[literal] = search;
        found(literal);
      }
    }
  }

  #classify(literals: readonly string[]): number {
    const chars = [...new Set(literals.join(""))].toSorted();
    chars.forEach((char, index) => {
      this.#classes[char.charCodeAt(0)] = index + 1;
      if (char.charCodeAt(0) < NOT_ASCII) this.#classes[char.toUpperCase().charCodeAt(0)] = index + 1;
    });
    return chars.length + 1;
  }

  /** The trie of the literals; gives its states in the order of their depth. */
  #plant(literals: readonly string[]): readonly number[][] {
    const byDepth: number[][] = [];
    let states = 1;
    literals.forEach((literal, number) => {
      let state = 0;
      for (let at = 0; at < literal.length; at++) {
        const edge = state * this.#classCount + (this.#classes[literal.charCodeAt(at)] ?? 0);
        if (this.#next[edge] === 0) {
          this.#next[edge] = states;
          (byDepth[at] ??= []).push(edge);
          states++;
        }
        state = this.#next[edge] ?? 0;
      }
      this.#literalAt[state] = number;
    });
    return byDepth;
  }

  /** Fills in where the search goes on when a literal breaks off; edges come by depth, so what they lead back to is ready. */
  #link(byDepth: readonly number[][]): void {
    const back = new Int32Array(this.#literalAt.length);
    for (const edges of byDepth) {
      for (const edge of edges) {
        const parent = Math.floor(edge / this.#classCount);
        const state = this.#next[edge] ?? 0;
        const fallback = parent === 0 ? 0 : (this.#next[(back[parent] ?? 0) * this.#classCount + (edge % this.#classCount)] ?? 0);
        back[state] = fallback;
        this.#shorter[state] = this.#literalAt[fallback] === -1 ? (this.#shorter[fallback] ?? 0) : fallback;
      }
      // Only when a whole level is linked may missing edges be filled: they copy from states of lesser depth.
      for (const edge of edges) this.#fill(this.#next[edge] ?? 0, back);
    }
  }

  #fill(state: number, back: Int32Array): void {
    for (let char = 0; char < this.#classCount; char++) {
      const edge = state * this.#classCount + char;
      if (this.#next[edge] === 0) this.#next[edge] = this.#next[(back[state] ?? 0) * this.#classCount + char] ?? 0;
    }
  }
}
