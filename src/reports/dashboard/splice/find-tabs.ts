import { TriageError } from "../../../errors.ts";
import { referencesOf, referredPanel } from "./references.ts";
import { select } from "./selector.ts";
import { attribute, childElements, classesOf, contains, type Element, elementsBelow, type Node, parentOf } from "./tree.ts";

/** Where to look, in words of CSS, where the page does not say it by itself. */
export interface TabSelectors {
  readonly list: string | null;
  readonly panels: string | null;
}

export interface Tab {
  readonly tab: Element;
  readonly panel: Element;
  /** The name by which the tab points to its panel, where it does. */
  readonly reference: string | null;
}

export interface Tabs {
  readonly list: Element;
  readonly tabs: readonly Tab[];
}

const LIST_CLASS = /^(?:tabs?|tab-?(?:list|bar|nav|navigation|headers?|buttons|links|menu|strip|controls|row|switcher)|(?:nav|header|button|page|main|dashboard|report)-?tabs|tabs-?(?:list|bar|nav|navigation|headers?|buttons|links|menu|strip|controls|row)|\w+__(?:tabs|tab-list|tablist))$/i;
const TAB_CLASS = /^(?:tab|tab-?(?:btn|button|link|item|trigger|header)s?|tablinks?|nav-tab)$/i;
const PANEL_CLASS = /^(?:tab-?(?:panel|pane|content|body|page|section|view)s?|tabcontent|panel|pane)$/i;

const LOOKED_FOR = [
  "an element with role=\"tablist\" whose role=\"tab\" elements point to their panels (aria-controls)",
  "an element with a class such as tabs, tab-list, tab-bar, nav-tabs",
  "the parent of elements with a class such as tab, tab-btn, tablinks, or with data-tab",
  "and for each tab a panel: by aria-controls, href=\"#id\", data-*, the text of onclick, or in the same order by role=\"tabpanel\" or a class such as tab-panel, tab-content, tab-pane",
];

/**
 * Finds the tabs of a page: by the selectors given, else by ARIA roles, else by common class names; the first list that
 * has panels counts.
 *
 * @throws TriageError DASHBOARD_UNUSABLE that says what was looked for
 */
export function findTabs(document: Node, selectors: TabSelectors, shown: string): Tabs {
  const all = elementsBelow(document);
  const panels = selectors.panels === null ? null : panelsNamed(document, selectors.panels, shown);
  for (const list of selectors.list === null ? candidates(all) : select(document, selectors.list)) {
    const tabs = tabsOf(list, all, panels);
    if (tabs.length > 0) return { list, tabs };
  }
  if (selectors.list === null) throw noTabs(`${shown}: has no tabs that the Categorization tab could join. Looked for:\n${LOOKED_FOR.map((line) => `  - ${line}`).join("\n")}`);
  const found = select(document, selectors.list).length;
  throw noTabs(found === 0 ? `${shown}: nothing matches --tab-list ${selectors.list}` : `${shown}: what matches --tab-list ${selectors.list} holds no tab with a panel outside it. Looked for:\n  - ${LOOKED_FOR[3] ?? ""}`);
}

function panelsNamed(document: Node, selector: string, shown: string): readonly Element[] {
  const found = select(document, selector);
  const [only] = found;
  if (only === undefined) throw noTabs(`${shown}: nothing matches --tab-panels ${selector}`);
  // One match is what holds the panels, or the only panel.
  return found.length === 1 && childElements(only).length > 1 ? childElements(only) : found;
}

function noTabs(message: string): TriageError {
  return new TriageError("DASHBOARD_UNUSABLE", message, { hint: "point at them with --tab-list and --tab-panels, or leave out --dashboard and use --format dashboard for a page of its own" });
}

function* candidates(all: readonly Element[]): Generator<Element> {
  yield* all.filter((element) => attribute(element, "role") === "tablist");
  yield* all.filter((element) => classesOf(element).some((token) => LIST_CLASS.test(token)));
  for (const tab of all.filter((element) => classesOf(element).some((token) => TAB_CLASS.test(token)) || attribute(element, "data-tab") !== null)) {
    const parent = parentOf(tab);
    const list = parent?.tagName === "li" ? parentOf(parent) : parent;
    if (list !== null) yield list;
  }
}

function tabsOf(list: Element, all: readonly Element[], named: readonly Element[] | null): readonly Tab[] {
  const tabs = tabElements(list);
  const outside = (named ?? all).filter((element) => !contains(list, element) && !contains(element, list));
  const byReference = tabs.flatMap((tab) => {
    for (const reference of referencesOf(tab)) {
      const panel = referredPanel(reference, outside);
      if (panel !== null) return [{ tab, panel, reference }];
    }
    return [];
  });
  if (byReference.length > 0) return byReference;
  const inOrder = (named ?? panelsByKind(outside)).filter((panel) => outside.includes(panel));
  return tabs.length > 0 && inOrder.length === tabs.length ? tabs.map((tab, index) => ({ tab, panel: inOrder[index] ?? tab, reference: null })) : [];
}

function tabElements(list: Element): readonly Element[] {
  const withRole = elementsBelow(list).filter((element) => attribute(element, "role") === "tab");
  if (withRole.length > 0) return withRole;
  return childElements(list).flatMap((child) => {
    const inner = [child, ...elementsBelow(child)].find((element) => element.tagName === "button" || element.tagName === "a" || referencesOf(element).length > 0);
    return inner === undefined ? (classesOf(child).some((token) => TAB_CLASS.test(token)) ? [child] : []) : [inner];
  });
}

/** Elements that look like panels, none inside another. */
function panelsByKind(elements: readonly Element[]): readonly Element[] {
  const byRole = elements.filter((element) => attribute(element, "role") === "tabpanel");
  const found = byRole.length > 0 ? byRole : elements.filter((element) => classesOf(element).some((token) => PANEL_CLASS.test(token)));
  return found.filter((panel) => !found.some((other) => other !== panel && contains(other, panel)));
}
