import type { Quote } from "./format.ts";

/** A stretch of quoted text: whether it is the part that tells, and whether it stands for a masked value. */
export interface Piece {
  readonly text: string;
  readonly telling: boolean;
  readonly masked: boolean;
}

const TOKEN = /\[(secret|jwt|private-key|email|card):[\da-f]{8}\]/g;

/** A quote cut at its telling part and at its masked values. */
export function piecesOf({ text, span: [start, end] }: Quote): readonly Piece[] {
  const tokens = [...text.matchAll(TOKEN)].map((match) => [match.index, match.index + match[0].length] as const);
  const cuts = [...new Set([0, start, end, text.length, ...tokens.flat()])].filter((cut) => cut >= 0 && cut <= text.length).toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    return { text: text.slice(from, to), telling: from >= start && to <= end, masked: tokens.some(([first, last]) => from >= first && to <= last) };
  });
}

/** `2 secrets, 1 email`: the different masked values in some texts, by kind. */
export function maskedIn(texts: readonly string[]): readonly string[] {
  const kinds = new Map<string, Set<string>>();
  for (const text of texts) {
    for (const match of text.matchAll(TOKEN)) kinds.set(match[1] ?? "", (kinds.get(match[1] ?? "") ?? new Set()).add(match[0]));
  }
  return [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, tokens]) => `${tokens.size} ${(NAMES[kind] ?? [kind, kind])[tokens.size === 1 ? 0 : 1]}`);
}

const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  secret: ["secret", "secrets"], jwt: ["JSON web token", "JSON web tokens"], "private-key": ["private key", "private keys"], email: ["e-mail address", "e-mail addresses"], card: ["card number", "card numbers"],
};
