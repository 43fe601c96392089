import type { FacetValue } from "../../format.ts";
import { h } from "../dom.ts";
import { clusterName, type Model, valueAt } from "../model.ts";
import type { Store } from "../store.ts";
import { countAt, markOf, toneOf, totalsOf } from "./marks.ts";

/** Who must act, and why: a bar for each bucket with its owner, and beside it the clusters that go there. */
export function breakdown(store: Store): HTMLElement {
  const { head } = store.model;
  const buckets = head.buckets.filter(({ count }) => count > 0);
  const title = "Who must act, and why";
  if (buckets.length === 0) return card(title, "", "breakdown", nothing("Nobody: no failure is in scope."));
  const clusters = clusterLists(store);
  const rows = buckets.map((bucket) => h("li", { class: "bucket" }, bucketMark(store, bucket.id), clusters.get(bucket.id)));
  const list = h("ul", { class: "buckets", role: "list" }, ...rows);
  store.follow(({ view }) => list.classList.toggle("has-chosen", view.filters.bucket.size + view.filters.cluster.size > 0));
  return card(title, "Buckets with their owners; beside each, the clusters that go there", "breakdown", list);
}

function bucketMark(store: Store, id: string): HTMLElement {
  const { head, facets } = store.model;
  const { owner = "", action = "", description = "", count = 0 } = head.buckets.find((bucket) => bucket.id === id) ?? {};
  const mark = markOf(store, "bucket", id, { label: id, note: description, tone: toneOf(store, id), total: count, below: `${owner} · ${action}` });
  mark.element.title = description;
  const place = facets.bucket.values.indexOf(id);
  const most = Math.max(0, ...head.buckets.map((bucket) => bucket.count));
  store.follow((shown) => mark.update(countAt(shown, "bucket", place), most, sum(shown.selection.counts.bucket), shown.view.filters.bucket.has(id)));
  return mark.element;
}

/** The clusters of each bucket, most first. */
function clusterLists(store: Store): ReadonlyMap<FacetValue, HTMLElement> {
  const totals = totalsOf(store, "cluster");
  const most = Math.max(0, ...totals.map(({ total }) => total));
  const bucketOf = bucketsOfClusters(store.model);
  const lists = new Map<FacetValue, HTMLElement>();
  for (const { value, place, total } of totals) {
    const bucket = bucketOf[place] ?? null;
    const mark = markOf(store, "cluster", value, { label: clusterName(value).cluster, note: `in ${bucket ?? ""}`, tone: toneOf(store, bucket), total });
    store.follow((shown) => mark.update(countAt(shown, "cluster", place), most, sum(shown.selection.counts.cluster), isChosen(shown.view.filters.cluster, value)));
    const list = lists.get(bucket) ?? h("ul", { class: "clusters", role: "list" });
    lists.set(bucket, list);
    list.append(h("li", {}, mark.element));
  }
  return lists;
}

function sum(counts: Int32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** The bucket of each cluster value, by place. */
function bucketsOfClusters({ facets }: Model): readonly FacetValue[] {
  const result: FacetValue[] = facets.cluster.values.map(() => null);
  for (const [row, place] of facets.cluster.at.entries()) result[place] ??= valueAt(facets.bucket, row);
  return result;
}

/** An address may name a cluster without its bucket. */
function isChosen(chosen: ReadonlySet<FacetValue>, value: FacetValue): boolean {
  return chosen.has(value) || chosen.has(clusterName(value).cluster);
}

export function listOf(items: readonly HTMLElement[]): HTMLElement {
  return h("ul", { class: "marks", role: "list" }, ...items.map((item) => h("li", {}, item)));
}

/** While some of a list are chosen, the others step back. */
export function markChosen(list: HTMLElement, chosen: number): void {
  list.classList.toggle("has-chosen", chosen > 0);
}

export function card(title: string, hint: string, name: string, ...children: readonly HTMLElement[]): HTMLElement {
  const id = `card-${name}`;
  return h("section", { class: `card card-${name}`, "aria-labelledby": id }, h("div", { class: "card-head" }, h("h3", { id }, title), h("p", { class: "hint" }, hint)), ...children);
}

export function nothing(text: string): HTMLElement {
  return h("p", { class: "nothing" }, text);
}
