import { toolkitApi } from "../src/taxonomy/packs/toolkit-api/pack.ts";
import { compilePattern } from "../src/taxonomy/compile.ts";

/** How an engine writes regular expressions. */
export type Dialect = "python" | "re2" | "oniguruma" | "javascript";

export interface ClusterPatterns {
  readonly cluster: string;
  readonly patterns: readonly string[];
}

/**
 * The taxonomy's patterns by cluster, in the order of precedence, for programs that know nothing else of it: the first
 * cluster with a match wins. That is a smaller job than the whole: no facts, no echo, no spot-check, no evidence, no mask.
 *
 * @param dialect what the engine at hand cannot read is left out (RE2 has no lookaround, Oniguruma no lookbehind of variable length)
 */
export function patternsFor(dialect: Dialect): readonly ClusterPatterns[] {
  return toolkitApi.precedence.map((id) => ({
    cluster: id,
    patterns: toolkitApi.clusters[id].rules
      .flatMap((rule) => rule.patterns ?? [])
      .map((pattern) => compilePattern(pattern, id).source)
      .filter((source) => (dialect === "re2" ? !/\(\?<?[=!]/.test(source) : dialect !== "oniguruma" || !/\(\?<[=!]/.test(source)))
      .map((source) => translated(source, dialect)),
  })).filter(({ patterns }) => patterns.length > 0);
}

function translated(source: string, dialect: Dialect): string {
  const nameless = source.replace(/\(\?<[A-Za-z]\w*>/g, "(?:").replace(/\\\//g, "/");
  if (dialect === "javascript") return nameless;
  const plain = nameless.replace(/\\u([\da-fA-F]{4})/g, (_whole, hex: string) => (dialect === "python" ? `\\u${hex}` : `\\x{${hex}}`)).replaceAll("\\x60", "`");
  return dialect === "re2" ? plain.replaceAll("[^]", "(?s:.)") : plain.replaceAll("[^]", "[\\s\\S]");
}
