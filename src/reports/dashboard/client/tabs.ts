/**
 * Makes the new tab one of the page's tabs, whatever script drives those. The page's script never sees a click on ours, so
 * it cannot stumble over it; what is changed to show our panel is taken back before a click on another tab reaches it. Where
 * the page's script shows our panel by itself, as on an arrow key, nothing is changed at all.
 */
const STATE = ["class", "hidden", "style", "aria-selected", "aria-hidden", "aria-expanded", "aria-current", "tabindex", "data-state", "data-active"] as const;

interface Parts {
  readonly tab: HTMLElement;
  readonly panel: HTMLElement;
  readonly tabs: readonly HTMLElement[];
  readonly panels: readonly HTMLElement[];
}

/** Is told when our panel comes and when it goes. */
export type Turn = (shown: boolean) => void;

export class PageTab {
  readonly #parts: Parts;
  readonly #turn: Turn;
  /** The state of tabs and panels before ours was shown; null while it is not, or the page shows it by itself. */
  #before: readonly (readonly [HTMLElement, readonly (string | null)[]])[] | null = null;

  constructor(parts: Parts, turn: Turn) {
    this.#parts = parts;
    this.#turn = turn;
    addEventListener("click", (event) => this.#onClick(event), { capture: true });
    parts.tab.addEventListener("keydown", (event) => {
      if ((event.key !== "Enter" && event.key !== " ") || parts.tab instanceof HTMLButtonElement) return;
      event.preventDefault();
      this.show();
    });
    // A page that shows another panel in a way of its own takes ours down.
    const observer = new MutationObserver(() => this.#yield());
    for (const panel of parts.panels) observer.observe(panel, { attributes: true, attributeFilter: ["class", "hidden", "style"] });
  }

  /** Hides the panel of a tab that nobody chose, for pages that know their panels by name and not ours. */
  settle(): void {
    const { panel, panels } = this.#parts;
    if (this.#before === null && isShown(panel) && panels.some(isShown)) hide(panel);
  }

  show(): void {
    const { tab, panel, tabs, panels } = this.#parts;
    if (this.#before !== null || (isShown(panel) && !panels.some(isShown))) return;
    this.#before = [tab, panel, ...tabs, ...panels].map((element) => [element, STATE.map((name) => element.getAttribute(name))]);
    const shownPanel = panels.findIndex(isShown);
    const activeTab = tabs.find((other) => other.getAttribute("aria-selected") === "true") ?? tabs[shownPanel] ?? null;
    if (activeTab !== null) exchange(activeTab, tab);
    const active = panels[shownPanel];
    if (active !== undefined) exchange(active, panel);
    for (const other of panels) if (isShown(other)) hide(other);
    if (!isShown(panel)) reveal(panel);
    if (tab.hasAttribute("aria-selected")) tab.setAttribute("aria-selected", "true");
    this.#turn(true);
  }

  #onClick(event: MouseEvent): void {
    const path = event.composedPath();
    if (path.includes(this.#parts.tab)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.show();
    } else if (this.#parts.tabs.some((tab) => path.includes(tab))) {
      this.#restore();
      this.#turn(false);
      // Behind the page's own handlers: where they do not know our panel, it goes by ours.
      setTimeout(() => this.settle());
    }
  }

  #restore(): void {
    const before = this.#before;
    this.#before = null;
    for (const [element, values] of before ?? []) {
      for (const [index, name] of STATE.entries()) {
        const value = values[index] ?? null;
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      }
    }
  }

  #yield(): void {
    const { tab, panel, panels } = this.#parts;
    if (this.#before === null || !panels.some(isShown)) return;
    const own = this.#before.filter(([element]) => element === tab || element === panel);
    this.#before = own;
    this.#restore();
  }
}

/** Gives one element what shows that another is active, and the other what shows that it is not. */
function exchange(active: HTMLElement, other: HTMLElement): void {
  for (const name of STATE) {
    if (name === "style") continue;
    const [mine, theirs] = [active.getAttribute(name), other.getAttribute(name)];
    if (mine === theirs) continue;
    set(active, name, theirs);
    set(other, name, mine);
  }
}

function set(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function isShown(element: HTMLElement): boolean {
  return getComputedStyle(element).display !== "none";
}

function hide(element: HTMLElement): void {
  element.style.setProperty("display", "none", "important");
}

function reveal(element: HTMLElement): void {
  element.hidden = false;
  element.style.removeProperty("display");
  if (!isShown(element)) element.style.setProperty("display", "block", "important");
}

/** The tab that was put into this page, and the page's own beside it; null where they are not in the page (yet). */
export function partsOf(host: HTMLElement): Parts | null {
  const tab = document.getElementById(host.getAttribute("tab") ?? "");
  const panel = document.getElementById(host.getAttribute("panel") ?? "");
  if (tab === null || panel === null) return null;
  const named = (name: string, from: HTMLElement): readonly HTMLElement[] => (host.getAttribute(name) ?? "").split(" ").flatMap((place) => elementAt(place, from) ?? []);
  return { tab, panel, tabs: named("tabs", tab), panels: named("panels", panel) };
}

/** `#id`, or `2/0.1`: two up from where we stand, then the first child, then its second. */
function elementAt(place: string, from: HTMLElement): HTMLElement | null {
  if (place.startsWith("#")) return document.getElementById(place.slice(1));
  const [up, path] = place.split("/");
  let here: Element | null = from;
  for (let step = Number(up); step > 0; step--) here = here?.parentElement ?? null;
  for (const step of (path ?? "").split(".")) here = here?.children[Number(step)] ?? null;
  return here instanceof HTMLElement ? here : null;
}
