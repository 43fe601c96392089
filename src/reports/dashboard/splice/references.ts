import { attribute, type Element } from "./tree.ts";

const POINTING = new Set(["aria-controls", "href", "for"]);

/** The names by which a tab may point to its panel, the surest first. */
export function referencesOf(tab: Element): readonly string[] {
  const pointing = tab.attrs.filter(({ name }) => POINTING.has(name) || name.startsWith("data-"));
  const values = pointing.flatMap(({ name, value }) => {
    if (name === "href") return value.startsWith("#") && value.length > 1 ? [value.slice(1)] : [];
    return [value.replace(/^#/, "")];
  });
  const quoted = [...(attribute(tab, "onclick") ?? "").matchAll(/(["'`])#?([^"'`]+)\1/g)].map((match) => match[2] ?? "");
  return [...new Set([...values, ...quoted])].filter((value) => /^[^\s"'<>]{1,100}$/.test(value));
}

/** The panel that a name points to: its id, an id that holds the name as a word, or a data attribute of that value. */
export function referredPanel(reference: string, elements: readonly Element[]): Element | null {
  return elements.find((element) => attribute(element, "id") === reference)
    ?? elements.find((element) => holdsWord(attribute(element, "id") ?? "", reference))
    ?? elements.find((element) => element.attrs.some(({ name, value }) => name.startsWith("data-") && value === reference))
    ?? null;
}

/** `panel-errors`, `errors_tab` and `tabErrors` hold the word `errors`. */
function holdsWord(id: string, word: string): boolean {
  if (!/[a-z]/i.test(word)) return false;
  return wordsOf(id).includes(wordsOf(word));
}

function wordsOf(text: string): string {
  return `-${text.replace(/([a-z\d])([A-Z])/g, "$1-$2").toLowerCase().split(/[-_:.]+/).join("-")}-`;
}
