/** Seconds since 1970 stay below this until the year 5138; milliseconds passed it in 1973. */
const SECONDS_BELOW = 1e11;

/** Milliseconds since 1970-01-01T00:00Z from a number of seconds or milliseconds, or from a date as text; null when it is none. */
export function timeOf(value: unknown): number | null {
  if (typeof value === "number") return timeOfNumber(value);
  if (typeof value !== "string") return null;
  return /^\d{9,14}(?:\.\d+)?$/.test(value) ? timeOfNumber(Number(value)) : timeOfText(value.trim());
}

function timeOfNumber(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  return Math.round(value < SECONDS_BELOW ? value * 1000 : value);
}

/** A time without zone is read as UTC, so that the same export gives the same report everywhere. */
function timeOfText(text: string): number | null {
  if (!/^\d{4}-\d{2}/.test(text)) return null;
  const hasZone = /[zZ]|[+-]\d{2}:?\d{2}$/.test(text.slice(10));
  const parsed = Date.parse(hasZone || text.length <= 10 ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(parsed) ? null : parsed;
}
