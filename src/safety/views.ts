/** A text with one or more layers of encoding taken off, and where its offsets lie in the text it was made of. */
export interface View {
  readonly text: string;
  toSource(offset: number, edge: "start" | "end"): number;
}

/** What is taken off: percent-encoding (RFC 3986), escapes of JSON strings (RFC 8259), character references of HTML. */
const ENCODED = /%[0-7][\da-f]|(?:%[89a-f][\da-f])+|\\u[\da-f]{4}|\\["'\\/bfnrt]|&(?:#\d{1,6}|#x[\da-f]{1,5}|quot|amp|apos|lt|gt|commat);/gi;
const MAY_BE_ENCODED = /%[\da-f]{2}|\\|&[#a-z]/i;
/** JSON in JSON in a query. */
const MAX_LAYERS = 3;

/** The text itself, and the text as whoever decodes it will see it, one layer after another. */
export function viewsOf(text: string): readonly View[] {
  const views: View[] = [{ text, toSource: (offset) => offset }];
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const outer = views.at(-1);
    const inner = outer === undefined ? null : decoded(outer);
    if (inner === null) break;
    views.push(inner);
  }
  return views;
}

/** The text with all layers taken off: what is one value in two encodings becomes one again. */
export function plain(text: string): string {
  return viewsOf(text).at(-1)?.text ?? text;
}

interface Taken {
  readonly at: number;
  readonly end: number;
  readonly sourceAt: number;
  readonly sourceEnd: number;
}

function decoded(outer: View): View | null {
  const { text: source } = outer;
  if (!MAY_BE_ENCODED.test(source)) return null;
  const taken: Taken[] = [];
  let text = "";
  let from = 0;
  for (const match of source.matchAll(ENCODED)) {
    const char = decodedCharacter(match[0]);
    if (char === null) continue;
    text += source.slice(from, match.index);
    from = match.index + match[0].length;
    taken.push({ at: text.length, end: text.length + char.length, sourceAt: match.index, sourceEnd: from });
    text += char;
  }
  if (taken.length === 0) return null;
  text += source.slice(from);
  return { text, toSource: (offset, edge) => outer.toSource(sourceOffset(taken, offset, edge), edge) };
}

function sourceOffset(taken: readonly Taken[], offset: number, edge: "start" | "end"): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.at ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const last = taken[low - 1];
  if (last === undefined) return offset;
  if (offset < last.end) return edge === "start" ? last.sourceAt : last.sourceEnd;
  return last.sourceEnd + offset - last.end;
}

const NAMED: Readonly<Record<string, string>> = { quot: "\"", amp: "&", apos: "'", lt: "<", gt: ">", commat: "@" };
const ESCAPED: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function decodedCharacter(code: string): string | null {
  if (code.startsWith("\\u")) return String.fromCharCode(Number.parseInt(code.slice(2), 16));
  if (code.startsWith("\\")) return ESCAPED[code.charAt(1)] ?? code.charAt(1);
  if (code.startsWith("&")) return referenced(code.slice(1, -1).toLowerCase());
  try {
    return decodeURIComponent(code);
  } catch {
    return null;
  }
}

function referenced(name: string): string | null {
  if (!name.startsWith("#")) return NAMED[name] ?? null;
  const point = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return point > 0 && point <= 0x10_ffff ? String.fromCodePoint(point) : null;
}
