import { isUtf8 } from "node:buffer";
import { messageOf } from "../errors.ts";
import type { Entry, Slice } from "./entry.ts";

export interface Parsed {
  readonly entries: readonly Entry[];
  /** The bytes were not valid UTF-8; U+FFFD stands where they were. */
  readonly replaced: boolean;
}

/**
 * Parses one slice. A slice that is no JSON becomes damage; but where an unclosed string made one slice swallow its
 * neighbours, the neighbours are found again.
 */
export function parseSlice(slice: Slice): Parsed {
  const parsed = parse(slice);
  return slice.tentative === true ? { ...parsed, entries: parsed.entries.filter((entry) => entry.kind === "record") } : parsed;
}

function parse(slice: Slice): Parsed {
  const text = slice.bytes.toString("utf8");
  const replaced = text.includes("\uFFFD") && !isUtf8(slice.bytes);
  try {
    return { entries: [record(slice, JSON.parse(text), slice.bytes)], replaced };
  } catch (error) {
    return { entries: slice.position.line === null ? recover(slice, text, error) : [damaged(slice, slice.position.byte, error)], replaced };
  }
}

/** Records are separated like this when they stand in one array; inside a string the quotes would be escaped. */
const BETWEEN_RECORDS = /\}\s*,\s*(?=\{\s*")/g;

function recover(slice: Slice, text: string, error: unknown): readonly Entry[] {
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(BETWEEN_RECORDS)) {
    pieces.push(text.slice(start, match.index + 1));
    start = match.index + match[0].length;
  }
  if (pieces.length === 0) return [damaged(slice, slice.position.byte, error)];
  // The swallowed end of the list belongs to no record.
  pieces.push(withoutListEnd(text.slice(start)));
  return joinRuns(slice, pieces, error);
}

/** Looked for from the end: a pattern that may begin at every bracket takes the square of their number. */
function withoutListEnd(text: string): string {
  let tail = text.length;
  while (tail > 0 && " \n\r\t]}".includes(text[tail - 1] ?? "x")) tail--;
  const end = /\}\s*\]/.exec(text.slice(tail));
  return end === null ? text : text.slice(0, tail + end.index + 1);
}

/** Every piece that parses is a record again; each run of pieces that do not is one damaged stretch. */
function joinRuns(slice: Slice, pieces: readonly string[], error: unknown): readonly Entry[] {
  const entries: Entry[] = [];
  let byte = slice.position.byte;
  let inDamage = false;
  for (const piece of pieces) {
    const value = parsedObject(piece);
    const bytes = Buffer.from(piece);
    if (value !== undefined) entries.push(record({ ...slice, position: { ...slice.position, byte } }, value, bytes));
    else if (!inDamage) entries.push(damaged(slice, byte, error));
    inDamage = value === undefined;
    byte += bytes.length + 1;
  }
  return entries;
}

function parsedObject(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function record(slice: Slice, value: unknown, bytes: Buffer): Entry {
  // Some exports write every record as a string of JSON.
  const inner = typeof value === "string" ? parsedObject(value) : undefined;
  return { kind: "record", value: inner ?? value, position: slice.position, key: slice.key, bytes };
}

function damaged(slice: Slice, byte: number, error: unknown): Entry {
  return { kind: "damaged", position: { ...slice.position, byte }, what: `no valid JSON: ${reasonOf(error)}` };
}

/** V8 quotes the text around the fault; a log's text has no place in a warning, its position has. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  if (/end of JSON input|Unterminated string/i.test(message)) return "it breaks off in the middle";
  // What JavaScript and Python write, and JSON has no way to say.
  if (/Unexpected token '[NI/']'|No number after minus sign/.test(message)) return "its syntax is broken; NaN, Infinity, comments and single quotes are JSON5 and no JSON";
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? "its syntax is broken" : `its syntax is broken at its character ${Number(position) + 1}`;
}
