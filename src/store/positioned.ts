// Imported statically, and this file itself on demand: of a CommonJS package, a dynamic import has no members in a bundle.
import { LineCounter, parseDocument } from "yaml";
import { type Faulty, faultsError } from "./faults.ts";

/** A YAML or JSON document that knows where each of its values stands. */
export interface Positioned {
  readonly value: unknown;
  /** `file:line:column` of the value at a path, or of the nearest value around it. */
  where(path: readonly PropertyKey[]): string;
}

/**
 * Parses a file of our users. YAML is a superset of JSON, so one parser reads both.
 *
 * @throws TriageError with every syntax fault and its place
 */
export function parsePositioned(text: string, shown: string, faulty: Faulty): Positioned {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${shown}:${line}:${col}`;
  };
  if (document.errors.length > 0) throw faultsError(document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`), faulty);
  return {
    value: valueOf(document, shown, faulty),
    where: (path) => {
      const offset = nodeOffset(document, path);
      return offset === null ? shown : at(offset);
    },
  };
}

/** Aliases that unfold into millions of values are refused by the parser, and told like any other fault. */
function valueOf(document: { toJS(): unknown }, shown: string, faulty: Faulty): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw faultsError([`${shown}: ${error instanceof Error ? error.message : "cannot be read"}`], faulty);
  }
}

interface HasNodes {
  getIn(path: readonly unknown[], keepScalar: boolean): unknown;
}

function nodeOffset(document: HasNodes, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) return Number(node.range[0]);
  }
  return null;
}
