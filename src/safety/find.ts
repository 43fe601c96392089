import { DETECTORS, type Detector, isPlainProse, mayHoldSecret, mayTellSecret, type SecretKind } from "./detectors.ts";
import { type Known, knownHits } from "./known-hits.ts";
import { type Traits, traitsOf } from "./looks.ts";
import { type View, viewsOf } from "./views.ts";

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Hit extends Stretch {
  readonly kind: SecretKind;
}

export interface Found {
  readonly hits: readonly Hit[];
  /** Tokens of what was masked before. */
  readonly tokens: readonly Stretch[];
}

/** Finds secrets as they stand in a text, and as they read once its encodings are taken off. */
export function findSecrets(text: string, known: readonly Known[]): Found {
  const hits: Hit[] = [];
  const tokens: Stretch[] = [];
  for (const view of viewsOf(text)) {
    const traits = traitsOf(view.text);
    const found = [...knownHits(view.text, known).map((hit): Hit => ({ ...hit, kind: "secret" })), ...(mayHoldSecret(view.text, traits) ? detected(view, traits) : [])];
    hits.push(...found.map((hit) => inSource(hit, view)));
    tokens.push(...tokensIn(view.text).map((token) => inSource(token, view)));
  }
  return { hits, tokens };
}

/** Whether a known secret stands in a text, in any of its encodings. */
export function mayHoldKnown(text: string, known: readonly Known[]): boolean {
  return viewsOf(text).some((view) => known.some(({ probe }) => view.text.includes(probe)));
}

/** The values in a text that their names or their forms tell to be secret; they are so wherever else they stand. */
export function secretsIn(text: string): readonly string[] {
  const ofSource = traitsOf(text);
  // Prose without a sign is not encoded either.
  if (isPlainProse(ofSource)) return [];
  return viewsOf(text).flatMap((view, layer) => {
    const traits = layer === 0 ? ofSource : traitsOf(view.text);
    const hits = mayTellSecret(view.text, traits) ? detected(view, traits) : NO_HITS;
    return hits.flatMap(({ kind, start, end }) => (kind === "secret" ? [view.text.slice(start, end)] : []));
  });
}

function inSource<Place extends Stretch>(place: Place, view: View): Place {
  return { ...place, start: view.toSource(place.start, "start"), end: view.toSource(place.end, "end") };
}

function detected({ text }: View, { piece }: Traits): readonly Hit[] {
  const tested = new Map<RegExp, boolean>();
  const holds = (hint: RegExp): boolean => {
    const known = tested.get(hint);
    if (known !== undefined) return known;
    const found = hint.test(text);
    tested.set(hint, found);
    return found;
  };
  return DETECTORS.flatMap((detector) => (piece >= (detector.piece ?? 0) && detector.hints.every(holds) ? hitsOf(detector, text) : NO_HITS));
}

const NO_HITS: readonly Hit[] = [];

function hitsOf({ kind, pattern, confirm }: Detector, text: string): readonly Hit[] {
  const hits: Hit[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const groups = match.groups ?? {};
    const value = groups["value"] ?? groups["double"] ?? groups["single"] ?? match[0];
    const start = match.index + match[0].lastIndexOf(value);
    if (value !== "" && (confirm === undefined || confirm(value, groups))) hits.push({ start, end: start + value.length, kind });
    // What is no secret under this name may itself be the name of one: `credentials: password="…"`.
    else if (start > match.index) pattern.lastIndex = start;
  }
  return hits;
}

const TOKEN = /\[(?:secret|jwt|private-key|email|card):[\da-f]{8}\]/g;

function tokensIn(text: string): readonly Stretch[] {
  return text.includes(":") ? [...text.matchAll(TOKEN)].map((match) => ({ start: match.index, end: match.index + match[0].length })) : [];
}
