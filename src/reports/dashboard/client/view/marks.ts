import { counted, numeral, share } from "../../../numbers.ts";
import type { Facet, FacetValue } from "../../format.ts";
import { h, setAttribute } from "../dom.ts";
import { labelOf } from "../labels.ts";
import type { Shown, Store } from "../store.ts";

/** One bar that is a filter. */
export interface Mark {
  readonly element: HTMLButtonElement;
  update(count: number, most: number, whole: number, chosen: boolean): void;
}

interface MarkOptions {
  readonly label: string;
  /** What a screen reader hears beside label and numbers. */
  readonly note?: string;
  /** Place of the bucket's colour, where the mark belongs to one. */
  readonly tone?: number;
  /** All bugs of the mark, whatever is chosen. */
  readonly total: number;
  readonly below?: string;
}

export function markOf(store: Store, facet: Facet, value: FacetValue, options: MarkOptions): Mark {
  const count = h("span", { class: "mark-count" });
  const part = h("span", { class: "mark-share" });
  const bar = h("span", { class: "mark-bar" });
  const ghost = h("span", { class: "mark-ghost" });
  const element = h("button", { type: "button", class: "mark", "data-facet": facet, "data-value": value ?? "" },
    h("span", { class: "mark-track", "aria-hidden": "true" }, ghost, bar),
    h("span", { class: "mark-label" }, options.tone === undefined ? null : dot(options.tone), h("span", { class: "mark-name" }, options.label)),
    count, unseen(` of ${counted(options.total, "bug")}, `), part,
    options.below === undefined ? null : h("span", { class: "mark-below" }, options.below),
    options.note === undefined ? null : unseen(`. ${options.note}`));
  if (options.tone !== undefined) element.dataset["tone"] = String(options.tone);
  element.addEventListener("click", () => store.toggle(facet, value));
  return {
    element,
    update(now, most, whole, chosen) {
      count.textContent = numeral(now);
      part.textContent = now === 0 ? "" : share(now, whole);
      bar.style.setProperty("inline-size", `${barWidth(now, most)}%`);
      ghost.style.setProperty("inline-size", `${barWidth(options.total, most)}%`);
      setAttribute(element, "aria-pressed", String(chosen));
      element.classList.toggle("is-empty", now === 0);
    },
  };
}

/** Something stays visible as long as there is anything. */
function barWidth(count: number, most: number): number {
  return count === 0 || most === 0 ? 0 : Math.max(0.8, (100 * count) / most);
}

export function dot(tone: number): HTMLElement {
  return h("span", { class: "dot", "data-tone": String(tone), "aria-hidden": "true" });
}

/** The place of a bucket's colour; there are eight. */
export function toneOf(store: Store, bucket: FacetValue): number {
  return Math.max(0, store.model.head.buckets.findIndex(({ id }) => id === bucket)) % 8;
}

/** For ears only; it becomes part of a name that the eye sees the rest of. */
export function unseen(text: string): HTMLElement {
  return h("span", { class: "unseen" }, text);
}

export interface Counted {
  readonly value: FacetValue;
  readonly place: number;
  readonly total: number;
}

/** The values of a facet with all their bugs, most first. */
export function totalsOf(store: Store, facet: Facet): readonly Counted[] {
  const { facets, weights } = store.model;
  const totals = new Int32Array(facets[facet].values.length);
  for (const [row, place] of facets[facet].at.entries()) totals[place] = (totals[place] ?? 0) + (weights[row] ?? 0);
  return facets[facet].values
    .map((value, place) => ({ value, place, total: totals[place] ?? 0 }))
    .toSorted((a, b) => b.total - a.total || (labelOf(facet, a.value) < labelOf(facet, b.value) ? -1 : 1));
}

export function countAt(shown: Shown, facet: Facet, place: number): number {
  return shown.selection.counts[facet][place] ?? 0;
}
