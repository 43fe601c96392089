import { visibleText } from "../../escape.ts";

type Child = Node | string | null | undefined | false;

/**
 * An element with attributes and children. Text becomes text nodes in which nothing is hidden; there is no way from a
 * string to markup in the whole client.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Readonly<Record<string, string | boolean | null>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...nodesOf(children));
  return element;
}

/** Sets an attribute, or takes it away where the value is null or false. */
export function setAttribute(element: Element, name: string, value: string | boolean | null): void {
  if (value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : visibleText(value));
}

export function nodesOf(children: readonly Child[]): readonly Node[] {
  return children.flatMap((child) => (child === null || child === undefined || child === false ? [] : [typeof child === "string" ? document.createTextNode(visibleText(child)) : child]));
}

/** Puts children into an element without losing the focus that one of them has. */
export function refill(element: Element, children: readonly Child[]): void {
  const root = element.getRootNode();
  const focused = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  element.replaceChildren(...nodesOf(children));
  if (focused instanceof HTMLElement && element.contains(focused)) focused.focus({ preventScroll: true });
}

/** A link to another page, or plain text where the address leads nowhere safe. */
export function anchor(label: string, url: string, name: string): HTMLElement {
  const safe = /^https?:\/\//i.test(url) || /^evidence\/[\w.-]+$/.test(url);
  return safe ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer", "aria-label": name }, label) : h("span", {}, label);
}

const SVG = "http://www.w3.org/2000/svg";

/** A small drawing from our own path data. */
export function icon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["viewBox", "0 0 16 16"], ["class", "icon"], ["aria-hidden", "true"]] as const) svg.setAttribute(name, value);
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const ICONS = {
  close: "M4 4l8 8M12 4l-8 8",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM11 11l3.5 3.5",
  up: "M3.5 10L8 5.5 12.5 10",
  down: "M3.5 6L8 10.5 12.5 6",
  copy: "M6 5.5h7v8H6zM10 5.5v-3H3v8h3",
  link: "M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5L7.5 13A3 3 0 0 1 3 8.5L4.5 7",
  columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10",
} as const;
