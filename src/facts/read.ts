import type { Failure } from "../failure/failure.ts";
import { AnswerReader } from "./answer-reader.ts";
import { saysNothing } from "./empty-talk.ts";
import type { Absence, Facts, StatusFact } from "./facts.ts";
import { RequestFacts } from "./request.ts";
import { rolesOf } from "./roles.ts";

/** Reads what a failure itself says. Pure; the request is looked at only when somebody asks `facts.request`. */
export function readFacts(failure: Failure): Facts {
  const recorded: readonly StatusFact[] = failure.statuses.map(({ value, place }) => ({ value, place, from: "record" }));
  const last = recorded.findLast((status) => status.value >= 400) ?? recorded.at(-1) ?? null;
  const reader = new AnswerReader(last?.value ?? null);
  for (const answer of failure.answers) reader.read(answer);
  const status = tellingStatus(last, reader.statuses);
  const absence = absenceOf(failure, reader, status);
  return {
    status,
    said: reader.said,
    saysNothing: reader.said.every(({ words }) => saysNothing(words)),
    scopes: reader.scopes,
    absence,
    brokenOff: reader.brokenOff,
    failed: reader.failed || (status !== null && status.value >= 400),
    succeeded: !reader.failed && reader.said.length === 0 && absence === null && (status === null || status.value < 400),
    request: new RequestFacts(failure.request),
  };
}

/**
 * The record's own status, unless it is none of a failure (an error inside a 200), or is a gateway's 5xx around an answer
 * that names its own: then the inner one tells.
 */
function tellingStatus(recorded: StatusFact | null, stated: readonly StatusFact[]): StatusFact | null {
  const failing = stated.filter((status) => status.value >= 400);
  const inner = (["body", "text", "code"] as const).map((from) => failing.find((status) => status.from === from)).find((status) => status !== undefined) ?? null;
  if (recorded === null || recorded.value < 400) return inner ?? recorded;
  return recorded.value >= 500 && inner !== null && inner.value < 500 ? inner : recorded;
}

function absenceOf(failure: Failure, reader: AnswerReader, status: StatusFact | null): Absence | null {
  if (status !== null && status.value >= 400) return null;
  // What an answer says before it breaks off, and without calling it an error, may be its data.
  if (reader.brokenOff !== null && (reader.said.length === 0 || !reader.brokeOffInError)) return "truncated";
  return reader.said.length === 0 && failure.answers.every((answer) => isHollow(answer.value, 0)) ? "nothing" : null;
}

/** Nothing in it: `null`, `""`, `[]`, `{}`, and envelopes around these. Flags, statuses and times fill no envelope. */
function isHollow(value: unknown, depth: number): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (typeof value === "string") return value.trim() === "" || (/^\s*[[{"]/.test(value) && isHollowText(value, depth));
  if (typeof value !== "object" || depth > 6) return false;
  if (Array.isArray(value)) return value.every((item) => isHollow(item, depth + 1));
  return Object.entries(value).every(([key, inner]) => isHollow(inner, depth + 1) || key.startsWith("@") || (typeof inner !== "object" && saysOnlyThat(key, inner)));
}

/** Members that say that, when or whether, and never what. */
function saysOnlyThat(key: string, value: unknown): boolean {
  // The id of a thing that was made is an answer; that of a request is none.
  if (/^_?id$/i.test(key)) return false;
  return (value === true && /^(?:is[_-]?)?error$/i.test(key)) || rolesOf(key).some((role) => role === "skip" || (role === "status" && !isOwnCode(key, value)));
}

/** The number of an error, that of the API and not of HTTP: it says what, if only to those who know it. */
function isOwnCode(key: string, value: unknown): boolean {
  return /err|^code$/i.test(key) && (typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value))) && Number(value) !== 0 && (Number(value) < 200 || Number(value) > 599);
}

function isHollowText(text: string, depth: number): boolean {
  try {
    return isHollow(JSON.parse(text), depth + 1);
  } catch {
    return false;
  }
}
