import type { Facts, Said } from "../facts/facts.ts";
import type { Mark } from "../facts/marks.ts";
import type { RequestFacts } from "../facts/request.ts";
import type { Part } from "../failure/failure.ts";
import { type Place, ROOT } from "../failure/place.ts";
import type { CompiledCondition } from "../taxonomy/compile.ts";
import type { Condition, Where } from "../taxonomy/schema.ts";
import type { MatchedText, TextMatch } from "./text-matches.ts";

/** What a match rests on. */
export interface Proof {
  readonly kind: "code" | "message" | "status" | "mark" | "absence";
  readonly where: Where | null;
  readonly text: string;
  /** The telling part of `text`, in UTF-16 code units. */
  readonly span: readonly [number, number];
  readonly place: Place;
  /** What the pattern's group `field`, `scope` or `value` caught, or the field that the answer names. */
  readonly subject: string | null;
}

/** Why a condition does not hold: the member that failed. */
export type Miss = "patterns" | "status" | "method" | "says" | "addresses" | "mark" | "absence" | "succeeded" | "field" | "path" | "echo";

/** What a condition came to: what it rests on, or why it does not hold. */
export type Trial = Proof | Miss;

export function holds(trial: Trial): trial is Proof {
  return typeof trial !== "string";
}

/**
 * Tries a condition on the facts of a failure. Cheap members first; the request is read last.
 *
 * @param texts what the patterns find in each text of `facts.said`
 * @param given what an earlier match rests on, for a condition that adds to it
 */
export function tryCondition(condition: CompiledCondition, facts: Facts, texts: readonly MatchedText[], given: Proof | null = null): Trial {
  const cheap = cheapMiss(condition, facts);
  if (cheap !== null) return cheap;
  let proof = given;
  if (condition.patterns.length > 0) {
    const found = findText(condition, facts, texts);
    if (!holds(found)) return found;
    proof = found;
  }
  return requestTrial(condition, facts, proof);
}

function cheapMiss({ source, statuses }: CompiledCondition, facts: Facts): Miss | null {
  const status = facts.status?.value ?? 0;
  if (statuses !== null && !statuses.some(([from, to]) => status >= from && status <= to)) return "status";
  if (source.absence !== undefined && (facts.absence === null || !source.absence.includes(facts.absence))) return "absence";
  if (source.succeeded !== undefined && !facts.succeeded) return "succeeded";
  if (source.says !== undefined && (source.says === "nothing") !== facts.saysNothing) return "says";
  return null;
}

function findText(condition: CompiledCondition, facts: Facts, texts: readonly MatchedText[]): Proof | "patterns" | "echo" {
  let miss: "patterns" | "echo" = "patterns";
  for (const [index, said] of facts.said.entries()) {
    const where = whereOf(said);
    if (condition.at !== null && !condition.at.has(where)) continue;
    const match = texts[index]?.match(condition) ?? null;
    if (match === null) continue;
    const span: readonly [number, number] = said.kind === "code" ? [0, said.text.length] : [match.start, match.end];
    if (said.kind === "message" && facts.request.isEcho(said.text, span[0], span[1])) miss = "echo";
    else return { kind: said.kind, where, text: said.text, span, place: said.place, subject: subjectOf(match, said) };
  }
  return miss;
}

function whereOf(said: Said): Where {
  if (said.form === "exception") return "exception";
  return said.kind === "message" && said.form === "html" ? "page" : said.kind;
}

function subjectOf({ subject }: TextMatch, said: Said): string | null {
  if (subject === null) return said.field;
  const [start, end] = subject;
  // The words are in lower case and have blanks for underscores; the text at the same place is as it was written.
  return said.kind === "message" ? wholeName(said.text, start, end - start) : said.words.slice(start, end);
}

/** A name whose blanks were underscores ends later in the text than in the words. */
function wholeName(text: string, start: number, length: number): string {
  const rest = /^[\w$[\]-]*/.exec(text.slice(start + length))?.[0] ?? "";
  return text.slice(start, start + length) + rest;
}

function requestTrial({ source }: CompiledCondition, facts: Facts, proof: Proof | null): Trial {
  const { request } = facts;
  const miss = requestMiss(source, request);
  if (miss !== null) return miss;
  const kinds = source.mark;
  const mark = kinds === undefined ? null : (request.marks().find(({ kind }) => kinds.includes(kind)) ?? null);
  if (kinds !== undefined && mark === null) return "mark";
  if (source.field !== undefined && !isField(source.field, proof, request)) return "field";
  return proof ?? (mark === null ? proofOfState(facts) : proofOfMark(mark));
}

function requestMiss(source: Condition, request: RequestFacts): Miss | null {
  if (source.method !== undefined && !source.method.includes(request.method ?? "")) return "method";
  if (source.addresses !== undefined && request.addressesObject() !== (source.addresses === "object")) return "addresses";
  if (source.path !== undefined && request.marksInPath()) return "path";
  return null;
}

function isField(wanted: NonNullable<Condition["field"]>, proof: Proof | null, request: RequestFacts): boolean {
  const subject = proof?.subject ?? null;
  if (proof === null || subject === null) return false;
  if (wanted === "mistyped") return request.mistypes(subject, proof.text.slice(...proof.span));
  return (wanted === "sent") === (request.sends(subject) === true);
}

function proofOfMark({ text, place, key }: Mark): Proof {
  return { kind: "mark", where: null, text, span: [0, text.length], place, subject: key === "" ? null : key };
}

const SHOWN_END = 40;

/** Where a text breaks off is at its end. */
function proofOfEnd({ value, place }: Part<string>): Proof {
  return { kind: "absence", where: null, text: value, span: [Math.max(0, value.length - SHOWN_END), value.length], place, subject: null };
}

/** The proof where no text decides: the status, or that there is nothing. */
function proofOfState({ status, absence, brokenOff }: Facts): Proof {
  if (absence === "truncated" && brokenOff !== null) return proofOfEnd(brokenOff);
  if (status === null) return { kind: "absence", where: null, text: "", span: [0, 0], place: ROOT, subject: null };
  const text = String(status.value);
  return { kind: "status", where: null, text, span: [0, text.length], place: status.place, subject: null };
}
