import { minute } from "../../../numbers.ts";
import type { Detail } from "../../format.ts";
import { copyText } from "../clipboard.ts";
import { h, icon, ICONS, refill } from "../dom.ts";
import { clusterName, textAt, valueAt } from "../model.ts";
import type { Store } from "../store.ts";
import type { Blocks } from "../unpack.ts";
import { evidenceParts } from "./evidence.ts";
import type { Table } from "./table.ts";
import type { Say } from "./toolbar.ts";
import { linksAt } from "./columns.ts";
import { anchor } from "../dom.ts";
import { dot, toneOf } from "./marks.ts";

/** Where details and messages are unpacked from. */
export interface Archive {
  readonly details: Blocks<Detail>;
  readonly messages: Blocks<string>;
}

/** The evidence of one bug, over the right half of the page. */
export class Sheet {
  readonly element = h("dialog", { class: "sheet", "aria-labelledby": "sheet-title" });
  readonly #store: Store;
  readonly #archive: Archive;
  readonly #table: Table;
  readonly #say: Say;
  readonly #places = new Map<string, number>();

  constructor(store: Store, archive: Archive, table: Table, say: Say) {
    this.#store = store;
    this.#archive = archive;
    this.#table = table;
    this.#say = say;
    for (const [row, id] of store.model.index.ids.entries()) if (!this.#places.has(id)) this.#places.set(id, row);
    this.element.addEventListener("close", () => this.#closed());
    this.element.addEventListener("click", (event) => {
      // The backdrop belongs to the dialog; what stands in it has other targets.
      if (event.target === this.element) this.element.close();
    });
    this.element.addEventListener("keydown", (event) => this.#onKey(event));
  }

  /** Shows what the view has open; to be called once the sheet is in the page. */
  follow(): void {
    this.#store.follow(({ view }, before) => {
      if (view.open === (before?.view.open ?? null)) return;
      const row = view.open === null ? undefined : this.#places.get(view.open);
      if (row !== undefined) void this.#show(row);
      else if (this.element.open) this.element.close();
      else if (view.open !== null) this.#say(`There is no row for ${view.open} in this page`);
    });
  }

  #closed(): void {
    const { view, rows } = this.#store.shown;
    const row = view.open === null ? undefined : this.#places.get(view.open);
    this.#store.change({ open: null });
    if (row !== undefined && rows.includes(row)) this.#table.focus(rows.indexOf(row));
  }

  #onKey(event: KeyboardEvent): void {
    const move = event.key === "ArrowDown" || event.key === "j" ? 1 : event.key === "ArrowUp" || event.key === "k" ? -1 : 0;
    const inside = event.target instanceof Element && event.target.closest("pre, .sheet-body") !== null && event.key.startsWith("Arrow");
    if (move === 0 || inside || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#step(move);
  }

  #step(move: number): void {
    const { rows, view } = this.#store.shown;
    const row = view.open === null ? undefined : this.#places.get(view.open);
    const next = rows[(row === undefined ? -1 : rows.indexOf(row)) + move];
    if (next !== undefined) this.#store.change({ open: this.#store.model.index.ids[next] ?? null });
  }

  async #show(row: number): Promise<void> {
    const { model } = this.#store;
    const id = model.index.ids[row] ?? "";
    const [detail, message] = await Promise.all([this.#archive.details.at(row), this.#archive.messages.at(model.index.causes[row] ?? -1)]);
    if (this.#store.shown.view.open !== id) return;
    const body = h("div", { class: "sheet-body", tabindex: "0", role: "region", "aria-label": "Evidence" }, ...this.#verdict(row), ...(detail === null ? [] : evidenceParts(model, row, detail)), ...this.#message(message ?? ""));
    const focused = this.element.querySelector(".tool:focus")?.getAttribute("aria-label") ?? "Close";
    refill(this.element, [this.#head(row, id), body]);
    if (!this.element.open) this.element.showModal();
    // From bug to bug the focus stays on the same tool, and on a closing one where that has nowhere to go.
    const tools = [...this.element.querySelectorAll<HTMLButtonElement>(".tool:not(:disabled)")];
    (tools.find((button) => button.getAttribute("aria-label") === focused) ?? tools.at(-1))?.focus();
  }

  #head(row: number, id: string): HTMLElement {
    const { rows } = this.#store.shown;
    const place = rows.indexOf(row);
    return h("header", { class: "sheet-head" },
      h("h2", { id: "sheet-title", class: "sheet-title" }, id),
      h("div", { class: "sheet-tools" },
        tool("Copy id", ICONS.copy, () => void copyText(id).then(() => this.#say("Id copied"))),
        tool("Previous bug", ICONS.up, () => this.#step(-1), place <= 0),
        tool("Next bug", ICONS.down, () => this.#step(1), place === -1 || place >= rows.length - 1),
        tool("Close", ICONS.close, () => this.element.close())));
  }

  #verdict(row: number): readonly HTMLElement[] {
    const { model } = this.#store;
    const bucket = valueAt(model.facets.bucket, row) ?? "";
    const known = model.head.buckets.find((entry) => entry.id === bucket);
    const time = model.index.times[row];
    const links = linksAt(model, row);
    return [
      h("p", { class: "sheet-sub" }, [valueAt(model.facets.tool, row) ?? "tool not recorded", ...(time === null || time === undefined ? [] : [minute(time)])].join(" · ")),
      h("div", { class: "verdict" },
        h("p", { class: "verdict-line" }, h("strong", {}, clusterName(valueAt(model.facets.cluster, row)).cluster), h("span", { class: "arrow", "aria-label": "goes to" }, "→"), dot(toneOf(this.#store, bucket)), h("strong", {}, bucket)),
        h("p", { class: "verdict-owner" }, known === undefined ? "" : `${known.owner}: ${known.action}`),
        h("p", {}, textAt(model.index.rationale, row))),
      ...(links.length === 0 ? [] : [h("p", { class: "sheet-links" }, ...links.map(({ name, url }) => anchor(LINK_NAMES[name] ?? name, url, `${LINK_NAMES[name] ?? name} of ${model.index.ids[row] ?? ""}`)))]),
    ];
  }

  #message(message: string): readonly HTMLElement[] {
    if (message === "") return [];
    const copy = h("button", { type: "button", class: "button button-strong" }, icon(ICONS.copy), "Copy message");
    copy.addEventListener("click", () => void copyText(message).then((worked) => this.#say(worked ? "Message copied" : "The browser did not let the page copy")));
    return [h("section", { class: "part" }, h("div", { class: "part-head" }, h("h3", {}, "Message to the owner"), copy), h("p", { class: "hint" }, "Covers everything with this root cause; ready for a ticket or a chat."), h("pre", { class: "message", tabindex: "0", role: "group", "aria-label": "Message to the owner" }, message))];
  }
}

const LINK_NAMES: Readonly<Record<string, string>> = { log: "Open log", spreadsheet: "Open spreadsheet row", evidence: "Evidence page" };

function tool(name: string, path: string, action: () => void, disabled = false): HTMLElement {
  const button = h("button", { type: "button", class: "tool", "aria-label": name, title: name, disabled }, icon(path));
  button.addEventListener("click", action);
  return button;
}
