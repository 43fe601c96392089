import type { Place } from "../failure/place.ts";
import { isIdKey, isIdOfCall, type Leaf, MAX_MARKED } from "./sent.ts";

/** Signs that a value was never meant to reach an API. */
export type MarkKind =
  /** A template variable that nobody substituted: `{{user_id}}`, `${id}`, `%(name)s`, `:id`. */
  | "template"
  /** A word that asks to be replaced: `YOUR_CHAT_ID`, `<table_name>`, `string`, `undefined`. */
  | "placeholder"
  /** A path with nothing between two slashes: `/Accounts//Messages`. */
  | "gap"
  /** A value that stands for "no real value": `123`, `-1`, the nil UUID, `aaaa`. */
  | "sentinel";

export interface Mark {
  readonly kind: MarkKind;
  /** The value, as it was sent. */
  readonly text: string;
  readonly key: string;
  readonly place: Place;
  /** Clearest first: 0 for a template. */
  readonly rank: number;
}

const RANK: Readonly<Record<MarkKind, number>> = { template: 0, placeholder: 1, gap: 2, sentinel: 3 };

/** The mark in one value that was sent, or null. */
export function markIn(leaf: Leaf): Mark | null {
  const kind = kindOf(leaf);
  return kind === null ? null : { kind, text: leaf.value, key: leaf.key, place: leaf.place, rank: RANK[kind] };
}

function kindOf(leaf: Leaf): MarkKind | null {
  const value = leaf.value.trim();
  if (value === "") return leaf.where === "path" ? "gap" : null;
  return value.length > MAX_MARKED ? null : kindOfValue(value, leaf, namesThing(leaf));
}

function namesThing({ where, key }: Leaf): boolean {
  return where === "data" ? isIdKey(key) : where === "path" || !isIdOfCall(key);
}

