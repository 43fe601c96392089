import { FACETS } from "../../format.ts";
import { h, icon, ICONS, refill } from "../dom.ts";
import { FACET_NAMES, labelOf } from "../labels.ts";
import { unseen } from "./marks.ts";
import type { Store } from "../store.ts";

/** What is chosen, each removable, and one button to take back everything. */
export function chips(store: Store): HTMLElement {
  const box = h("div", { class: "chips", role: "group", "aria-label": "Filters in force" });
  const clear = h("button", { type: "button", class: "clear" }, "Clear all");
  clear.addEventListener("click", () => store.clear());
  store.follow(({ view }) => {
    const chosen = FACETS.flatMap((facet) => [...view.filters[facet]].map((value) => chip(FACET_NAMES[facet].one, labelOf(facet, value), () => store.toggle(facet, value))));
    const search = view.search.trim() === "" ? [] : [chip("Search", view.search.trim(), () => store.change({ search: "" }))];
    const all = [...chosen, ...search];
    refill(box, all.length === 0 ? [] : [...all, clear]);
    box.hidden = all.length === 0;
  });
  return box;
}

function chip(name: string, label: string, remove: () => void): HTMLElement {
  const button = h("button", { type: "button", class: "chip" }, unseen("Remove filter "), h("span", { class: "chip-name" }, name), h("span", { class: "chip-value" }, label), icon(ICONS.close));
  button.addEventListener("click", () => {
    // The next chip takes the focus, so that several can go one after another.
    const next = button.nextElementSibling instanceof HTMLElement ? button.nextElementSibling : null;
    const place = [...(button.parentElement?.children ?? [])].indexOf(button);
    const box = button.parentElement;
    remove();
    const follower = box?.children[Math.min(place, (box.children.length || 1) - 1)];
    if (next !== null && follower instanceof HTMLElement) follower.focus();
  });
  return button;
}
