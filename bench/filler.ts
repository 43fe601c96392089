import type { Random } from "../fixtures/random.ts";

const WORDS = "the account was created and every invoice of this quarter is attached below rate error limit not found forbidden token expired please confirm schedule before shipping customer order item description total amount due street city".split(" ");
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const POOL_CHARS = 1 << 20;

/** What bodies are full of. Cut from pools that are made once, so that a gigabyte takes seconds and not minutes. */
export class Filler {
  readonly #random: Random;
  readonly #html: string;
  readonly #base64: string;
  readonly #prose: string;

  constructor(random: Random) {
    this.#random = random;
    this.#prose = pool(() => `${random.pick(WORDS)} `);
    this.#html = pool(() => `<tr class="row-${random.below(99)}"><td style="padding:4px 8px">${random.pick(WORDS)}</td><td>${random.pick(WORDS)} ${random.below(10_000)} €</td></tr>\n`);
    this.#base64 = pool(() => random.text(64, BASE64));
  }

  /** A body of about `chars` characters: HTML, base64, nested JSON or prose. */
  body(chars: number): unknown {
    const kind = this.#random.below(10);
    if (kind < 3) return { subject: this.#cut(this.#prose, 40), html: `<html><body><table>${this.#cut(this.#html, chars)}</table></body></html>` };
    if (kind < 5) return { file_name: `scan-${this.#random.below(1000)}.pdf`, mime_type: "application/pdf", content: this.#cut(this.#base64, chars) };
    if (kind < 6) return { payload: JSON.stringify(this.#nested(chars)) };
    if (kind < 9) return this.#nested(chars);
    return { text: this.#cut(this.#prose, chars) };
  }

  #nested(chars: number): unknown {
    const items: unknown[] = [];
    for (let left = chars; left > 0;) {
      const text = this.#cut(this.#prose, 20 + this.#random.below(160));
      items.push({ item_id: this.#random.below(1e9), name: text, price: this.#random.below(1e5) / 100, tags: ["new", "sale"], meta: { created: "2026-03-02T08:15:00Z", active: true, note: null } });
      left -= text.length + 130;
    }
    return { records: items, page: 1, has_more: false };
  }

  #cut(from: string, chars: number): string {
    const at = this.#random.below(Math.max(1, from.length - chars));
    return from.slice(at, at + chars);
  }
}

function pool(piece: () => string): string {
  const pieces: string[] = [];
  for (let chars = 0; chars < POOL_CHARS;) {
    const next = piece();
    pieces.push(next);
    chars += next.length;
  }
  return pieces.join("");
}
