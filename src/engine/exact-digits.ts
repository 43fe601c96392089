/**
 * The digits of a number as they stand in the text of a record, for ids beyond 2^53 that `JSON.parse` rounds. Looks for the
 * key at the top level only.
 */
export function exactDigits(bytes: Buffer, key: string): string | null {
  const text = bytes.toString("utf8");
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if ("{[".includes(char)) depth++;
    else if ("}]".includes(char)) depth--;
    else if (char === '"') {
      const end = stringEnd(text, at);
      const digits = depth === 1 && text.slice(at + 1, end) === key ? digitsBehind(text, end + 1) : null;
      if (digits !== null) return digits;
      at = end;
    }
  }
  return null;
}

function digitsBehind(text: string, from: number): string | null {
  return /^\s*:\s*(-?\d+)(?![\d.eE])/.exec(text.slice(from, from + 400))?.[1] ?? null;
}

function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
