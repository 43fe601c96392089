/** Offset behind the first value of `text`, or null when it does not end in it. */
export function rootEnd(text: string): number | null {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      at = stringEnd(text, at);
      if (at === -1) return null;
    } else if (char === "{" || char === "[") depth++;
    else if ((char === "}" || char === "]") && --depth === 0) return at + 1;
  }
  return null;
}

/** Offset of the closing quote of the string that opens at `open`, or -1. */
function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return -1;
}

/**
 * The beginning of a JSON text made whole: cut behind the last complete value, open brackets closed. Only good for
 * looking at its shape.
 */
export function closeTruncated(text: string): string {
  const open: string[] = [];
  let cut = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      at = stringEnd(text, at);
      if (at === -1) break;
    } else if (char === "{" || char === "[") {
      open.push(char === "{" ? "}" : "]");
      cut = at + 1;
    } else if (char === "}" || char === "]") {
      open.pop();
      cut = at + 1;
    } else if (char === ",") cut = at;
  }
  return text.slice(0, cut) + open.toReversed().join("");
}

/** The value of a JSON text, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
