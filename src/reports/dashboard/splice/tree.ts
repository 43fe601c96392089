import type { DefaultTreeAdapterTypes } from "parse5";

export type Element = DefaultTreeAdapterTypes.Element;
export type Node = DefaultTreeAdapterTypes.Node;
export type Comment = DefaultTreeAdapterTypes.CommentNode;

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

export function isComment(node: Node): node is Comment {
  return node.nodeName === "#comment";
}

/** All nodes below one, in document order. What stands in a template is no part of the page yet. */
export function* below(node: Node): Generator<Node> {
  if (!("childNodes" in node)) return;
  for (const child of node.childNodes) {
    yield child;
    yield* below(child);
  }
}

export function elementsBelow(node: Node): readonly Element[] {
  return [...below(node)].filter(isElement);
}

export function childElements(node: Node): readonly Element[] {
  return "childNodes" in node ? node.childNodes.filter(isElement) : [];
}

export function attribute(element: Element, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null;
}

export function classesOf(element: Element): readonly string[] {
  return (attribute(element, "class") ?? "").split(/\s+/).filter((token) => token !== "");
}

export function parentOf(element: Element): Element | null {
  const { parentNode } = element;
  return parentNode !== null && isElement(parentNode) ? parentNode : null;
}

export function contains(outer: Element, inner: Element): boolean {
  for (let here: Element | null = inner; here !== null; here = parentOf(here)) if (here === outer) return true;
  return false;
}

/** Where an element ends in the text; null where the parser made it up, as `tbody`. */
export function endOf(element: Element): number | null {
  return element.sourceCodeLocation?.endOffset ?? null;
}
