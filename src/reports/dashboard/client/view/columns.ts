import { minute } from "../../../numbers.ts";
import type { Facet } from "../../format.ts";
import { anchor, h } from "../dom.ts";
import { type Model, textAt, valueAt } from "../model.ts";
import { highlighted } from "../search.ts";
import type { Store } from "../store.ts";
import { clusterName } from "../model.ts";
import { dot, toneOf } from "./marks.ts";

/** A column of the table. */
export interface Column {
  readonly id: string;
  readonly title: string;
  /** Track of a CSS grid. */
  readonly width: string | ((model: Model) => string);
  readonly shown: boolean;
  readonly sortable: boolean;
  text(model: Model, row: number): string;
  cell(store: Store, row: number, words: readonly string[]): readonly (Node | string)[];
}

/** Text with the words that were looked for marked. */
export function marked(text: string, words: readonly string[]): readonly (Node | string)[] {
  return highlighted(text, words).map((part) => (part.hit ? h("mark", {}, part.text) : part.text));
}

/** A name in capitals that may go on in the next line behind an underscore. */
function breakable(text: string, words: readonly string[]): readonly (Node | string)[] {
  if (words.length > 0) return marked(text, words);
  return text.split(/(?<=_)/).flatMap((part) => [part, h("wbr")]);
}

function facetText(model: Model, facet: Facet, row: number): string {
  return valueAt(model.facets[facet], row) ?? "";
}

function clusterText(model: Model, row: number): string {
  return clusterName(valueAt(model.facets.cluster, row)).cluster;
}

function lines(first: readonly (Node | string)[], second: readonly (Node | string)[]): readonly Node[] {
  return [h("span", { class: "line" }, ...first), h("span", { class: "line line-quiet" }, ...second)];
}

const none = (): HTMLElement => h("span", { class: "none" }, "not recorded");
const orNone = (text: string, words: readonly string[]): readonly (Node | string)[] => (text === "" ? [none()] : marked(text, words));

function timeText(model: Model, row: number): string {
  const time = model.index.times[row];
  return time === null || time === undefined ? "" : minute(time);
}

/** Links of a bug by name, each an address. */
export function linksAt({ index }: Model, row: number): readonly { readonly name: string; readonly url: string }[] {
  const links = Object.entries(index.links).flatMap(([name, column]) => {
    const url = column.kind === "each" ? (column.urls[row] ?? null) : `${column.before}${addressed(index.ids[row] ?? "")}${column.behind}`;
    return url === null ? [] : [{ name, url }];
  });
  const page = index.pages?.[row];
  return page === undefined ? links : [...links, { name: "evidence", url: page }];
}

const LINK_LABELS: Readonly<Record<string, string>> = { log: "log", spreadsheet: "sheet", evidence: "page" };

function tally(model: Model, row: number, words: readonly string[]): readonly (Node | string)[] {
  const rationale = textAt(model.index.rationale, row);
  const quote = textAt(model.index.quote, row);
  // What was found must be seen; the quote steps in where only it holds the word.
  const lower = rationale.toLowerCase();
  return words.some((word) => !lower.includes(word) && quote.toLowerCase().includes(word)) ? [h("span", { class: "quote" }, ...marked(quote, words))] : marked(rationale, words);
}

