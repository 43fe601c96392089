/**
 * The table as text for the clipboard. Cells hold text from logs, so neither form may run or become markup where it is
 * pasted.
 */
import { markdown, oneLine } from "../../escape.ts";

export interface TextTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP). */
export function toCsv({ heads, rows }: TextTable): string {
  return [heads, ...rows].map((cells) => cells.map(csvCell).join(",")).join("\r\n");
}

function csvCell(text: string): string {
  const line = oneLine(text);
  const inert = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/.test(line) ? `'${line}` : line;
  return `"${inert.replaceAll('"', '""')}"`;
}

/** A Markdown table in which no cell is more than text. */
export function toMarkdown({ heads, rows }: TextTable): string {
  return [markdownLine(heads), `| ${heads.map(() => "---").join(" | ")} |`, ...rows.map(markdownLine)].join("\n");
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => markdown(cell)).join(" | ")} |`;
}
