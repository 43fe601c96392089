import { LiteralFinder } from "./literal-finder.ts";
import { requiredLiterals } from "./prefilter.ts";

/** Something that is ruled out by what a text does not hold. */
interface Entry<Item> {
  readonly item: Item;
  /** The search in which something of it was found, and what: one bit for each of its sets. */
  search: number;
  found: number;
  /** The bits of all its sets. */
  readonly needed: number;
}

/**
 * Which regular expressions may match a text: those of which it holds a literal of every set that they require, in one pass
 * over the text, however many expressions there are.
 */
export class Candidates<Item> {
  readonly #always: readonly Item[];
  /** By the number of the literal: whose set it belongs to, and the bit of that set. */
  readonly #byLiteral: readonly (readonly { readonly entry: Entry<Item>; readonly bit: number }[])[];
  readonly #finder: LiteralFinder;
  #search = 0;

  /** @param sourceOf the source of an item's regular expression, which has the flag `i` or is matched more strictly */
  constructor(items: readonly Item[], sourceOf: (item: Item) => string) {
    const byLiteral = new Map<string, { readonly entry: Entry<Item>; readonly bit: number }[]>();
    const always: Item[] = [];
    for (const item of items) {
      const sets = requiredLiterals(sourceOf(item));
      if (sets.length === 0) always.push(item);
      const entry: Entry<Item> = { item, search: 0, found: 0, needed: (1 << sets.length) - 1 };
      sets.forEach((set, index) => {
        for (const literal of set) byLiteral.set(literal, [...(byLiteral.get(literal) ?? []), { entry, bit: 1 << index }]);
      });
    }
    this.#always = always;
    this.#byLiteral = [...byLiteral.values()];
    this.#finder = new LiteralFinder([...byLiteral.keys()]);
  }

  /** The items that may match; in no order. */
  of(text: string): readonly Item[] {
    const search = ++this.#search;
    const open = [...this.#always];
    this.#finder.find(text, (literal) => {
      for (const { entry, bit } of this.#byLiteral[literal] ?? []) {
        if (entry.search !== search) {
          entry.search = search;
          entry.found = 0;
        } else if (entry.found === entry.needed) continue;
        entry.found |= bit;
        if (entry.found === entry.needed) open.push(entry.item);
      }
    });
    return open;
  }
}