/** @param names the value stands where a thing is named, and not among content */
function kindOfValue(value: string, leaf: Leaf, names: boolean): MarkKind | null {
  // Most of what names a thing is a number, and of all marks that can only be a sentinel.
  const isNumber = /^\d+$/.test(value);
  if (!isNumber && isTemplate(value, names)) return "template";
  if (isCredential(leaf) || (leaf.where === "query" && SEARCHED.test(leaf.key))) return null;
  if (!isNumber && (names || /^[<[{]/.test(value)) && isPlaceholder(value, leaf)) return "placeholder";
  return names && isSentinel(value, leaf) ? "sentinel" : null;
}

/** What a caller proves itself with; loggers and documentation put `abc` there, and no real call was made with it. */
const CREDENTIAL = /^(?:api|app|user|access|auth|client|subscription|secret|public|pub)?[_-]?(?:key|token|pass(?:word|wd)?|pwd|secret|login|signature|sig)$/i;

/** What is searched for is content, and may be any word. */
const SEARCHED = /^(?:q|query|search|keywords?|term|text|filter|prompt|question|name_?contains)$/i;

function isCredential({ where, key }: Leaf): boolean {
  return where === "query" ? CREDENTIAL.test(key) : where === "data" && /token$|passw(?:or)?d$|secret$|^api_?key$/i.test(key);
}

/** A logger that masks secrets writes `<token>` too; that was never sent. */
const MASKED = /token|secret|password|passwd|api_?-?key|credential|redacted|masked|hidden|removed|filtered/i;

const TEMPLATE_ANYWHERE = /\{\{[^{}]{1,80}\}\}|\$\{[^{}]{1,80}\}|<%=?[^<>%]{1,80}%>|%\([A-Za-z_]\w{0,60}\)s|#\{[A-Za-z_][\w.]{0,60}\}/;
const TEMPLATE_WHOLE = /^(?:\{[A-Za-z_][\w .-]{0,60}\}|:[a-z][A-Za-z_]{1,40}|\$[A-Za-z_]{2,40}|__[A-Z][A-Z\d_]{1,40}__|%[A-Z][A-Z_]{1,40}%)$/;

function isTemplate(value: string, names: boolean): boolean {
  const match = TEMPLATE_ANYWHERE.exec(value);
  // In a longer text (a mail that is itself a template) a variable is content; alone, or in what names a thing, it is not.
  if (match !== null) return names || match[0].length === value.length;
  return names && TEMPLATE_WHOLE.test(value) && !MASKED.test(value);
}

const BRACKETED = /^(?:<[A-Za-z][\w .-]{1,60}>|\[[A-Z][A-Z\d_ -]{2,60}\])$/;
const PLACEHOLDER = /^(?:(?:your|insert|enter|replace|put|example|sample|dummy|fake|mock|placeholder|test|invalid|nonexistent|non[_-]existent|non[_-]existing)(?:[_\- ][\w -]*)?(?:id|ids|uuid|key|name|slug|here|number|token|sid|url|value|user|group|channel|project|file|folder|page|list|board|item|record|base|email)(?:[_\- ]?\d{0,6}|[_\- ]here)?|(?:replace|change|insert|fill)[_-]?(?:me|this|here)|changeme|todo|tbd|string|undefined|null|none|nan|nil|\[object object\]|foo|bar|baz|foobar|asdf|qwerty|lorem|ipsum|dummy|fake|placeholder|example|sample|test|nonexistent|non[_-]?exist(?:ent|ing)|does[_-]?not[_-]?exist|invalid|unknown|n\/a|id|uuid)$/i;
/** `MEDIA-ID`, `PAGE_ID`: the name of an id in capitals, where documentation puts the id. */
const NAME_OF_ID = /^[A-Z]{2,}(?:[-_ ][A-Z]+)*[-_ ](?:ID|KEY|NAME|UUID|SLUG|URL|SID)$/;
const SAYS_EXAMPLE = /EXAMPLE|PLACEHOLDER|YOUR[_-]|REPLACE[_-]?ME|CHANGE[_-]?ME|DUMMY|[_-]HERE\b/;

/** Segments of a path that are ordinary words of routes, though as an id they would be placeholders. */
const ROUTE_WORDS = /^(?:id|none|null|unknown|test|sample|example)$/i;

function isPlaceholder(value: string, leaf: Leaf): boolean {
  if (BRACKETED.test(value)) return !MASKED.test(value);
  if (leaf.where === "path" && ROUTE_WORDS.test(value)) return value.toLowerCase() === "null" || value.toLowerCase() === "test";
  // `project_id: "project_id"`: the name of the field stands where its value belongs.
  if (leaf.where === "data" && value.length > 3 && value === leaf.key && /[_-]/.test(value)) return true;
  return (PLACEHOLDER.test(value) || NAME_OF_ID.test(value) || SAYS_EXAMPLE.test(value)) && !/\s/.test(value);
}

const SENTINELS = /^(?:0+|-\d|123(?:4(?:5(?:6(?:7(?:8(?:9(?:0)?)?)?)?)?)?)?|0123456789|999\d?|(\d)\1{4,}|abc|abc123|123abc|abcdef|xyz|deadbeef\w*|0{8}-0{4}-0{4}-0{4}-0{12}|(?:(\d)\2{7}-\2{4}-\2{4}-\2{4}-\2{12})|12345678-1234-1234-1234-123456789(?:abc|012)|0{24})$/i;
/** One letter over and over, and nothing else: `aaaa`, `XXXXXXXX`; inside a word or in base64 it is no sentinel. */
const ONE_LETTER = /^([A-Za-z])\1{3,}$/;

function isSentinel(value: string, leaf: Leaf): boolean {
  if (leaf.where === "query" && !isIdKey(leaf.key)) return false;
  // A zero in a path is as a rule a version.
  if (leaf.where === "path" && value === "0") return false;
  return SENTINELS.test(value) || ONE_LETTER.test(value);
}
