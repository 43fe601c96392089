import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { maskOf } from "../../../engine/sort-record.ts";
import { TriageError } from "../../../errors.ts";
import { json, terminal } from "../../../reports/escape.ts";
import { markdownDifference, renderDifference } from "../../../reports/rules/difference.ts";
import { Comparison, type Difference } from "../../../rules/diff.ts";
import { labelOf } from "../../../rules/label.ts";
import { readAtRevision } from "../../../store/git-file.ts";
import { parseTaxonomy } from "../../../store/taxonomy-file.ts";
import type { Taxonomy } from "../../../taxonomy/compile.ts";
import { builtIn } from "../../../taxonomy/packs/built-in.ts";
import type { DiffFlags } from "../../commands/rules.ts";
import { openCorpus } from "../../corpus.ts";
import { type Io, paletteFor, write } from "../../io.ts";
import type { Outcome } from "../../outcome.ts";
import { checkedTaxonomy, chosenTaxonomy } from "../../taxonomy.ts";

/** Where the built-in taxonomy stands as a file in this program's own repository. */
const BUILT_IN_FILE = "schema/toolkit-api.yaml";

/** `triage rules diff`: what a change of the taxonomy moves. */
export async function diff(flags: DiffFlags, io: Io): Promise<Outcome> {
  const inUse = await chosenTaxonomy(flags, io);
  const before = await sideOf(flags.from, inUse.file, flags, io);
  const after = flags.to === undefined ? inUse.taxonomy : await sideOf(flags.to, inUse.file, flags, io);
  const comparison = new Comparison(before, after, (failure) => maskOf(failure, flags.redact));
  const corpus = await openCorpus(flags.corpus, flags, io);
  for await (const { record, failure, facts } of corpus.records) comparison.add(failure, facts, labelOf(record));
  for (const warning of corpus.warnings) await write(io.stderr, `skipped: ${terminal(warning)}\n`);
  const difference = comparison.difference();
  await write(io.stdout, rendered(difference, { from: flags.from, to: flags.to ?? inUse.file ?? inUse.pack.name }, flags, io));
  return difference.moves.some((move) => move.wrong > 0) ? { kind: "findings" } : { kind: "done" };
}

function rendered(difference: Difference, compared: { readonly from: string; readonly to: string }, flags: DiffFlags, io: Io): string {
  switch (flags.format) {
    case "json": return json({ ...compared, ...difference });
    case "markdown": return markdownDifference(difference, compared);
    case "text": return renderDifference(difference, compared, paletteFor(io.stdout, flags.color, io.env));
    default: return flags.format satisfies never;
  }
}

/** A taxonomy file, a built-in taxonomy, `REV:PATH`, or `REV`: the taxonomy in use as it stood then. */
async function sideOf(name: string, fileInUse: string | null, flags: DiffFlags, io: Io): Promise<Taxonomy> {
  if (builtIn.has(name) || existsSync(resolve(io.cwd, name))) return (await chosenTaxonomy({ ...flags, taxonomy: name }, io)).taxonomy;
  const [revision = "", path = fileInUse ?? BUILT_IN_FILE] = name.split(/:(.*)/s);
  const text = await readAtRevision(revision, path, io.cwd);
  if (text === null) throw new TriageError("TAXONOMY_INVALID", `${name}: is no file, no built-in taxonomy, and no git revision that holds ${path}`, { hint: "name a taxonomy file, toolkit-api, REV or REV:PATH" });
  return (await checkedTaxonomy(await parseTaxonomy(text, `${revision}:${path}`), flags)).taxonomy;
}
