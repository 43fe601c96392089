import { beginningOf } from "../failure/beginning.ts";

/** A text with its secrets masked, and where offsets of the original went. */
export interface Masked {
  readonly text: string;
  /** The offset in `text` of an offset in the original; inside a masked value, the near end of its token. */
  offset(original: number, edge: "start" | "end"): number;
}

/** Masks what must not leave in a text. Passed in from below, so that no text reaches an output around it. */
export type Mask = (text: string) => Masked;

/** How much more than what is shown is masked, so that what is cut off still tells that a secret begins before it. */
const MARGIN = 4;

/**
 * The beginning of a text, masked. It is cut twice: generously and between words before it is masked, so that a long text
 * costs no more than a short one; and to its length afterwards, when no cut can leave half of a secret.
 */
export function maskedBeginning(text: string, max: number, mask: Mask): string {
  const masked = mask(beginningOf(text, max * MARGIN)).text;
  return masked.length > max ? masked.slice(0, atCharacter(masked, max)) : masked;
}

/** Moves an offset off the middle of a surrogate pair. */
export function atCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}