export const COLUMNS: readonly Column[] = [
  { id: "id", title: "Bug", width: "136px", shown: true, sortable: true, text: (model, row) => model.index.ids[row] ?? "", cell: ({ model }, row, words) => lines([h("span", { class: "id" }, ...marked(model.index.ids[row] ?? "", words))], [timeText(model, row) === "" ? "" : timeText(model, row).replace(" UTC", "")]) },
  { id: "tool", title: "Tool", width: "minmax(130px, 1.6fr)", shown: true, sortable: true, text: (model, row) => facetText(model, "tool", row), cell: ({ model }, row, words) => lines(orNone(facetText(model, "tool", row), words), orNone(facetText(model, "toolkit", row), words)) },
  { id: "toolkit", title: "Toolkit", width: "minmax(90px, .8fr)", shown: false, sortable: true, text: (model, row) => facetText(model, "toolkit", row), cell: ({ model }, row, words) => orNone(facetText(model, "toolkit", row), words) },
  { id: "account", title: "Connected account", width: "minmax(120px, 1fr)", shown: false, sortable: true, text: (model, row) => facetText(model, "account", row), cell: ({ model }, row, words) => orNone(facetText(model, "account", row), words) },
  { id: "status", title: "Status", width: "66px", shown: true, sortable: true, text: (model, row) => facetText(model, "status", row), cell: ({ model }, row, words) => (facetText(model, "status", row) === "" ? [h("span", { class: "none" }, "none")] : [h("span", { class: "status" }, ...marked(facetText(model, "status", row), words))]) },
  { id: "cluster", title: "Cluster", width: "minmax(104px, 150px)", shown: true, sortable: true, text: clusterText, cell: ({ model }, row, words) => [h("span", { class: "clamp" }, ...breakable(clusterText(model, row), words))] },
  { id: "bucket", title: "Bucket", width: "minmax(140px, 212px)", shown: true, sortable: true, text: (model, row) => facetText(model, "bucket", row), cell: bucketCell },
  { id: "rationale", title: "Rationale", width: "minmax(150px, 2fr)", shown: true, sortable: true, text: (model, row) => textAt(model.index.rationale, row), cell: ({ model }, row, words) => [h("span", { class: "clamp" }, ...tally(model, row, words))] },
  { id: "quote", title: "Quoted text", width: "minmax(180px, 2fr)", shown: false, sortable: true, text: (model, row) => textAt(model.index.quote, row), cell: ({ model }, row, words) => [h("span", { class: "clamp quote" }, ...marked(textAt(model.index.quote, row), words))] },
  { id: "scope", title: "Scope", width: "minmax(120px, 1fr)", shown: false, sortable: true, text: (model, row) => scopeText(model, row), cell: ({ model }, row, words) => [h("span", { class: "clamp" }, ...marked(scopeText(model, row), words))] },
  { id: "time", title: "Time", width: "150px", shown: false, sortable: true, text: timeText, cell: ({ model }, row, words) => orNone(timeText(model, row), words) },
  { id: "links", title: "Links", width: ({ index }) => `${16 + 35 * (Object.keys(index.links).length + (index.pages === null ? 0 : 1))}px`, shown: true, sortable: false, text: (model, row) => linksAt(model, row).map(({ url }) => url).join(" "), cell: linkCell },
];

function scopeText(model: Model, row: number): string {
  const from = valueAt(model.facets.scope, row);
  const demoted = valueAt(model.facets.demoted, row);
  return [from === null ? "canonical" : `reclassified from ${from}`, ...(demoted === null ? [] : [`demoted from ${demoted}`])].join(", ");
}

function bucketCell(store: Store, row: number, words: readonly string[]): readonly Node[] {
  const bucket = facetText(store.model, "bucket", row);
  const known = store.model.head.buckets.find(({ id }) => id === bucket);
  return lines([dot(toneOf(store, bucket)), ...marked(bucket, words)], [known === undefined ? "" : `${known.owner} · ${known.action}`]);
}

function linkCell({ model }: Store, row: number): readonly Node[] {
  const id = model.index.ids[row] ?? "";
  return linksAt(model, row).map(({ name, url }) => anchor(LINK_LABELS[name] ?? name, url, `${LINK_LABELS[name] ?? name} of ${id}`));
}

/** An id as the page packed it: a lone surrogate has no place in an address. */
function addressed(id: string): string {
  return encodeURIComponent(id.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"));
}

/** The columns of a view, in their own order. */
export function shownColumns({ index }: Model, chosen: readonly string[] | null): readonly Column[] {
  const hasLinks = index.pages !== null || Object.keys(index.links).length > 0;
  const columns = COLUMNS.filter((column) => (chosen === null ? column.shown : chosen.includes(column.id)) && (column.id !== "links" || hasLinks));
  return columns.length === 0 ? COLUMNS.slice(0, 1) : columns;
}
