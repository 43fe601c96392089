import { TriageError } from "../../../errors.ts";
import { below, isComment, type Node } from "./tree.ts";

/** What was put in stands between these; nothing else in the page is ours. */
const PARTS = ["tab", "panel"] as const;
export type Part = (typeof PARTS)[number];

export function marked(part: Part, text: string): string {
  return `<!-- triage:${part} -->${text}<!-- /triage:${part} -->`;
}

/**
 * The page without what an earlier run put in, or the page itself. Only true comments are markers; the same words in a
 * script or a text are not.
 *
 * @throws TriageError DASHBOARD_UNUSABLE where a marker has lost its partner
 */
export function withoutMarked(document: Node, text: string, shown: string): string {
  const stretches = PARTS.map((part) => stretchOf(document, part, shown)).filter((stretch) => stretch !== null);
  return stretches.toSorted((a, b) => b.from - a.from).reduce((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text);
}

function stretchOf(document: Node, part: Part, shown: string): { readonly from: number; readonly to: number } | null {
  const comments = [...below(document)].filter(isComment);
  const starts = comments.filter((comment) => comment.data.trim() === `triage:${part}`);
  const ends = comments.filter((comment) => comment.data.trim() === `/triage:${part}`);
  if (starts.length === 0 && ends.length === 0) return null;
  const from = starts[0]?.sourceCodeLocation?.startOffset;
  const to = ends[0]?.sourceCodeLocation?.endOffset;
  if (starts.length !== 1 || ends.length !== 1 || from === undefined || to === undefined || to < from) {
    throw new TriageError("DASHBOARD_UNUSABLE", `${shown}: the markers <!-- triage:${part} --> and <!-- /triage:${part} --> of an earlier run are not in pairs`, { hint: "take the page as it was before triage added its tab" });
  }
  return { from, to };
}
