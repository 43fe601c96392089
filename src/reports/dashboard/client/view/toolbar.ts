import { counted, numeral } from "../../../numbers.ts";
import { copyText } from "../clipboard.ts";
import { h, icon, ICONS } from "../dom.ts";
import type { Store } from "../store.ts";
import { type TextTable, toCsv, toMarkdown } from "../table-text.ts";
import { COLUMNS, shownColumns } from "./columns.ts";

/** Says something in passing, to the eye and to a screen reader. */
export type Say = (text: string) => void;

/** A pasted table of more rows helps nobody and stalls the page it is pasted into. */
const MOST_MARKDOWN = 2_000;
const TYPING_MS = 120;

export function toolbar(store: Store, say: Say): HTMLElement {
  return h("div", { class: "toolbar" }, searchBox(store), h("p", { class: "count", role: "status" }, countText(store)), h("div", { class: "tools" }, columnMenu(store), ...copyButtons(store, say)));
}

function searchBox(store: Store): HTMLElement {
  const input = h("input", { type: "search", class: "search-input", placeholder: "Search id, tool, account, text …", "aria-label": "Search bugs", autocomplete: "off", spellcheck: "false" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => store.change({ search: input.value }), TYPING_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value === "") return;
    event.preventDefault();
    clearTimeout(timer);
    input.value = "";
    store.change({ search: "" });
  });
  store.follow(({ view }) => {
    if (view.search.trim() !== input.value.trim()) input.value = view.search;
  });
  return h("div", { class: "search" }, icon(ICONS.search), input);
}

function countText(store: Store): Text {
  const text = document.createTextNode("");
  store.follow(({ selection }) => {
    const { in_scope: whole } = store.model.head.totals;
    const without = selection.bugs - selection.rowCount;
    text.data = `${selection.bugs === whole ? counted(whole, "bug") : `${numeral(selection.bugs)} of ${counted(whole, "bug")}`}${without === 0 ? "" : `, ${numeral(without)} of them without a row here`}`;
  });
  return text;
}

function columnMenu(store: Store): HTMLElement {
  const boxes = COLUMNS.map((column) => {
    const box = h("input", { type: "checkbox", value: column.id });
    box.addEventListener("change", () => store.change({ columns: boxes.filter(({ input }) => input.checked).map(({ id }) => id) }));
    return { id: column.id, input: box, label: h("label", { class: "choice" }, box, column.title) };
  });
  const menu = h("details", { class: "menu" }, h("summary", { class: "button", "aria-label": "Columns" }, icon(ICONS.columns), h("span", { class: "button-text" }, "Columns")), h("fieldset", { class: "menu-box" }, h("legend", {}, "Columns shown"), ...boxes.map(({ label }) => label)));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.composedPath().includes(menu)) menu.open = false;
  });
  store.follow(({ view }) => {
    const shown = new Set(shownColumns(store.model, view.columns).map(({ id }) => id));
    for (const { id, input } of boxes) input.checked = shown.has(id);
  });
  return menu;
}

function copyButtons(store: Store, say: Say): readonly HTMLElement[] {
  return [
    copyButton("CSV", "Copy the filtered bugs as CSV", ICONS.copy, say, () => ({ text: toCsv(textTable(store, Number.POSITIVE_INFINITY)), said: `${counted(store.shown.rows.length, "bug")} copied as CSV` })),
    copyButton("Markdown", "Copy the filtered bugs as a Markdown table", ICONS.copy, say, () => {
      const count = Math.min(store.shown.rows.length, MOST_MARKDOWN);
      return { text: toMarkdown(textTable(store, MOST_MARKDOWN)), said: `${count < store.shown.rows.length ? `The first ${counted(count, "bug")}` : counted(count, "bug")} copied as Markdown` };
    }),
    copyButton("Link", "Copy a link to this view", ICONS.link, say, () => ({ text: store.address(), said: "Link to this view copied" })),
  ];
}

function copyButton(label: string, name: string, path: string, say: Say, make: () => { readonly text: string; readonly said: string }): HTMLElement {
  const button = h("button", { type: "button", class: "button", "aria-label": name, title: name }, icon(path), h("span", { class: "button-text" }, label));
  button.addEventListener("click", () => {
    const { text, said } = make();
    void copyText(text).then((worked) => say(worked ? said : "The browser did not let the page copy"));
  });
  return button;
}

function textTable(store: Store, most: number): TextTable {
  const columns = shownColumns(store.model, store.shown.view.columns);
  const rows = [...store.shown.rows.subarray(0, Math.min(store.shown.rows.length, most))];
  return { heads: columns.map(({ title }) => title), rows: rows.map((row) => columns.map((column) => column.text(store.model, row))) };
}
