import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { TriageError } from "../../../errors.ts";
import { findTabs, type TabSelectors } from "./find-tabs.ts";
import { standingOf } from "./standing.ts";
import { imitate, type Imitation } from "./imitate.ts";
import { marked, withoutMarked } from "./markers.ts";
import { attribute, contains, type Element, elementsBelow, endOf, parentOf } from "./tree.ts";

/** A page that was read and understood, ready to take the tab. */
export interface Base {
  /** The page without a tab of ours, one character for each byte. */
  readonly text: string;
  readonly imitation: Imitation;
  /** Where the tab and its panel go. */
  readonly tabAt: number;
  readonly panelAt: number;
  /** How the tab finds its neighbours in the browser. */
  readonly standing: Readonly<Record<string, string>>;
  /** Whether the page's own policy keeps our script from running. */
  readonly forbidsScripts: boolean;
  /** Whether an earlier run had put its tab in. */
  readonly hadTab: boolean;
}

/**
 * Reads a page and decides where the tab goes.
 *
 * @param page its bytes, one character for each (Latin-1), whatever its encoding is
 * @throws TriageError DASHBOARD_UNUSABLE where it has no tabs, or no place for one more
 */
export function readBase(page: string, selectors: TabSelectors, shown: string): Base {
  if (/^(?:\xff\xfe|\xfe\xff)/.test(page)) throw new TriageError("DASHBOARD_UNUSABLE", `${shown}: is encoded in UTF-16`, { hint: "save it as UTF-8" });
  const text = withoutMarked(parsed(page), page, shown);
  const document = parsed(text);
  const tabs = findTabs(document, selectors, shown);
  const elements = elementsBelow(document);
  const last = tabs.tabs.map(({ tab }) => tab).at(-1);
  const tabAt = last === undefined ? null : endOf(outermostBelow(tabs.list, last, tabs.tabs.map(({ tab }) => tab)));
  const panelAt = tabs.tabs.map(({ panel }) => endOf(panel)).reduce((most, end) => (most === null || end === null ? null : Math.max(most, end)), 0);
  if (tabAt === null || panelAt === null) throw unplaceable(shown);
  const imitation = imitate(tabs, new Set(elements.flatMap((element) => attribute(element, "id") ?? [])));
  const base: Base = { text, imitation, tabAt, panelAt, standing: standingOf(tabs, imitation), forbidsScripts: elements.some(forbidsScripts), hadTab: text.length !== page.length };
  proveWellPlaced(base, tabs.list, tabs.tabs.at(-1)?.panel ?? tabs.list, shown);
  return base;
}

/** The page with the tab in it; outside the markers every byte is the page's own. */
export function splice({ text, imitation, tabAt, panelAt }: Base, content: string): string {
  const tab = { at: tabAt, text: marked("tab", imitation.tab) };
  const panel = { at: panelAt, text: marked("panel", `${imitation.panelStart}${content}${imitation.panelEnd}`) };
  return [tab, panel].toSorted((a, b) => b.at - a.at).reduce((page, piece) => page.slice(0, piece.at) + piece.text + page.slice(piece.at), text);
}

function parsed(text: string): DefaultTreeAdapterTypes.Document {
  return parse(text, { sourceCodeLocationInfo: true });
}

/** The tab itself or what wraps it alone. */
function outermostBelow(list: Element, tab: Element, tabs: readonly Element[]): Element {
  let here = tab;
  for (;;) {
    const above = parentOf(here);
    if (above === null || above === list || tabs.filter((other) => contains(above, other)).length > 1) return here;
    here = above;
  }
}

/** A parser repairs what is misplaced; where it would move the tab or its panel, the page is no place for them. */
function proveWellPlaced(base: Base, list: Element, panel: Element, shown: string): void {
  const elements = elementsBelow(parsed(splice(base, "")));
  const byId = (id: string): Element | undefined => elements.find((element) => attribute(element, "id") === id);
  const newTab = byId(base.imitation.tabId);
  const newPanel = byId(base.imitation.panelId);
  const before = list.sourceCodeLocation?.startOffset ?? 0;
  // Panels that stand before their list move it.
  const listAt = base.panelAt <= before ? before + splice(base, "").length - base.text.length - marked("tab", base.imitation.tab).length : before;
  const listHolds = elements.some((element) => element.sourceCodeLocation?.startOffset === listAt && element.tagName === list.tagName && newTab !== undefined && contains(element, newTab));
  const beside = newPanel !== undefined && parentOf(newPanel)?.tagName === parentOf(panel)?.tagName && (newTab === undefined || !contains(newPanel, newTab));
  if (!listHolds || !beside) throw unplaceable(shown);
}

/** A policy in the page that lets no script run but those it lists. */
function forbidsScripts(element: Element): boolean {
  if (element.tagName !== "meta" || attribute(element, "http-equiv")?.toLowerCase() !== "content-security-policy") return false;
  const directives = (attribute(element, "content") ?? "").split(";").map((directive) => directive.trim().split(/\s+/));
  const sources = ["script-src-elem", "script-src", "default-src"].map((name) => directives.find((directive) => directive[0]?.toLowerCase() === name)).find((directive) => directive !== undefined);
  // A hash or a nonce switches 'unsafe-inline' off.
  return sources !== undefined && (!sources.includes("'unsafe-inline'") || sources.some((source) => /^'(?:nonce-|sha\d{3}-|strict-dynamic)/.test(source)));
}

function unplaceable(shown: string): TriageError {
  return new TriageError("DASHBOARD_UNUSABLE", `${shown}: the tabs stand where HTML allows no further element`, { hint: "point at other elements with --tab-list and --tab-panels" });
}
