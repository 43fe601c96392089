import { type AST, visitRegExpAST } from "@eslint-community/regexpp";
import { anatomyOf } from "../../taxonomy/anatomy.ts";
import type { Condition, TaxonomyPack } from "../../taxonomy/schema.ts";
import type { CheckId, Finding } from "./finding.ts";

type Named = Condition & { readonly id: string };

/** Everything in a pack that has an id and may have patterns. */
export function conditionsOf(pack: TaxonomyPack): readonly Named[] {
  return [...Object.values(pack.clusters).flatMap((cluster) => cluster.rules), ...pack.demotion.checks, ...pack.reclassifications];
}

/** Looks at single patterns: their ends, and whether they can match what rules see. */
export function lintPatterns(pack: TaxonomyPack): readonly Finding[] {
  return conditionsOf(pack).flatMap((condition) => (condition.patterns ?? []).flatMap((pattern) => lintPattern(condition, pattern)));
}

function lintPattern(condition: Named, pattern: string): readonly Finding[] {
  const { ast } = anatomyOf(pattern);
  const finding = (check: CheckId, what: string): Finding => ({ check, id: condition.id, what, proof: pattern });
  return [
    ...ast.alternatives.flatMap((alternative) => endFindings(alternative, finding)),
    ...(asksForJoiner(ast) ? [finding("never-matches", "codes and sentences have blanks where they had _; write a blank")] : []),
    ...(isIdentifierForSentences(condition, pattern) ? [finding("code-as-message", "an identifier stands in a code, not in a sentence; add code to at, as words")] : []),
  ];
}

function endFindings(alternative: AST.Alternative, finding: (check: CheckId, what: string) => Finding): readonly Finding[] {
  const { elements } = alternative;
  const ends = [[elements[0], "begins"], [elements.at(-1), "ends"]] as const;
  return ends.flatMap(([element, word]) => {
    if (element === undefined) return [];
    if (isAnything(element)) return [finding("open-end", `${word} with ${element.raw}`)];
    const run = word === "begins" ? runAt(elements, 0, 1) : runAt(elements, elements.length - 1, -1);
    return isShort(run) ? [finding("unguarded-end", `${word} with ${run}, which also stands inside of longer words and numbers; write \\b ${word === "begins" ? "before" : "after"} it`)] : [];
  });
}

/** `.*`, `[^x]{0,60}`, `\S*`: a repeat of almost any character. */
function isAnything(element: AST.Element): boolean {
  if (element.type !== "Quantifier" || element.max <= 1) return false;
  const of = element.element;
  return (of.type === "CharacterSet" && of.kind === "any") || (of.type === "CharacterClass" && of.negate) || (of.type === "CharacterSet" && "negate" in of && of.negate);
}

/** The letters and digits at one end of an alternative. */
function runAt(elements: readonly AST.Element[], from: number, step: 1 | -1): string {
  let run = "";
  for (let index = from; ; index += step) {
    const element = elements[index];
    if (element?.type !== "Character" || !/[\p{L}\p{N}]/u.test(element.raw)) return run;
    run = step === 1 ? run + element.raw : element.raw + run;
  }
}

/** Numbers and words of one to three letters stand inside of many others. */
function isShort(run: string): boolean {
  return run !== "" && (/^\d+$/.test(run) || /^[a-z]{1,3}$/i.test(run));
}

/** A `_` outside of a set: by the time rules see a text, it is a blank. */
function asksForJoiner(ast: AST.Pattern): boolean {
  let found = false;
  visitRegExpAST(ast, { onCharacterEnter: ({ raw, parent }) => { found ||= raw === "_" && parent.type !== "CharacterClass"; } });
  return found;
}

function isIdentifierForSentences({ at }: Named, pattern: string): boolean {
  return at !== undefined && !at.includes("code") && /^(?:\\b)?[a-z]+(?:[A-Z][a-z]+){2,}(?:\\b)?$/.test(pattern);
}
