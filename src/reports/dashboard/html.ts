/**
 * HTML that escapes by default. What comes out is ASCII, so it can stand in a page of any ASCII-compatible encoding, and
 * characters that nobody sees or that turn the direction of text stand in it visibly.
 */
import { visibleText } from "../escape.ts";

/** A piece of HTML that was made here and nowhere else. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[];

/** A template whose parts are text and become text, unless they are HTML made by it. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(literals.map((literal, index) => `${literal}${index < parts.length ? rendered(parts[index] ?? "") : ""}`).join(""));
}

function rendered(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map((piece) => piece.text).join("");
  return escapeHtml(visibleText(String(part)));
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Right in text and in quoted attributes; everything beyond ASCII as a numeric reference. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]|[^\t\n -~]/gu, (char) => NAMED[char] ?? `&#x${(char.codePointAt(0) ?? 0xfffd).toString(16)};`);
}
