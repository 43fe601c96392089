import { type ElementContainer, EACH, type RecordTest } from "./container.ts";
import { isObject, type JsonObject, parsed } from "./partial-json.ts";

/** Keys that exports use for "here are the records", in order of preference; compared without regard to case, blanks and hyphens. */
const LIST_KEYS = ["logs", "records", "data", "items", "results", "entries", "rows", "bugs", "classifications", "executions", "log", "executionlogs", "hits", "value"];
/** What is wrapped around such a list, or stands beside it; never the id of a record. */
const WRAPPERS: ReadonlySet<string> = new Set([...LIST_KEYS, "response", "result", "body", "payload", "output", "meta", "metadata", "info", "header", "headers", "request", "query", "paging", "pagination", "page", "summary", "error", "errors"]);

/** Keys from the root to the list. */
const MAX_DEPTH = 4;
/** A first element may be damaged or odd; the list is judged by several. */
const LOOKED_AT = 3;

interface Node {
  readonly value: JsonObject;
  readonly path: ElementContainer["path"];
}

/**
 * Looks, level by level, for the list (or the object keyed by id) whose elements look like records, whatever its key.
 * What looks like a record is not searched: lists inside it are its own.
 *
 * @param listKeysOnly only lists under the usual keys, for a root that might itself be a record
 * @param open the text goes on behind what is seen of it
 */
export function findRecords(root: JsonObject, test: RecordTest, { listKeysOnly, open }: { readonly listKeysOnly: boolean; readonly open: boolean }): ElementContainer | null {
  let level: readonly Node[] = [{ value: root, path: [] }];
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    for (const node of level) {
      if (!listKeysOnly && !node.path.includes(EACH) && isKeyed(node.value, test, open)) return { path: node.path, holder: "object" };
      const [key, ...beside] = membersOf(node.value, listKeysOnly).filter(([, value]) => isListOfRecords(value, test)).map(([name]) => name);
      if (key !== undefined) return { path: [...node.path, key], holder: "array", ...(beside.length === 0 ? {} : { beside }) };
    }
    level = level.flatMap((node) => childrenOf(node, test, listKeysOnly));
  }
  return null;
}

/** A list under one of the usual keys that is empty, or whose elements are objects with names that nobody knows. */
export function findUnknownList(root: JsonObject, open: boolean, path: readonly string[] = []): ElementContainer | null {
  for (const [key, value] of membersOf(root, false).filter(([name]) => WRAPPERS.has(plain(name)))) {
    const here = [...path, key];
    // Of a list that is cut off in its first element, too little is seen.
    if (Array.isArray(value) && LIST_KEYS.includes(plain(key)) && (open ? value.length > 1 : true) && (value.length === 0 || isObject(value[0]))) return { path: here, holder: "array" };
    const inner = isObject(value) && here.length < MAX_DEPTH ? findUnknownList(value, open, here) : null;
    if (inner !== null) return inner;
  }
  return null;
}

/** The list inside the elements of an array, where these are pages and no records. */
export function findInPages(first: unknown, test: RecordTest): ElementContainer | null {
  if (isListOfRecords(first, test)) return { path: [EACH], holder: "array" };
  if (!isObject(first) || test.looksLikeRecord(first) || test.hasId(first)) return null;
  const inner = findRecords(first, test, { listKeysOnly: false, open: true });
  return inner === null || inner.holder === "object" ? null : { path: [EACH, ...inner.path], holder: "array" };
}

/** Some exports write every record as a string of JSON. */
export function looksLikeElement(value: unknown, test: RecordTest): boolean {
  return test.looksLikeRecord(typeof value === "string" && value.startsWith("{") ? parsed(value) : value);
}

function isListOfRecords(value: unknown, test: RecordTest): boolean {
  return Array.isArray(value) && value.slice(0, LOOKED_AT).some((element) => looksLikeElement(element, test));
}

/** Most values look like records, and so their keys are ids; of a text that goes on, one record is not enough to say so. */
function isKeyed(value: JsonObject, test: RecordTest, open: boolean): boolean {
  const entries = Object.entries(value);
  const alike = entries.filter(([key, member]) => !WRAPPERS.has(plain(key)) && test.looksLikeKeyed(typeof member === "string" && member.startsWith("{") ? parsed(member) : member, key)).length;
  return alike >= (open ? 2 : 1) && alike * 2 > entries.length;
}

function childrenOf({ value, path }: Node, test: RecordTest, listKeysOnly: boolean): readonly Node[] {
  return membersOf(value, listKeysOnly).flatMap(([key, member]) => {
    const here = [...path, key];
    if (isObject(member)) return mayHold(member, test) ? [{ value: member, path: here }] : [];
    // A list of batches, each with a list of its own, as OTLP has them: `{resourceSpans: [{scopeSpans: [{spans: […]}]}]}`.
    const [first]: readonly unknown[] = Array.isArray(member) ? member : [];
    return isObject(first) && !listKeysOnly ? [{ value: first, path: [...here, EACH] }] : [];
  });
}

function mayHold(value: JsonObject, test: RecordTest): boolean {
  return !test.looksLikeRecord(value) || membersOf(value, true).some(([, member]) => isListOfRecords(member, test));
}

/** The members of an object, the usual keys first. */
function membersOf(value: JsonObject, listKeysOnly: boolean): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([key]) => !listKeysOnly || LIST_KEYS.includes(plain(key))).toSorted(([a], [b]) => rank(a) - rank(b));
}

/** The usual keys by preference, all others behind them. */
function rank(key: string): number {
  const place = LIST_KEYS.indexOf(plain(key));
  return place === -1 ? LIST_KEYS.length : place;
}

function plain(key: string): string {
  return key.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}
