import type { Facet, Head, Index } from "../format.ts";
import { h, refill } from "./dom.ts";
import { modelOf } from "./model.ts";
import { Store } from "./store.ts";
import { breakdown } from "./view/breakdown.ts";
import { chips } from "./view/chips.ts";
import { facetCard } from "./view/facets.ts";
import { figures } from "./view/figures.ts";
import { footer, notices, titleLine } from "./view/footer.ts";
import { type Archive, Sheet } from "./view/sheet.ts";
import { Table } from "./view/table.ts";
import { toolbar } from "./view/toolbar.ts";

const SIDE: readonly Facet[] = ["toolkit", "tool", "account", "status"];
const SAID_MS = 2_400;

/** Builds the tab into its root, over what stood there for readers without a script. */
export function mount(app: HTMLElement, head: Head, index: Index, archive: Archive): void {
  const store = new Store(modelOf(head, index));
  const said = h("p", { class: "said", role: "status" });
  const say = (text: string): void => {
    said.textContent = text;
    said.classList.add("is-said");
    setTimeout(() => said.classList.remove("is-said"), SAID_MS);
  };
  const table = new Table(store);
  const sheet = new Sheet(store, archive, table, say);
  refill(app, [
    titleLine(head),
    ...notices(head),
    figures(store),
    breakdown(store),
    h("div", { class: "work" }, toolbar(store, say), chips(store)),
    h("div", { class: "explorer" }, h("div", { class: "side" }, ...SIDE.map((facet) => facetCard(store, facet))), table.element),
    footer(head), sheet.element, said,
  ]);
  sheet.follow();
}
