import type { Container, RecordTest } from "./container.ts";
import { findInPages, findRecords, findUnknownList, looksLikeElement } from "./find-list.ts";
import { closeTruncated, isObject, type JsonObject, parsed, rootEnd } from "./partial-json.ts";

/** How much of the input is seen: more can be had, no more is wanted, or that is all. */
export type Seen = "growing" | "enough" | "whole";

const lines: Container = { kind: "lines" };
const sequence: Container = { kind: "elements", path: [], holder: "none" };
const array: Container = { kind: "elements", path: [], holder: "array" };

/**
 * Tells the container from the beginning of an input, by its content: a record is told from an envelope by what stands in it.
 *
 * @param head the decoded beginning
 * @returns "undecided" when more must be seen (never unless `seen` is "growing"), null when this is no JSON text at all
 */
export function recogniseContainer(head: string, seen: Seen, test: RecordTest): Container | "undecided" | null {
  // RFC 7464 begins every record with a record separator.
  const text = head.replace(/^[\s\u001e]+/, "");
  if (text.startsWith("[")) return containerOfArray(text, seen, test);
  if (!text.startsWith("{")) return linesAfterNoise(text);
  const end = rootEnd(text);
  if (end === null) return containerOfOpenRoot(text, seen, test);
  const rest = text.slice(end).replace(/^[\s\u001e]+/, "");
  if (rest === "" && seen === "growing") return "undecided";
  return containerOfClosedRoot(text.slice(0, end), rest.startsWith("{") || (rest === "" && seen === "enough"), test);
}

/** @param goesOn more values stand behind the root */
function containerOfClosedRoot(text: string, goesOn: boolean, test: RecordTest): Container {
  const root = parsed(text);
  const known = !isObject(root) ? null : goesOn ? pagesOneAfterAnother(root, test) : containerOfRoot(root, test, false);
  return known ?? (text.includes("\n") ? sequence : lines);
}

/** A file whose first line is no JSON but whose next lines are: NDJSON with a bad line in front. */
function linesAfterNoise(text: string): Container | null {
  // No regular expression over the whole: one that may begin at every blank line takes the square of their number.
  const looksLikeJson = text.split("\n").some((line) => {
    const bare = line.trim();
    const end = bare.endsWith(",") ? bare.slice(0, -1).trimEnd() : bare;
    return end.length > 1 && (bare.startsWith("{") || bare.startsWith('"')) && (end.endsWith("}") || end.endsWith('"'));
  });
  return looksLikeJson ? lines : null;
}

function containerOfArray(text: string, seen: Seen, test: RecordTest): Container | "undecided" {
  const list = parsed(rootEnd(text) === null ? closeTruncated(text) : text.slice(0, rootEnd(text) ?? 0));
  if (!Array.isArray(list)) return seen === "growing" ? "undecided" : array;
  const [first] = list as readonly unknown[];
  if (looksLikeElement(first, test)) return array;
  const pages = findInPages(first, test);
  if (pages !== null) return { kind: "elements", ...pages };
  return seen === "growing" && list.length < 2 ? "undecided" : array;
}

function pagesOneAfterAnother(root: JsonObject, test: RecordTest): Container | null {
  const pages = findInPages(root, test);
  return pages === null ? null : { kind: "elements", ...pages, unframed: true };
}

/** The root goes on behind what is seen of it, or breaks off. */
function containerOfOpenRoot(text: string, seen: Seen, test: RecordTest): Container | "undecided" {
  const root = parsed(closeTruncated(text));
  const found = isObject(root) ? containerOfRoot(root, test, seen === "growing") : null;
  if (found !== null) return found;
  return seen === "growing" ? "undecided" : text.includes("\n") ? sequence : lines;
}

/** Null: the root is a record, or nothing that is known. */
function containerOfRoot(root: JsonObject, test: RecordTest, open: boolean): Container | null {
  const isRecord = test.looksLikeRecord(root);
  // A root with the marks of a record is an envelope only where it has the usual key, and records under it.
  const found = findRecords(root, test, { listKeysOnly: isRecord, open }) ?? (isRecord ? null : findUnknownList(root, open));
  return found === null ? null : { kind: "elements", ...found };
}

