import { createHash } from "node:crypto";
import type { Bug } from "../categorization/schema.ts";

/**
 * Ids that stand on more than one record. Identical copies count once; different records under one id are all kept, and all
 * of them told apart by a mark of their content, so that the order of the input changes nothing.
 */
export class Duplicates {
  readonly #first = new Map<string, string>();
  readonly #conflicting = new Map<string, Set<string>>();
  copies = 0;

  /** The mark of this record, or null for a copy of one that was seen. */
  admit(id: string, bytes: Buffer): string | null {
    const mark = createHash("sha1").update(bytes).digest("hex").slice(0, 8);
    const first = this.#first.get(id);
    if (first === undefined) {
      this.#first.set(id, mark);
      return mark;
    }
    const seen = this.#conflicting.get(id) ?? new Set([first]);
    if (seen.has(mark)) {
      this.copies++;
      return null;
    }
    seen.add(mark);
    this.#conflicting.set(id, seen);
    return mark;
  }

  get conflicts(): number {
    return this.#conflicting.size;
  }

  /** The id under which a record appears in the outputs. */
  shownId(id: string, mark: string): string {
    return this.#conflicting.has(id) ? `${id}~${mark}` : id;
  }

  /** Gives the bugs whose id turned out to be shared the id that tells them apart. */
  rename(bugs: readonly { readonly bug: Bug; readonly id: string; readonly mark: string }[]): readonly Bug[] {
    return bugs.map(({ bug, id, mark }) => (this.#conflicting.has(id) ? { ...bug, id: `${bug.id}~${mark}` } : bug));
  }
}
