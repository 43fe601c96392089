import { resolve } from "node:path";
import type { CostlyPattern } from "../engine/pattern-cost.ts";
import { SlowRules } from "../engine/slow-rules.ts";
import { TriageError } from "../errors.ts";
import { type Config, loadConfig } from "../store/config.ts";
import { type LoadedTaxonomy, readTaxonomyFile } from "../store/taxonomy-file.ts";
import { compileTaxonomy, type Taxonomy } from "../taxonomy/compile.ts";
import { builtIn, defaultPack } from "../taxonomy/packs/built-in.ts";
import type { TaxonomyFlags } from "./taxonomy-options.ts";
import type { Io } from "./io.ts";

/** The taxonomy that a command works with. */
export interface ChosenTaxonomy extends LoadedTaxonomy {
  readonly taxonomy: Taxonomy;
  /** The file it was read from, as people see it; null for a built-in one. */
  readonly file: string | null;
  readonly slowRules: SlowRules;
}

/**
 * The taxonomy that was named on the command line, or in the configuration, or the built-in one; checked and compiled.
 *
 * @param config the configuration, where it was read already
 */
export async function chosenTaxonomy(flags: TaxonomyFlags, io: Io, config: Config | null = null): Promise<ChosenTaxonomy> {
  const name = flags.taxonomy ?? (config ?? (await loadConfig(flags.config ?? null, io.cwd))).taxonomy;
  if (name === null || builtIn.has(name)) {
    const pack = name === null ? defaultPack : (builtIn.get(name) ?? defaultPack);
    return { pack, where: () => null, taxonomy: compileTaxonomy(pack), file: null, slowRules: new SlowRules([]) };
  }
  return { ...(await checkedTaxonomy(await readTaxonomyFile(resolve(io.cwd, name), name), flags)), file: name };
}

/**
 * Makes a loaded taxonomy ready for use. No pattern from outside can hang a run: one that can take too long is refused, or
 * runs on a time budget where that was asked for.
 *
 * @throws TriageError TAXONOMY_INVALID that names every such pattern, with the text that shows it
 */
export async function checkedTaxonomy(loaded: LoadedTaxonomy, flags: TaxonomyFlags): Promise<Omit<ChosenTaxonomy, "file">> {
  const { findCostly, patternsOf } = await import("../engine/pattern-cost.ts");
  // The built-in patterns were checked before they were shipped.
  const trusted = [...builtIn.values()].flatMap((pack) => patternsOf(pack).map(({ pattern }) => pattern));
  const costly = await findCostly(loaded.pack, new Set(trusted));
  if (costly.length > 0 && flags.allowSlowRules !== true) throw tooCostly(costly, loaded);
  const slowRules = new SlowRules(costly);
  return { ...loaded, taxonomy: compileTaxonomy(loaded.pack, slowRules.guards), slowRules };
}

function tooCostly(costly: readonly CostlyPattern[], { where }: LoadedTaxonomy): TriageError {
  const lines = costly.flatMap(({ id, pattern, why, attack }) => [`  ${where(id) ?? id}: ${id}: ${pattern}`, `    ${why}`, ...(attack === null ? [] : [`    attack: ${JSON.stringify(attack)}`])]);
  return new TriageError("TAXONOMY_INVALID", `the taxonomy has ${costly.length === 1 ? "a pattern" : `${costly.length} patterns`} that could hang a run:\n${lines.join("\n")}`, {
    hint: "mend the patterns, or run them on a time budget with --allow-slow-rules",
  });
}
