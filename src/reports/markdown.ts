import type { Bug } from "../categorization/schema.ts";
import { code, link } from "./escape.ts";
import { numeral } from "./numbers.ts";

export type Align = "left" | "right";

/** A table of cells that are Markdown already. */
export function table(heads: readonly (readonly [string, Align])[], rows: readonly (readonly string[])[]): string {
  return [row(heads.map(([head]) => head)), row(heads.map(([, align]) => (align === "right" ? "---:" : "---"))), ...rows.map(row)].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The first entries of a list that has `all`, and how many are left out. */
export function firstOf<Item>(first: readonly Item[], all: number, render: (item: Item) => string): readonly string[] {
  const shown = first.map(render);
  return all > first.length ? [...shown, more(all - first.length)] : shown;
}

/** How every list ends that was cut. */
export function more(left: number): string {
  return `and ${numeral(left)} more (see bug_categorization.json)`;
}

/** `name (12), other (3)`, names as code. */
export function inline(entries: readonly { readonly name: string; readonly count: number }[], limit: number): string {
  const parts = entries.slice(0, limit).map(({ name, count }) => `${code(name)} ${count}`);
  const left = entries.length - limit;
  return left > 0 ? `${parts.join(", ")}, ${more(left)}` : parts.join(", ");
}

/** The link to a failure's row in a spreadsheet, where there is one; stands behind the failure. */
export function sheetRow({ links }: Bug): string {
  return links["spreadsheet"] === undefined ? "" : ` · ${link("row", links["spreadsheet"])}`;
}
