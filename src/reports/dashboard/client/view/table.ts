import { counted, numeral } from "../../../numbers.ts";
import { h, icon, ICONS, refill, setAttribute } from "../dom.ts";
import { wordsOf } from "../search.ts";
import type { Shown, Store } from "../store.ts";
import { type Column, shownColumns } from "./columns.ts";

const ROW = { wide: 46, cards: 112 } as const;
const CARDS_BELOW = 720;
const BEYOND_EDGE = 10;
const MOST_PRINTED = 1_000;

/** The bugs, one row each. Only what can be seen is in the page, however many there are. */
export class Table {
  readonly element: HTMLElement;
  readonly #store: Store;
  readonly #scroller = h("div", { class: "scroller" });
  readonly #grid = h("div", { role: "grid", class: "grid", "aria-label": "Bugs" });
  readonly #head = h("div", { role: "row", class: "row row-head", "aria-rowindex": "1" });
  readonly #body = h("div", { role: "rowgroup", class: "grid-body" });
  readonly #empty = h("div", { class: "empty", hidden: true });
  readonly #drawn = new Map<number, HTMLElement>();
  #columns: readonly Column[] = [];
  #active = 0;
  #rowHeight: number = ROW.wide;
  #printing = false;

  constructor(store: Store) {
    this.#store = store;
    this.#grid.append(h("div", { role: "rowgroup", class: "grid-head" }, this.#head), this.#body);
    this.#scroller.append(this.#grid);
    this.element = h("section", { class: "card card-table", "aria-label": "Table of bugs" }, this.#scroller, this.#empty);
    this.#scroller.addEventListener("scroll", () => this.#draw(), { passive: true });
    this.#body.addEventListener("keydown", (event) => this.#onKey(event));
    this.#body.addEventListener("click", (event) => this.#onClick(event));
    // Also tells when the tab is shown: until then there is no height.
    new ResizeObserver(() => this.#measure()).observe(this.#scroller);
    addEventListener("beforeprint", () => this.#print(true));
    addEventListener("afterprint", () => this.#print(false));
    store.follow((shown, before) => this.#update(shown, before));
  }

  /** Puts the focus on the row of a place in the list. */
  focus(place: number): void {
    const last = this.#store.shown.rows.length - 1;
    this.#active = Math.max(0, Math.min(place, last));
    this.#reveal(this.#active);
    this.#draw();
    this.#drawn.get(this.#active)?.focus({ preventScroll: true });
  }

  #update(shown: Shown, before: Shown | null): void {
    const { rows, view } = shown;
    if (before?.rows !== rows) {
      this.#active = 0;
      this.#scroller.scrollTop = 0;
    }
    if (before?.rows !== rows || before.view.columns !== view.columns || before.view.search !== view.search || before.view.sort !== view.sort) {
      this.#columns = shownColumns(this.#store.model, view.columns);
      this.#drawHead(shown);
      this.#redraw();
    }
    setAttribute(this.#grid, "aria-rowcount", String(rows.length + 1));
    setAttribute(this.#grid, "aria-colcount", String(this.#columns.length));
    this.#empty.hidden = rows.length > 0;
    this.#scroller.hidden = rows.length === 0;
    if (rows.length === 0) refill(this.#empty, emptyState(this.#store));
  }

  #measure(): void {
    const cards = this.#scroller.clientWidth < CARDS_BELOW;
    this.element.classList.toggle("is-cards", cards);
    this.#rowHeight = cards ? ROW.cards : ROW.wide;
    this.#redraw();
  }

  #redraw(): void {
    this.#drawn.clear();
    this.#body.replaceChildren();
    const widths = this.#columns.map(({ width }) => (typeof width === "string" ? width : width(this.#store.model)));
    this.#grid.style.setProperty("--tc-columns", widths.join(" "));
    this.#grid.style.setProperty("--tc-least", `${widths.reduce((sum, width) => sum + Number(/\d+/.exec(width)?.[0] ?? 0), 16)}px`);
    this.#draw();
  }

  #draw(): void {
    const { rows } = this.#store.shown;
    this.#body.style.setProperty("block-size", this.#printing ? "auto" : `${rows.length * this.#rowHeight}px`);
    const wanted = this.#wanted(rows.length);
    const focused = [...this.#drawn].find(([, element]) => element.matches(":focus-within"))?.[0];
    for (const [place, element] of this.#drawn) {
      if (wanted.has(place) || place === focused) continue;
      element.remove();
      this.#drawn.delete(place);
    }
    const words = wordsOf(this.#store.shown.view.search);
    for (const place of [...wanted].toSorted((a, b) => a - b)) {
      const known = this.#drawn.get(place);
      const element = known ?? this.#row(place, rows[place] ?? 0, words);
      element.tabIndex = place === this.#active ? 0 : -1;
      if (known === undefined) this.#insert(place, element);
    }
  }

  /** In the order of the table, for those who read it from the page and not from the screen. */
  #insert(place: number, element: HTMLElement): void {
    this.#drawn.set(place, element);
    const follower = [...this.#drawn.keys()].filter((other) => other > place).reduce((least, other) => Math.min(least, other), Number.POSITIVE_INFINITY);
    this.#body.insertBefore(element, this.#drawn.get(follower) ?? null);
  }

  #wanted(count: number): ReadonlySet<number> {
    const first = this.#printing ? 0 : Math.max(0, Math.floor(this.#scroller.scrollTop / this.#rowHeight) - BEYOND_EDGE);
    const last = this.#printing ? MOST_PRINTED : Math.ceil((this.#scroller.scrollTop + this.#scroller.clientHeight) / this.#rowHeight) + BEYOND_EDGE;
    const wanted = new Set<number>();
    for (let place = first; place < Math.min(last, count); place++) wanted.add(place);
    if (this.#active < count) wanted.add(this.#active);
    return wanted;
  }

  #row(place: number, row: number, words: readonly string[]): HTMLElement {
    const cells = this.#columns.map((column, index) => h("div", { role: "gridcell", class: `cell cell-${column.id}`, "aria-colindex": String(index + 1) }, ...column.cell(this.#store, row, words)));
    const element = h("div", { role: "row", class: "row", "aria-rowindex": String(place + 2), "data-place": String(place) }, ...cells);
    element.style.setProperty("transform", `translateY(${place * this.#rowHeight}px)`);
    return element;
  }

  #drawHead({ view }: Shown): void {
    refill(this.#head, this.#columns.map((column, index) => {
      const sorted = (view.sort?.column ?? "id") === column.id;
      const down = sorted && view.sort?.down === true;
      const cell = h("div", { role: "columnheader", class: `cell cell-${column.id}`, "aria-colindex": String(index + 1), "aria-sort": column.sortable ? (sorted ? (down ? "descending" : "ascending") : "none") : null });
      if (!column.sortable) cell.append(column.title);
      else cell.append(this.#sortButton(column, sorted, down));
      return cell;
    }));
  }

  #sortButton(column: Column, sorted: boolean, down: boolean): HTMLElement {
    const button = h("button", { type: "button", class: "sort" }, column.title, sorted ? icon(down ? ICONS.down : ICONS.up) : null);
    button.addEventListener("click", () => {
      this.#store.change({ sort: { column: column.id, down: sorted && !down } });
      this.#head.querySelector<HTMLElement>(`.cell-${column.id} .sort`)?.focus();
    });
    return button;
  }

  #onClick(event: Event): void {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest<HTMLElement>("[data-place]");
    // A link is followed, and text that was marked with the mouse stays marked.
    if (row === null || row === undefined || target?.closest("a") !== null || getSelection()?.isCollapsed === false) return;
    this.#active = Number(row.dataset["place"]);
    this.#open(this.#active);
  }

  #open(place: number): void {
    const row = this.#store.shown.rows[place];
    if (row !== undefined) this.#store.change({ open: this.#store.model.index.ids[row] ?? null });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.target instanceof Element && event.target.closest("a") !== null && event.key === "Enter") return;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / this.#rowHeight) - 2);
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (move !== undefined) this.focus(this.#active + move);
    else if (event.key === "Enter" || event.key === " ") this.#open(this.#active);
    else return;
    event.preventDefault();
  }

  #reveal(place: number): void {
    const top = place * this.#rowHeight;
    const head = this.#head.offsetHeight;
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + this.#rowHeight + head > scrollTop + clientHeight) this.#scroller.scrollTop = top + this.#rowHeight + head - clientHeight;
  }

  #print(printing: boolean): void {
    this.#printing = printing;
    this.element.classList.toggle("is-printing", printing);
    this.#redraw();
    const { length } = this.#store.shown.rows;
    if (printing && length > MOST_PRINTED) this.#body.append(h("p", { class: "print-note" }, `The first ${numeral(MOST_PRINTED)} of ${counted(length, "bug")}; filter to print others.`));
  }
}

function emptyState(store: Store): readonly HTMLElement[] {
  const { rows, head } = store.model;
  if (rows === 0) return [h("h3", {}, "No bugs in scope"), h("p", {}, head.totals.needs_review > 0 ? "What could not be sorted stands under “Needs review” below." : "Every record of this run stands out of scope.")];
  const clear = h("button", { type: "button", class: "button" }, "Clear all filters");
  clear.addEventListener("click", () => store.clear());
  const leftOut = store.shown.selection.bugs;
  return leftOut > 0
    ? [h("h3", {}, `${counted(leftOut, "bug")}, none of them with a row in this page`), h("p", {}, "They are all in bug_categorization.json."), clear]
    : [h("h3", {}, "No bug has all of this"), h("p", {}, "Remove a filter above, or look for fewer words."), clear];
}
