/** What a number counts, told by its size: each unit has its own range until the year 2100. */
const UNITS: readonly (readonly [below: number, perMillisecond: number])[] = [[1e11, 1e-3], [1e14, 1], [1e17, 1e3], [1e20, 1e6]];
const YEAR_2100 = Date.UTC(2100, 0);

/**
 * Milliseconds since 1970-01-01T00:00Z from a number of seconds, milli-, micro- or nanoseconds, or from a date as text (ISO 8601
 * and what databases make of it, RFC 2822); null when it is none, or none of this century.
 */
export function timeOf(value: unknown): number | null {
  const time = typeof value === "number" ? timeOfNumber(value) : typeof value === "string" ? timeOfText(value.trim()) : null;
  return time === null || time >= YEAR_2100 ? null : time;
}

function timeOfNumber(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  const unit = UNITS.find(([below]) => value < below);
  return unit === undefined ? null : Math.round(value / unit[1]);
}

function timeOfText(text: string): number | null {
  if (/^\d{9,19}(?:\.\d+)?$/.test(text)) return timeOfNumber(Number(text));
  return /^\d{4}-\d{2}/.test(text) ? timeOfIso(text) : timeOfMail(text);
}

/** `2026-04-01T10:00:00.123456789Z`, `2026-04-01 10:00:00 UTC`, `2026-04-01 10:00:00+00`. Without a zone it is read as UTC, so that the same export gives the same report everywhere. */
function timeOfIso(text: string): number | null {
  const match = /^(\d{4}-\d{2}(?:-\d{2})?)(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,12}))?)?\s*(?:(Z|UTC|GMT)|([+-]\d{2}):?(\d{2})?)?$/i.exec(text);
  if (match === null) return null;
  const [, date = "", clock, fraction = "", , hours, minutes = "00"] = match;
  if (clock === undefined) return validTime(Date.parse(date));
  return validTime(Date.parse(`${date}T${clock}${fraction === "" ? "" : `.${fraction.slice(0, 3)}`}${hours === undefined ? "Z" : `${hours}:${minutes}`}`));
}

/** RFC 2822, 3.3: `Wed, 01 Apr 2026 10:00:00 +0000`. */
function timeOfMail(text: string): number | null {
  return /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|UTC|GMT|Z)$/.test(text) ? validTime(Date.parse(text)) : null;
}

function validTime(time: number): number | null {
  return Number.isNaN(time) ? null : time;
}
