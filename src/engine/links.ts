import type { Mask } from "../categorization/mask.ts";
import type { Failure } from "../failure/failure.ts";
import type { LINK_FIELDS } from "../failure/link-fields.ts";

/**
 * Fills link templates for one failure: `{id}`, `{toolkit}`, `{tool}`, `{account}`; `{row}` is the number of the record in
 * its input, counted from 1, and `{sheet_row}` the same in a sheet whose first row holds the heads. A template that needs
 * what the record does not have gives no link. Values are masked before they are encoded: in a URL many a secret no longer
 * looks like one.
 */
export function linksOf(templates: Readonly<Record<string, string>>, failure: Failure, index: number, mask: Mask): Readonly<Record<string, string>> {
  const values: Readonly<Record<(typeof LINK_FIELDS)[number], string | null>> = {
    id: failure.id,
    row: String(index + 1),
    sheet_row: String(index + 2),
    toolkit: failure.toolkit,
    tool: failure.tool,
    account: failure.account,
  };
  return Object.fromEntries(Object.entries(templates).flatMap(([name, template]) => {
    let complete = true;
    const url = template.replace(/\{(\w+)\}/g, (_whole, field: string) => {
      const value = Object.entries(values).find(([known]) => known === field)?.[1] ?? null;
      complete &&= typeof value === "string";
      return encodeURIComponent(wellFormed(mask(value ?? "").text));
    });
    return complete ? [[name, url]] : [];
  }));
}

/** A lone surrogate has no place in a URL; `encodeURIComponent` would throw at it. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
