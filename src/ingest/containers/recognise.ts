import type { ElementContainer } from "./elements.ts";

/** How the records lie in an input. */
export type Container = { readonly kind: "lines" } | ({ readonly kind: "elements" } & ElementContainer);

/** What the caller knows about its records; the container cannot be told from a record without it. */
export interface RecordTest {
  /** Could this value be one of the records looked for? */
  looksLikeRecord(value: unknown): boolean;
}

/** Keys that exports use for "here are the records", in order of preference. */
const ENVELOPE_KEYS = ["logs", "records", "data", "items", "results", "entries", "rows", "bugs", "classifications", "executions", "log"];

const lines: Container = { kind: "lines" };
const sequence: Container = { kind: "elements", path: [], holder: "none" };

/**
 * Tells the container from the beginning of an input.
 *
 * @param head the decoded beginning; need not be whole
 * @param whole whether `head` is all there is
 * @returns null when this is no JSON text at all
 */
export function recogniseContainer(head: string, whole: boolean, test: RecordTest): Container | null {
  // RFC 7464 begins every record with a record separator.
  const text = head.replace(/^[\s\u001e]+/, "");
  if (text.startsWith("[")) return { kind: "elements", path: [], holder: "array" };
  if (!text.startsWith("{")) return linesAfterNoise(text);
  const end = rootEnd(text);
  if (end !== null) {
    const rest = text.slice(end).trim();
    const oneLine = !text.slice(0, end).includes("\n");
    if (rest.startsWith("{") || (rest === "" && !whole)) return oneLine ? lines : sequence;
  }
  return containerOfRoot(end === null ? closeTruncated(text) : text.slice(0, end), test, !text.slice(0, end ?? text.length).includes("\n"));
}

/** A file whose first line is no JSON but whose next lines are: NDJSON with a bad line in front. */
function linesAfterNoise(text: string): Container | null {
  return /^\s*[{"][^\n]*[}"]\s*,?\s*$/m.test(text) ? lines : null;
}

function containerOfRoot(text: string, test: RecordTest, oneLine: boolean): Container {
  const single = oneLine ? lines : sequence;
  const root = parsed(text);
  if (!isObject(root)) return single;
  const envelope = envelopeOf(root, test, []);
  if (envelope !== null && (!test.looksLikeRecord(root) || envelope.sure)) return { kind: "elements", ...envelope.container };
  if (test.looksLikeRecord(root)) return single;
  const values = Object.values(root);
  const keyed = values.length > 0 && values.every((value) => isObject(value) || typeof value === "string");
  return keyed ? { kind: "elements", path: [], holder: "object" } : single;
}

interface Envelope {
  readonly container: ElementContainer;
  /** The first element looks like a record, so that even a root that does too is only its envelope. */
  readonly sure: boolean;
}

function envelopeOf(root: Readonly<Record<string, unknown>>, test: RecordTest, path: readonly string[]): Envelope | null {
  for (const key of ENVELOPE_KEYS) {
    const value = Object.hasOwn(root, key) ? root[key] : undefined;
    const found = Array.isArray(value) ? listEnvelope(value, test, [...path, key]) : isObject(value) ? objectEnvelope(value, test, [...path, key]) : null;
    if (found !== null) return found;
  }
  return null;
}

function listEnvelope(list: readonly unknown[], test: RecordTest, path: readonly string[]): Envelope | null {
  const [first] = list;
  if (list.length > 0 && !isObject(first)) return null;
  return { container: { path, holder: "array" }, sure: test.looksLikeRecord(first) };
}

function objectEnvelope(value: Readonly<Record<string, unknown>>, test: RecordTest, path: readonly string[]): Envelope | null {
  const inner = path.length <= 2 ? envelopeOf(value, test, path) : null;
  if (inner !== null) return inner;
  const first = Object.values(value)[0];
  if (!isObject(first) || test.looksLikeRecord(value)) return null;
  return { container: { path, holder: "object" }, sure: test.looksLikeRecord(first) };
}

/** Offset behind the first value of `text`, or null when it does not end in it. */
function rootEnd(text: string): number | null {
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

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
