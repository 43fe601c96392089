import { TriageError } from "../../../errors.ts";
import { attribute, classesOf, type Element, elementsBelow, type Node, parentOf } from "./tree.ts";

type Test = (element: Element) => boolean;

interface Step {
  readonly tests: readonly Test[];
  /** How the step before must stand: anywhere above, or right above. */
  readonly relation: "above" | "parent";
}

const SIMPLE = /^(?:(?<tag>[a-z][\w-]*|\*)|#(?<id>[\w-]+)|\.(?<token>[\w-]+)|\[(?<name>[\w-]+)(?:(?<how>[~^$*]?)=(?:"(?<quoted>[^"]*)"|'(?<single>[^']*)'|(?<bare>[\w-]+)))?\])/i;

/**
 * The elements that a selector names, in document order. Understood are tags, `#id`, `.class`, `[attribute]`,
 * `[attribute=value]` (also `~=`, `^=`, `$=`, `*=`), blanks, `>` and commas: what one needs to point at a tab list.
 *
 * @throws TriageError USAGE where the selector is not understood
 */
export function select(root: Node, selector: string): readonly Element[] {
  const chains = selector.split(",").map((part) => stepsOf(part.trim(), selector));
  return elementsBelow(root).filter((element) => chains.some((steps) => matches(element, steps)));
}

function stepsOf(part: string, whole: string): readonly Step[] {
  const pieces = part.split(/(\s*>\s*|\s+)(?![^[]*\])/);
  return pieces.filter((_piece, index) => index % 2 === 0).map((piece, index) => ({
    tests: testsOf(piece, whole),
    relation: pieces[index * 2 - 1]?.includes(">") === true ? "parent" : "above",
  }));
}

function testsOf(piece: string, whole: string): readonly Test[] {
  const tests: Test[] = [];
  let rest = piece;
  for (let match = SIMPLE.exec(rest); match !== null; match = SIMPLE.exec(rest)) {
    tests.push(testOf(match.groups ?? {}));
    rest = rest.slice(match[0].length);
  }
  if (rest !== "" || tests.length === 0) throw notUnderstood(whole);
  return tests;
}

function testOf(groups: Readonly<Record<string, string | undefined>>): Test {
  const { tag, id, token, name = "", how = "", quoted, single, bare } = groups;
  if (tag !== undefined) return (element) => tag === "*" || element.tagName === tag.toLowerCase();
  if (id !== undefined) return (element) => attribute(element, "id") === id;
  if (token !== undefined) return (element) => classesOf(element).includes(token);
  const wanted = quoted ?? single ?? bare;
  return (element) => {
    const value = attribute(element, name.toLowerCase());
    return value !== null && (wanted === undefined || compares(value, how, wanted));
  };
}

function compares(value: string, how: string, wanted: string): boolean {
  switch (how) {
    case "~": return value.split(/\s+/).includes(wanted);
    case "^": return value.startsWith(wanted);
    case "$": return value.endsWith(wanted);
    case "*": return value.includes(wanted);
    default: return value === wanted;
  }
}

function matches(element: Element, steps: readonly Step[]): boolean {
  const step = steps.at(-1);
  if (step === undefined) return true;
  if (!step.tests.every((test) => test(element))) return false;
  const before = steps.slice(0, -1);
  if (before.length === 0) return true;
  for (let above = parentOf(element); above !== null; above = parentOf(above)) {
    if (matches(above, before)) return true;
    if (step.relation === "parent") return false;
  }
  return false;
}

function notUnderstood(selector: string): TriageError {
  return new TriageError("USAGE", `the selector ${JSON.stringify(selector)} is not understood`, { hint: "write it with tags, #id, .class, [attribute=value], blanks, > and commas" });
}
