/** Puts a text on the clipboard; says whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Where a page has no clipboard, as one that was opened over plain http. */
function copyBySelection(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.setAttribute("aria-hidden", "true");
  area.style.setProperty("position", "fixed");
  area.style.setProperty("opacity", "0");
  const dialog = [...document.querySelectorAll("triage-categorization")].map((host) => host.shadowRoot?.querySelector("dialog[open]")).find((open) => open instanceof HTMLElement);
  (dialog ?? document.body).append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    area.remove();
  }
}
