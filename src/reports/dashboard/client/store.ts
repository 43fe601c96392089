import type { Facet, FacetValue } from "../format.ts";
import { EMPTY_VIEW, fromHash, toHash, type View } from "./address.ts";
import { type Selection, selectionOf } from "./filter.ts";
import type { Model } from "./model.ts";
import { ordered } from "./order.ts";

/** What stands on the page right now. */
export interface Shown {
  readonly view: View;
  readonly selection: Selection;
  /** Rows of the selection in the order of the view. */
  readonly rows: Int32Array;
}

type Listener = (shown: Shown, before: Shown | null) => void;

/** Holds the view, keeps it in the address, and tells everybody what it leaves. */
export class Store {
  readonly model: Model;
  readonly #listeners: Listener[] = [];
  #shown: Shown;

  constructor(model: Model) {
    this.model = model;
    this.#shown = this.#computed(fromHash(location.hash) ?? EMPTY_VIEW, null);
    addEventListener("hashchange", () => {
      const view = fromHash(location.hash);
      if (view !== null && toHash(view) !== toHash(this.#shown.view)) this.#show(view);
    });
  }

  get shown(): Shown {
    return this.#shown;
  }

  /** Calls back now and after every change. */
  follow(listener: Listener): void {
    this.#listeners.push(listener);
    listener(this.#shown, null);
  }

  change(patch: Partial<View>): void {
    this.#show({ ...this.#shown.view, ...patch });
    this.keepInAddress();
  }

  /** Chooses a value of a facet, or takes the choice back. */
  toggle(facet: Facet, value: FacetValue): void {
    const chosen = new Set(this.#shown.view.filters[facet]);
    if (!chosen.delete(value)) chosen.add(value);
    this.change({ filters: { ...this.#shown.view.filters, [facet]: chosen } });
  }

  clear(): void {
    this.change({ filters: EMPTY_VIEW.filters, search: "" });
  }

  /** The address of this page with the view in it. */
  address(): string {
    return `${location.href.replace(/#.*$/s, "")}#${toHash(this.#shown.view)}`;
  }

  keepInAddress(): void {
    const hash = toHash(this.#shown.view);
    // A page that uses its hash for other things keeps it as long as there is nothing of ours to say.
    if (hash === "" && fromHash(location.hash) === null) return;
    history.replaceState(history.state, "", hash === "" ? location.pathname + location.search : `#${hash}`);
  }

  #show(view: View): void {
    const before = this.#shown;
    this.#shown = this.#computed(view, before);
    for (const listener of this.#listeners) listener(this.#shown, before);
  }

  #computed(view: View, before: Shown | null): Shown {
    const same = before !== null && before.view.filters === view.filters && before.view.search === view.search;
    const selection = same ? before.selection : selectionOf(this.model, view);
    const rows = same && before.view.sort === view.sort ? before.rows : ordered(this.model, selection, view.sort);
    return { view, selection, rows };
  }
}
