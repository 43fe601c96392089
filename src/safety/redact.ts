import { createHash } from "node:crypto";
import type { Mask, Masked } from "../categorization/mask.ts";
import { remembered } from "../facts/memo.ts";
import { beginningOf } from "../failure/beginning.ts";
import type { SecretKind } from "./detectors.ts";
import { findSecrets, type Hit, mayHoldKnown, type Stretch } from "./find.ts";
import { formsOf, type Known } from "./known-hits.ts";
import { plain } from "./views.ts";

/** Texts longer than this are masked in their beginning and cut there; no output shows more. Characters. */
const MAX_TEXT = 60_000;
const MAX_ROUNDS = 4;

/**
 * Masks secrets and personal data in a text. Equal values get equal tokens, in every run: the token holds eight hex digits
 * of the value's SHA-256, so that what is the same stays recognisable as the same. Idempotent.
 */
export function redact(source: string): Masked {
  return redactUnknown(source);
}

/** Names of tools and accounts come again with every failure. */
const redactUnknown = remembered((source) => redactAlso(source, []), { texts: 1_200, length: 400 });

/**
 * The mask of one record: what its own request proves itself with is masked wherever it comes back.
 *
 * @param secrets values that are secret whatever they look like
 */
export function maskWith(secrets: readonly string[]): Mask {
  const known = formsOf(secrets);
  if (known.length === 0) return redact;
  return (text) => {
    const masked = redact(text);
    return mayHoldKnown(text, known) || mayHoldKnown(masked.text, known) ? redactAlso(text, known) : masked;
  };
}

function redactAlso(source: string, known: readonly Known[]): Masked {
  let masked = unchanged(beginningOf(source, MAX_TEXT));
  // What was masked may have kept two stretches apart that are one secret now; a second round finds them.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = redactOnce(masked.text, known);
    if (next === null) break;
    masked = behind(masked, next);
  }
  return masked;
}

function redactOnce(text: string, known: readonly Known[]): Masked | null {
  const { hits, tokens } = findSecrets(text, known);
  const open = hits.length === 0 ? hits : outsideTokens(text, hits, tokens);
  return open.length === 0 ? null : replaced(text, disjoint(open));
}

function behind(first: Masked, second: Masked): Masked {
  return { text: second.text, offset: (original, edge) => second.offset(first.offset(original, edge), edge) };
}

/** For eyes that may see everything. */
export const showAll: Mask = unchanged;

function unchanged(text: string): Masked {
  return { text, offset: (original) => Math.min(original, text.length) };
}

/** What was masked before stays as it is; of a hit that reaches into a token, only the rest is masked. */
function outsideTokens(text: string, hits: readonly Hit[], tokens: readonly Stretch[]): readonly Hit[] {
  if (tokens.length === 0) return hits;
  const apart = disjoint(tokens);
  return hits.flatMap((hit) => {
    const touched = apart.filter((token) => token.start < hit.end && token.end > hit.start);
    const edges = [hit.start, ...touched.flatMap((token) => [token.start, token.end]), hit.end];
    const pieces: Hit[] = [];
    for (let at = 0; at < edges.length; at += 2) pieces.push({ ...hit, start: edges[at] ?? hit.end, end: edges[at + 1] ?? hit.end });
    return pieces.filter((piece) => text.slice(piece.start, piece.end).trim() !== "");
  });
}

/** The earliest and longest hits, none overlapping another; where two overlap, both are covered. */
function disjoint<Found extends Stretch>(hits: readonly Found[]): readonly Found[] {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Found[] = [];
  for (const hit of sorted) {
    const last = kept.at(-1);
    if (last === undefined || hit.start >= last.end) kept.push(hit);
    else if (hit.end > last.end) kept[kept.length - 1] = { ...last, end: hit.end };
  }
  return kept;
}

function replaced(text: string, hits: readonly Hit[]): Masked {
  const moves: { readonly start: number; readonly end: number; readonly at: number; readonly length: number }[] = [];
  let result = "";
  let from = 0;
  for (const { start, end, kind } of hits) {
    result += text.slice(from, start);
    const token = tokenOf(kind, text.slice(start, end));
    moves.push({ start, end, at: result.length, length: token.length });
    result += token;
    from = end;
  }
  result += text.slice(from);
  return {
    text: result,
    offset: (original, edge) => {
      let shift = 0;
      for (const move of moves) {
        if (original <= move.start) break;
        if (original < move.end) return edge === "start" ? move.at : move.at + move.length;
        shift = move.at + move.length - move.end;
      }
      return Math.max(0, Math.min(original + shift, result.length));
    },
  };
}

/** One value gets one token, in whatever encoding it stands. */
function tokenOf(kind: SecretKind, value: string): string {
  return `[${kind}:${createHash("sha256").update(plain(value)).digest("hex").slice(0, 8)}]`;
}
