import { counted, numeral, share } from "../../../numbers.ts";
import type { Facet, FacetValue } from "../../format.ts";
import { h, setAttribute } from "../dom.ts";
import type { Store } from "../store.ts";

/** The totals in one line; those that say something of single bugs are filters. */
export function figures(store: Store): HTMLElement {
  const { totals, out_of_scope: outside } = store.model.head;
  const { scope, demoted } = store.model.facets;
  const moved = scope.values.filter((value) => value !== null);
  const outsideNote = outside.slice(0, 3).map(({ category, count }) => `${category} ${numeral(count)}`).join(", ");
  return h("div", { class: "figures", role: "group", "aria-label": "Totals" },
    figure("In scope", totals.in_scope, `${share(totals.in_scope, totals.records)} of ${counted(totals.records, "record")}`),
    filterFigure(store, "scope", scope.values.filter((value) => value === null), figureParts("Canonical", totals.canonical, "as upstream has it")),
    filterFigure(store, "scope", moved, figureParts("Reclassified", totals.reclassified, "on their own evidence")),
    filterFigure(store, "demoted", demoted.values.filter((value) => value !== null), figureParts("Demoted", totals.demoted, "to bugs of our own")),
    figure("Out of scope", totals.out_of_scope, outsideNote === "" ? "nothing left aside" : outsideNote),
    figure("Needs review", totals.needs_review, totals.needs_review === 0 ? "everything was sorted" : "could not be sorted"));
}

function figureParts(label: string, value: number, note: string): readonly HTMLElement[] {
  return [h("span", { class: "figure-label" }, label), h("span", { class: "figure-value" }, numeral(value)), h("span", { class: "figure-note", title: note }, note)];
}

function figure(label: string, value: number, note: string): HTMLElement {
  return h("div", { class: "figure" }, ...figureParts(label, value, note));
}

/** A total that chooses all its values at once. */
function filterFigure(store: Store, facet: Facet, values: readonly FacetValue[], parts: readonly HTMLElement[]): HTMLElement {
  const element = h("button", { type: "button", class: "figure", disabled: values.length === 0 }, ...parts);
  const isChosen = (): boolean => values.length > 0 && values.every((value) => store.shown.view.filters[facet].has(value));
  element.addEventListener("click", () => store.change({ filters: { ...store.shown.view.filters, [facet]: new Set(isChosen() ? [] : values) } }));
  store.follow(() => setAttribute(element, "aria-pressed", String(isChosen())));
  return element;
}
