/** A Markdown table of cells that are Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A block of text, as it stands. */
export function block(text: string): string {
  return `~~~text\n${text.trimEnd()}\n~~~`;
}
