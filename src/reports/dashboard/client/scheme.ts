/**
 * Light or dark. On a page of its own the tab follows the system; in another page it follows what that page really shows,
 * for a page without a dark scheme stays light whatever the system says.
 */
export function followScheme(host: HTMLElement, app: HTMLElement): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const standalone = host.hasAttribute("standalone");
  const apply = (): void => {
    const around = standalone ? null : backgroundOf(host);
    app.dataset["scheme"] = (around === null ? dark.matches : around.dark) ? "dark" : "light";
    // What sticks to the top hides what scrolls below it, and must look like the page.
    if (around?.colour !== undefined && around.colour !== null) app.style.setProperty("--tc-page", around.colour);
    else app.style.removeProperty("--tc-page");
  };
  apply();
  dark.addEventListener("change", () => requestAnimationFrame(apply));
  if (standalone) return;
  const observer = new MutationObserver(apply);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-bs-theme", "data-mode", "data-color-mode", "data-color-scheme"] });
}

/** The first painted background around an element, and whether it is dark. */
function backgroundOf(element: HTMLElement): { readonly dark: boolean; readonly colour: string | null } {
  for (let here: HTMLElement | null = element; here !== null; here = here.parentElement) {
    const colour = getComputedStyle(here).backgroundColor;
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (alpha > 0.5) return { dark: 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110, colour };
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return { dark: scheme.includes("dark") && (!scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches), colour: null };
}
