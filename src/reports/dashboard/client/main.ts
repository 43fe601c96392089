import type { Detail, Head, Index, Island } from "../format.ts";
import { fromHash } from "./address.ts";
import { mount } from "./app.ts";
import { h, refill } from "./dom.ts";
import { followScheme } from "./scheme.ts";
import { PageTab, partsOf } from "./tabs.ts";
import { Blocks, unpack } from "./unpack.ts";

/** The script stands behind its element, so that is in the page already. */
function start(): void {
  const host = document.querySelector<HTMLElement>("triage-categorization");
  if (host === null) return;
  const app = rootOf(host);
  joinTabs(host);
  followScheme(host, app);
  // One frame first, so that what stands in the page already is painted before the rows are unpacked.
  requestAnimationFrame(() => setTimeout(() => {
    void fill(host, app).catch((error: unknown) => {
      refill(app, [h("p", { class: "notice", role: "alert" }, "The data of this page could not be unpacked. The file may be damaged; the same data is in bug_categorization.json.")]);
      reportError(error);
    });
  }));
}

async function fill(host: HTMLElement, app: HTMLElement): Promise<void> {
  const [head, index] = await Promise.all([unpack<Head>(island(host, "head")), unpack<Index>(island(host, "index"))]);
  const archive = { details: new Blocks<Detail>(island(host, "details"), head.block.details), messages: new Blocks<string>(island(host, "messages"), head.block.messages) };
  mount(app, head, index, archive);
}

/** The place within the shadow root; made here where the browser did not make it from the markup. */
function rootOf(host: HTMLElement): HTMLElement {
  const template = host.querySelector("template");
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  if (template !== null) root.append(template.content);
  const app = root.querySelector<HTMLElement>(".app");
  if (app === null) throw new Error("the page has lost its parts");
  return app;
}

function island(host: HTMLElement, name: Island): string {
  return host.querySelector(`script[data-triage="${name}"]`)?.textContent ?? "";
}

/** In a page with tabs: makes ours one of them, and shows it where the address asks for it. */
function joinTabs(host: HTMLElement): void {
  if (!host.hasAttribute("tab")) return;
  const parts = partsOf(host);
  if (parts === null) {
    // The list of tabs stands behind the panels.
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => joinTabs(host));
    return;
  }
  const tab = new PageTab(parts, viewInAddress());
  const showIfAsked = (): void => {
    if (fromHash(location.hash) === null) tab.settle();
    else tab.show();
  };
  // Behind the page's own beginnings.
  if (document.readyState === "complete") setTimeout(showIfAsked);
  else addEventListener("load", () => setTimeout(showIfAsked));
  addEventListener("hashchange", () => { if (fromHash(location.hash) !== null) tab.show(); });
}

/** The view stands in the address while our tab is shown; another tab has the address for itself. */
function viewInAddress(): (shown: boolean) => void {
  let left = "";
  return (shown) => {
    const ours = fromHash(location.hash) !== null;
    if (shown && left !== "" && !ours) history.replaceState(history.state, "", left);
    if (shown || !ours) return;
    left = location.hash;
    history.replaceState(history.state, "", location.pathname + location.search);
  };
}

start();
