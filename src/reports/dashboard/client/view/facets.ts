import { numeral } from "../../../numbers.ts";
import type { Facet } from "../../format.ts";
import { h, refill } from "../dom.ts";
import { FACET_NAMES, labelOf } from "../labels.ts";
import type { Shown, Store } from "../store.ts";
import { card, listOf, markChosen, nothing } from "./breakdown.ts";
import { type Counted, countAt, type Mark, markOf, totalsOf } from "./marks.ts";

const FEW = 6;
/** More are found by the search; a longer list helps nobody. */
const MANY = 200;

/** The values of a facet with the most bugs first; all of them where asked. */
export function facetCard(store: Store, facet: Facet): HTMLElement {
  const totals = totalsOf(store, facet);
  const marks = new Map<number, Mark>();
  let all = false;
  const box = h("div", { class: "facet-list" });
  const more = h("button", { type: "button", class: "more" });
  const draw = (shown: Shown): void => {
    const chosen = shown.view.filters[facet];
    // What a filter leaves nothing of is no choice; what is chosen stays, to be taken back.
    const possible = totals.filter(({ place, value }) => countAt(shown, facet, place) > 0 || chosen.has(value))
      .map((entry) => ({ ...entry, now: countAt(shown, facet, entry.place), chosen: Number(chosen.has(entry.value)) }))
      .toSorted((a, b) => b.chosen - a.chosen || b.now - a.now || b.total - a.total);
    const listed = possible.slice(0, all ? MANY : FEW);
    const most = Math.max(0, ...totals.slice(0, 1).map(({ total }) => total));
    const whole = possible.reduce((sum, { now }) => sum + now, 0);
    for (const entry of listed) markFor(entry).update(entry.now, most, whole, chosen.has(entry.value));
    refill(box, [listed.length === 0 ? nothing("None in this view.") : listOf(listed.map((entry) => markFor(entry).element))]);
    markChosen(box, chosen.size);
    more.hidden = possible.length <= FEW;
    more.textContent = all ? "Show fewer" : `Show all ${numeral(possible.length)}`;
    more.setAttribute("aria-expanded", String(all));
  };
  const markFor = ({ value, place, total }: Counted): Mark => {
    const mark = marks.get(place) ?? markOf(store, facet, value, { label: labelOf(facet, value), total });
    mark.element.title = labelOf(facet, value);
    marks.set(place, mark);
    return mark;
  };
  more.addEventListener("click", () => {
    all = !all;
    box.classList.toggle("is-long", all);
    draw(store.shown);
  });
  store.follow(draw);
  return card(FACET_NAMES[facet].many, numeral(totals.length), facet, box, more);
}
