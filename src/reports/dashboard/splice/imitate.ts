import { escapeBase } from "./markup.ts";
import { attribute, classesOf, type Element, parentOf } from "./tree.ts";
import type { Tab, Tabs } from "./find-tabs.ts";

/** The name by which the page's own scripts and links know the new tab. */
const KEY = "triage-categorization";

/** The new tab in the way the page writes its own, so that its styles dress it and its scripts take it for one of theirs. */
export interface Imitation {
  readonly tabId: string;
  readonly panelId: string;
  readonly tab: string;
  readonly panelStart: string;
  readonly panelEnd: string;
}

/** Class names that say “not shown” rather than “shown”, for pages of two tabs, where counting decides nothing. */
const HIDING = /^(?:hidden|hide|is-hidden|d-none|inactive|collapsed)$/i;
const SHOWING = /^(?:active|is-active|selected|is-selected|current|is-current|show|shown|visible|open|in|on|active-tab|tab-active|tab--active)$/i;

export function imitate({ list, tabs }: Tabs, takenIds: ReadonlySet<string>): Imitation {
  const model = modelOf(tabs);
  const panelId = free(panelIdOf(model), takenIds);
  const tabId = free(`${KEY}-tab`, takenIds);
  const key = panelId.includes(KEY) ? panelId.slice(panelId.indexOf(KEY)).slice(0, KEY.length) : KEY;
  const renamed = (value: string): string | null => rename(value, model, panelId, key);
  const tab = startTag(model.tab, [["id", tabId], ...tabAttributes(tabs, model, panelId, renamed)]);
  const [before, behind] = wrappers(list, model.tab, tabs);
  return {
    tabId, panelId,
    tab: `${before}${tab}Categorization</${model.tab.tagName}>${behind}`,
    panelStart: startTag(model.panel, [["id", panelId], ...panelAttributes(tabs, model, tabId, renamed)]),
    panelEnd: `</${model.panel.tagName}>`,
  };
}

/** A tab that is not the one shown, to be imitated. */
function modelOf(tabs: readonly Tab[]): Tab {
  const [first] = tabs;
  if (first === undefined) throw new RangeError("no tabs to imitate");
  return tabs.findLast(({ tab }) => attribute(tab, "aria-selected") !== "true" && !classesOf(tab).some((token) => SHOWING.test(token))) ?? tabs.at(-1) ?? first;
}

function panelIdOf({ panel, reference }: Tab): string {
  const id = attribute(panel, "id");
  if (id === null || reference === null) return `${KEY}-panel`;
  if (id === reference) return KEY;
  // `tab-a` for the reference `a` is `tab-…`: the name stands at the end more often than not.
  const at = id.lastIndexOf(reference);
  return at === -1 ? `${KEY}-panel` : `${id.slice(0, at)}${KEY}${id.slice(at + reference.length)}`;
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${count}`;
  return id;
}

/** What a value that points to the model's panel becomes; null where it does not point there. */
function rename(value: string, { panel, reference }: Tab, panelId: string, key: string): string | null {
  const id = attribute(panel, "id");
  if (id !== null && value === id) return panelId;
  if (id !== null && value === `#${id}`) return `#${panelId}`;
  if (reference !== null && value === reference) return key;
  return reference !== null && value === `#${reference}` ? `#${key}` : null;
}

type Attribute = readonly [name: string, value: string];
type Renamed = (value: string) => string | null;

function tabAttributes(tabs: readonly Tab[], model: Tab, panelId: string, renamed: Renamed): readonly Attribute[] {
  const elements = tabs.map(({ tab }) => tab);
  return model.tab.attrs.flatMap(({ name, value }): readonly Attribute[] => {
    if (name === "class") return [["class", sharedClasses(elements, model.tab)]];
    if (name === "type" || name === "role") return [[name, value]];
    if (name === "aria-selected") return [[name, "false"]];
    if (name === "aria-controls") return [[name, panelId]];
    if (name === "href") return [[name, renamed(value) ?? `#${panelId}`]];
    if (name === "tabindex") return [[name, elements.some((tab) => attribute(tab, "tabindex") === "-1") ? "-1" : value]];
    return dataAttribute(name, value, elements, renamed);
  });
}

function panelAttributes(tabs: readonly Tab[], model: Tab, tabId: string, renamed: Renamed): readonly Attribute[] {
  const elements = tabs.map(({ panel }) => panel);
  const copied = model.panel.attrs.flatMap(({ name, value }): readonly Attribute[] => {
    if (name === "class") return [["class", sharedClasses(elements, model.panel)]];
    if (name === "role") return [[name, value]];
    if (name === "aria-labelledby") return [[name, tabId]];
    return dataAttribute(name, value, elements, renamed);
  });
  const hidden: readonly Attribute[] = elements.some((panel) => attribute(panel, "hidden") !== null) ? [["hidden", ""]] : [];
  const style: readonly Attribute[] = elements.some((panel) => /display\s*:\s*none/i.test(attribute(panel, "style") ?? "")) ? [["style", "display:none"]] : [];
  return [...copied, ...hidden, ...style];
}

/** Kept where it points to the panel (renamed) or says the same of every tab; what numbers the tabs is not guessed. */
function dataAttribute(name: string, value: string, elements: readonly Element[], renamed: Renamed): readonly Attribute[] {
  if (!name.startsWith("data-")) return [];
  const pointed = renamed(value);
  if (pointed !== null) return [[name, pointed]];
  const others = elements.filter((element) => attribute(element, name) === value).length;
  return others >= Math.max(elements.length - 1, 1) && elements.length > 1 ? [[name, value]] : [];
}

/** The classes of one that is not shown: those that all have, or all but the one that is shown. */
function sharedClasses(elements: readonly Element[], model: Element): string {
  return classesOf(model).filter((token) => {
    if (HIDING.test(token)) return true;
    if (SHOWING.test(token)) return false;
    const count = elements.filter((element) => classesOf(element).includes(token)).length;
    return count >= (elements.length > 2 ? elements.length - 1 : elements.length);
  }).join(" ");
}

/** What stands between the list and its tabs, as `li`. */
function wrappers(list: Element, tab: Element, tabs: readonly Tab[]): readonly [before: string, behind: string] {
  const chain: Element[] = [];
  for (let here = parentOf(tab); here !== null && here !== list; here = parentOf(here)) chain.unshift(here);
  // A wrapper that holds several tabs is a part of the list, not of the tab.
  const own = chain.filter((wrapper) => tabs.filter((other) => isBelow(other.tab, wrapper)).length === 1);
  const start = own.map((wrapper) => startTag(wrapper, wrapper.attrs.flatMap(({ name, value }): readonly Attribute[] => (name === "class" ? [[name, classesOf(wrapper).filter((token) => !SHOWING.test(token)).join(" ")]] : name === "role" ? [[name, value]] : []))));
  return [start.join(""), own.toReversed().map((wrapper) => `</${wrapper.tagName}>`).join("")];
}

function isBelow(element: Element, outer: Element): boolean {
  for (let here: Element | null = element; here !== null; here = parentOf(here)) if (here === outer) return true;
  return false;
}

function startTag(element: Element, attributes: readonly Attribute[]): string {
  const text = attributes.filter(([name, value]) => name !== "class" || value !== "").map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${escapeBase(value)}"`)).join("");
  return `<${element.tagName}${text}>`;
}
