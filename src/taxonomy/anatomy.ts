import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/** What can be told of a pattern by looking at its parts. */
export interface Anatomy {
  readonly ast: AST.Pattern;
  /** A repeat without an upper bound, as it stands in the pattern; null where every repeat has one. */
  readonly unbounded: string | null;
  /** Something in it may stand more than once. */
  readonly repeats: boolean;
  /** Runs of letters and digits that a match must or may hold, longest first. */
  readonly literals: readonly string[];
}

const parser = new RegExpParser({ ecmaVersion: 2024 });

/** Takes a pattern apart. Throws where it is no regular expression. */
export function anatomyOf(pattern: string): Anatomy {
  const ast = parser.parsePattern(pattern, 0, pattern.length, { unicode: false });
  let unbounded: string | null = null;
  let repeats = false;
  const literals = new Set<string>();
  visitRegExpAST(ast, {
    onQuantifierEnter: (quantifier) => {
      if (quantifier.max > 1) repeats = true;
      if (quantifier.max === Number.POSITIVE_INFINITY) unbounded ??= quantifier.raw;
    },
    onAlternativeEnter: (alternative) => { for (const run of runsOf(alternative)) literals.add(run); },
  });
  return { ast, unbounded, repeats, literals: [...literals].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)) };
}

/** Characters that stand side by side. */
function runsOf(alternative: AST.Alternative): readonly string[] {
  const runs: string[] = [""];
  for (const element of alternative.elements) {
    if (element.type === "Character" && /[\p{L}\p{N}_]/u.test(element.raw)) runs[runs.length - 1] += element.raw;
    else runs.push("");
  }
  return runs.filter((run) => run !== "");
}
