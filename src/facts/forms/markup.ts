import { beginningOf } from "../../failure/beginning.ts";
/**
 * Reads HTML and XML as errors come in them. Not a parser of documents: error pages are short, often cut off and never
 * valid, and only a title, a heading or the elements of an error are wanted.
 */

export interface Markup {
  readonly kind: "html" | "xml";
  readonly start: number;
}

const HTML = /<(?:!doctype html|html[\s>]|head>|head\s|title>|body[\s>]|h1[\s>])/i;
const XML = /(?<![\w>])<(?:\?xml\b|[A-Za-z][\w.-]*:?(?:Envelope|Error|Errors|ErrorResponse|Fault|Response|Exception|ServiceException|error|errors|fault|response|exception|status|hash|OTA_\w+)(?:\s+[\w:.-]+\s*=[^<>]*|\s*\/?)>)/;

/** Where markup begins in a text, and which kind it is; null when there is none. */
export function findMarkup(text: string): Markup | null {
  const html = HTML.exec(text);
  const xml = XML.exec(text);
  const isXhtml = xml !== null && html !== null && /^<\?xml[^>]{0,200}\?>\s*$/.test(text.slice(xml.index, html.index));
  if (xml !== null && !isXhtml && (html === null || xml.index < html.index)) return { kind: "xml", start: xml.index };
  if (html !== null) return { kind: "html", start: html.index };
  return /^\s*<\/?[A-Za-z][\w.:-]*(?:\s+[\w:.-]+\s*=[^<>]*|\s*\/?)>/.test(text) ? { kind: "xml", start: 0 } : null;
}

/** What stands in front of markup; of a page its bracket too, which shows that a client which speaks of JSON speaks of what came back. */
export function beforeMarkup(text: string, { kind, start }: Markup): string {
  const before = text.slice(0, start);
  return kind === "html" && before.trim() !== "" ? `${before}<` : before;
}

const PAGE_PARTS = /<(title|h1|h2|h3|pre)\b[^>]*>([\s\S]{0,600}?)(?:<\/\1\s*>|$)/gi;

/** What an HTML page says of itself: its title, its headings, and preformatted text, which frameworks put errors into. */
export function pageTexts(html: string): readonly string[] {
  const texts: string[] = [];
  for (const match of html.slice(0, 20_000).matchAll(PAGE_PARTS)) {
    const text = textOf(match[2] ?? "");
    if (text !== "" && !texts.includes(text)) texts.push(text);
    if (texts.length === 6) break;
  }
  const rest = beginningOf(textOf(html.slice(lastHeadingEnd(html))), MAX_REST);
  return rest === "" || texts.includes(rest) ? texts : [...texts, rest];
}

/** What stands behind the last heading is the explanation, if the page gives one. Characters. */
const MAX_REST = 240;

const HEADING_END = /<\/(?:title|h1|h2|h3)\s*>/gi;

function lastHeadingEnd(html: string): number {
  let end = 0;
  for (const match of html.slice(0, 20_000).matchAll(HEADING_END)) end = match.index + match[0].length;
  return end;
}

/** The readable text of a page, for pages that have neither title nor heading. */
export function textOf(markup: string): string {
  return decodeEntities(markup.replace(/<(script|style)\b[\s\S]{0,20000}?<\/\1\s*>/gi, " ").replace(/<[^>]{0,2000}>/g, " ")).replace(/\s+/g, " ").trim();
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " ", rsquo: "'", lsquo: "'", mdash: "—", ndash: "–" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

interface Element {
  readonly name: string;
  readonly members: Map<string, unknown[]>;
  text: string;
}

const TOKEN = /<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)|<!(?:[^<>]*)>|<(\/?)([A-Za-z_][\w.:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const MAX_ELEMENTS = 2_000;
const MAX_DEPTH = 32;

/** XML as the objects that JSON would have made of it; namespaces are dropped, an attribute is a member like any other. */
export function xmlToObject(xml: string): unknown {
  const root: Element = { name: "", members: new Map(), text: "" };
  const open: Element[] = [root];
  let elements = 0;
  for (const [, cdata, slash, name, attributes, selfClosing, text] of xml.slice(0, 200_000).matchAll(TOKEN)) {
    const top = open.at(-1) ?? root;
    if (name === undefined) top.text += cdata ?? decodeEntities(text ?? "");
    else if (slash === "/") close(open, localName(name));
    else if (elements++ < MAX_ELEMENTS && open.length < MAX_DEPTH) {
      open.push({ name: localName(name), members: attributesOf(attributes ?? ""), text: "" });
      if (selfClosing === "/") close(open, localName(name));
    }
  }
  while (open.length > 1) closeTop(open);
  return valueOf(root);
}

function close(open: Element[], name: string): void {
  if (!open.some((element) => element.name === name)) return;
  while (open.length > 1 && open.at(-1)?.name !== name) closeTop(open);
  if (open.length > 1) closeTop(open);
}

function closeTop(open: Element[]): void {
  const element = open.pop();
  const parent = open.at(-1);
  if (element === undefined || parent === undefined) return;
  const list = parent.members.get(element.name);
  if (list === undefined) parent.members.set(element.name, [valueOf(element)]);
  else list.push(valueOf(element));
}

function valueOf(element: Element): unknown {
  const text = element.text.trim();
  if (element.members.size === 0) return text;
  const members: (readonly [string, unknown])[] = [...element.members].map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  return Object.fromEntries(text === "" ? members : [...members, ["text", text]]);
}

function attributesOf(source: string): Map<string, unknown[]> {
  const members = new Map<string, unknown[]>();
  for (const [, name, double, single] of source.matchAll(ATTRIBUTE)) {
    if (name !== undefined && !name.startsWith("xmlns")) members.set(localName(name), [decodeEntities(double ?? single ?? "")]);
  }
  return members;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
