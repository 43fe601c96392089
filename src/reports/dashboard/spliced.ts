import type { Categorization } from "../../categorization/schema.ts";
import { type Base, splice } from "./splice/splice.ts";
import { tabMarkup, type TabOptions } from "./tab.ts";

/** A page with the Categorization tab in it; outside the markers every byte is the page's own. */
export function splicedPage(base: Base, categorization: Categorization, options: TabOptions): string {
  return splice(base, tabMarkup(categorization, options, base.standing));
}
