/**
 * The digits of the number at a path, as they stand in the text of a record: ids beyond 2^53 are rounded by `JSON.parse`.
 * Follows strings and nesting only, and never leaves the objects on the path.
 */
export function exactDigits(bytes: Buffer, path: readonly string[]): string | null {
  const text = textOf(bytes);
  let depth = 0;
  /** How many keys of the path lead to where we are. */
  let entered = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if ("{[".includes(char)) depth++;
    else if ("}]".includes(char)) entered = Math.min(entered, Math.max(--depth - 1, 0));
    else if (char === '"') {
      const end = stringEnd(text, at);
      const value = depth === entered + 1 && keyOf(text.slice(at, end + 1)) === path[entered] ? valueStart(text, end + 1) : null;
      if (value !== null && entered === path.length - 1) return digitsAt(text, value);
      if (value !== null && text[value] === "{") entered++;
      at = end;
    }
  }
  return null;
}

/** Some exports write every record as a string of JSON. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return text.trimStart().startsWith('"') ? (keyOf(text) ?? text) : text;
}

function keyOf(quoted: string): string | null {
  try {
    const key: unknown = JSON.parse(quoted);
    return typeof key === "string" ? key : null;
  } catch {
    return null;
  }
}

/** Where the value of a key begins; null where no colon stands behind it, so that it is no key. */
function valueStart(text: string, from: number): number | null {
  const colon = skipBlanks(text, from);
  return text[colon] === ":" ? skipBlanks(text, colon + 1) : null;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (" \n\r\t".includes(text[at] ?? "x")) at++;
  return at;
}

function digitsAt(text: string, from: number): string | null {
  return /^(-?\d+)(?![\d.eE])/.exec(text.slice(from, from + 400))?.[1] ?? null;
}

function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
