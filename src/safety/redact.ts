import { createHash } from "node:crypto";
import type { Mask, Masked } from "../categorization/mask.ts";
import { remembered } from "../facts/memo.ts";
import { detectorsFor, type SecretKind } from "./detectors.ts";

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly kind: SecretKind;
}

/** Texts longer than this are masked in their beginning and cut there; no output shows more. Characters. */
const MAX_TEXT = 60_000;
const MAX_ROUNDS = 4;

/**
 * Masks secrets and personal data in a text. Equal values get equal tokens, in every run: the token holds eight hex digits
 * of the value's SHA-256, so that what is the same stays recognisable as the same. Idempotent.
 *
 * @param known values that are secret whatever they look like, as the credentials of the request at hand
 */
export function redact(source: string, known: readonly string[] = []): Masked {
  return known.some((value) => source.includes(value)) ? redactAfresh(source, known) : redactUnknown(source);
}

/** Names of tools and accounts come again with every failure. */
const redactUnknown = remembered((source) => redactAfresh(source, []), { texts: 2_500, length: 400 });

function redactAfresh(source: string, known: readonly string[]): Masked {
  let masked = unchanged(source.length > MAX_TEXT ? source.slice(0, MAX_TEXT) : source);
  // What was masked may have kept two stretches apart that are one secret now; a second round finds them.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = redactOnce(masked.text, known);
    if (next === null) break;
    masked = behind(masked, next);
  }
  return masked;
}

function redactOnce(text: string, known: readonly string[]): Masked | null {
  const hits = [...knownHits(text, known), ...detectedHits(text)];
  const open = hits.length === 0 ? hits : outsideTokens(text, hits);
  return open.length === 0 ? null : replaced(text, disjoint(open));
}

function behind(first: Masked, second: Masked): Masked {
  return { text: second.text, offset: (original, edge) => second.offset(first.offset(original, edge), edge) };
}

/** The mask of one record: what its own request proves itself with is masked wherever it comes back. */
export function maskWith(known: readonly string[]): Mask {
  return (text) => redact(text, known);
}

/** For eyes that may see everything. */
export const showAll: Mask = unchanged;

function unchanged(text: string): Masked {
  return { text, offset: (original) => Math.min(original, text.length) };
}

function knownHits(text: string, known: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  for (const value of known) {
    for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + value.length)) hits.push({ start: at, end: at + value.length, kind: "secret" });
  }
  return hits;
}

function detectedHits(text: string): Hit[] {
  const hits: Hit[] = [];
  for (const { kind, pattern, confirm } of detectorsFor(text)) {
    for (const match of text.matchAll(pattern)) {
      const value = match.groups?.["value"] ?? match.groups?.["value2"] ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      if (value !== "" && (confirm === undefined || confirm(value))) hits.push({ start, end: start + value.length, kind });
    }
  }
  return hits;
}

const TOKEN = /\[(?:secret|jwt|private-key|email|card):[\da-f]{8}\]/g;

/** What was masked before stays as it is; of a hit that reaches into a token, only the rest is masked. */
function outsideTokens(text: string, hits: readonly Hit[]): readonly Hit[] {
  const tokens = text.includes(":") ? [...text.matchAll(TOKEN)].map((match) => ({ start: match.index, end: match.index + match[0].length })) : [];
  if (tokens.length === 0) return hits;
  return hits.flatMap((hit) => {
    const touched = tokens.filter((token) => token.start < hit.end && token.end > hit.start);
    const edges = [hit.start, ...touched.flatMap((token) => [token.start, token.end]), hit.end];
    const pieces: Hit[] = [];
    for (let at = 0; at < edges.length; at += 2) pieces.push({ ...hit, start: edges[at] ?? hit.end, end: edges[at + 1] ?? hit.end });
    return pieces.filter((piece) => text.slice(piece.start, piece.end).trim() !== "");
  });
}

/** The earliest and longest hits, none overlapping another; where two overlap, both are covered. */
function disjoint(hits: readonly Hit[]): readonly Hit[] {
  const sorted = hits.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Hit[] = [];
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

function tokenOf(kind: SecretKind, value: string): string {
  return `[${kind}:${createHash("sha256").update(value).digest("hex").slice(0, 8)}]`;
}
