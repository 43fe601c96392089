import type { Tabs } from "./find-tabs.ts";
import type { Imitation } from "./imitate.ts";
import { attribute, childElements, type Element, endOf, parentOf } from "./tree.ts";

/**
 * How the tab finds itself and the page's own tabs and panels in the browser: by id, or by the way from itself, as `1/0.2`
 * (one up, the first child, its third). A way from itself holds even where a script has put something elsewhere.
 */
export function standingOf({ list, tabs }: Tabs, { tabId, panelId }: Imitation): Readonly<Record<string, string>> {
  const last = tabs.at(-1);
  const lastPanel = tabs.map(({ panel }) => panel).reduce<Element | null>((latest, panel) => (latest === null || (endOf(panel) ?? 0) > (endOf(latest) ?? 0) ? panel : latest), null);
  const up = last === undefined ? 1 : pathTo(list, last.tab).length;
  return {
    tab: tabId,
    panel: panelId,
    tabs: tabs.map(({ tab }) => `${up}/${pathTo(list, tab).join(".")}`).join(" "),
    panels: tabs.flatMap(({ panel }) => idOf(panel) ?? beside(panel, lastPanel)).join(" "),
  };
}

function idOf(element: Element): string | null {
  const id = attribute(element, "id");
  return id === null || id === "" || /\s/.test(id) ? null : `#${id}`;
}

function beside(panel: Element, last: Element | null): readonly string[] {
  const parent = parentOf(panel);
  return parent === null || last === null || parent !== parentOf(last) ? [] : [`1/${childElements(parent).indexOf(panel)}`];
}

function pathTo(outer: Element, inner: Element): readonly number[] {
  const path: number[] = [];
  for (let here: Element = inner; here !== outer;) {
    const parent = parentOf(here);
    if (parent === null) break;
    path.unshift(childElements(parent).indexOf(here));
    here = parent;
  }
  return path;
}
