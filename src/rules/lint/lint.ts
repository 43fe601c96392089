import { fileOfPack, NOTHING } from "../../taxonomy/extend.ts";
import { findFaults, isCatchAll } from "../../taxonomy/find-faults.ts";
import type { Taxonomy } from "../../taxonomy/compile.ts";
import type { Sample, TaxonomyPack } from "../../taxonomy/schema.ts";
import { testSamples } from "../samples.ts";
import { CHECKS, type Finding } from "./finding.ts";
import { conditionsOf, lintPatterns } from "./patterns.ts";

/** Everything about a taxonomy that can be told without a log export. Costly patterns are found by the engine. */
export function lintTaxonomy(taxonomy: Taxonomy): readonly Finding[] {
  const { pack } = taxonomy;
  return [...references(pack), ...duplicatePatterns(pack), ...sampleFindings(pack), ...catchAlls(pack), ...shadowed(taxonomy), ...lintPatterns(pack)];
}

/** Whether a finding must be mended before the taxonomy may be used for anything that matters. */
export function isError(finding: Finding): boolean {
  return CHECKS[finding.check].severity === "error";
}

function references(pack: TaxonomyPack): readonly Finding[] {
  return findFaults(fileOfPack(pack), NOTHING).map(({ path, what }) => ({ check: "reference", id: path.map(String).join(".") || pack.name, what, proof: null }));
}

function duplicatePatterns(pack: TaxonomyPack): readonly Finding[] {
  const seen = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { id, at, patterns = [], except, status, method } of conditionsOf(pack)) {
    for (const pattern of patterns) {
      const key = JSON.stringify([pattern, at, except, status, method]);
      const first = seen.get(key);
      if (first !== undefined) findings.push({ check: "duplicate-pattern", id, what: first === id ? "stands twice in the same rule" : `stands in ${first} too`, proof: pattern });
      seen.set(key, first ?? id);
    }
  }
  return findings;
}

function sampleFindings(pack: TaxonomyPack): readonly Finding[] {
  const withSamples = [...Object.values(pack.clusters).flatMap((cluster) => cluster.rules), ...pack.demotion.checks];
  return withSamples.flatMap(({ id, hits, misses }): readonly Finding[] => [
    ...(hits.length === 0 ? [{ check: "no-hits" as const, id, what: "has no sample under hits", proof: null }] : []),
    ...(misses.length === 0 ? [{ check: "no-misses" as const, id, what: "has no sample under misses: something that looks alike and is not", proof: null }] : []),
  ]);
}

/** A rule without a condition holds always; only the last one tried may. */
function catchAlls(pack: TaxonomyPack): readonly Finding[] {
  const rules = pack.precedence.flatMap((id) => pack.clusters[id]?.rules ?? []);
  return rules.slice(0, -1).filter(isCatchAll).map(({ id }) => ({ check: "catches-everything", id, what: "holds for every failure, and is not the last rule", proof: null }));
}

/** Rules that decide none of the failures they are written for. */
function shadowed(taxonomy: Taxonomy): readonly Finding[] {
  const hits = testSamples(taxonomy).filter((result) => result.side === "hit");
  const ids = [...new Set(hits.map((result) => result.id))];
  return ids.flatMap((id): readonly Finding[] => {
    const own = hits.filter((result) => result.id === id);
    const [first] = own;
    if (first === undefined || own.some((result) => result.passed)) return [];
    return [{ check: "shadowed", id, what: `every sample of it ends elsewhere, the first in ${first.got}`, proof: shown(first.sample) }];
  });
}

/** A sample on one line. */
export function shown(sample: Sample): string {
  return typeof sample === "string" ? sample : JSON.stringify(sample);
}
