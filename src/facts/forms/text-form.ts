import { remembered } from "../memo.ts";
import { withoutStack } from "../text-codes.ts";
import { isCode } from "../words.ts";
import { findLiteral, type Literal } from "./literals.ts";
import { findMarkup, type Markup } from "./markup.ts";
import { findPairs } from "./pairs.ts";

/** How a text says what it says, as far as it can be told from the text alone. */
export type TextForm =
  | { readonly kind: "code" }
  | { readonly kind: "json"; readonly value: unknown }
  /** Name-value pairs, decoded. */
  | { readonly kind: "pairs"; readonly value: Readonly<Record<string, string>> }
  | { readonly kind: "markup"; readonly markup: Markup }
  /** For people; a program may have printed an object into it. */
  | { readonly kind: "sentence"; readonly literal: (Literal & { readonly start: number }) | null };

/** Text that is looked through for markup and literals. Characters. */
export const MAX_SCAN = 20_000;

/** The form of a text that is trimmed and not empty. APIs say the same few things over and over, so it is remembered. */
export const formOfText = remembered((text): TextForm => {
  if (isCode(text)) return { kind: "code" };
  const json = /^[[{"]/.test(text) ? parsed(text) : undefined;
  if (json !== undefined) return { kind: "json", value: json };
  const scanned = text.slice(0, MAX_SCAN);
  const pairs = findPairs(scanned);
  if (pairs !== null) return { kind: "pairs", value: pairs };
  const markup = findMarkup(scanned);
  return markup === null ? { kind: "sentence", literal: findLiteral(withoutStack(scanned)) } : { kind: "markup", markup };
}, { texts: 1_200, length: 1_000 });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
