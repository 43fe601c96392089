import { stringify } from "yaml";
import { TriageError } from "../../../errors.ts";
import { json } from "../../../reports/escape.ts";
import { renderRuleList } from "../../../reports/rules/list.ts";
import { partIds, renderPart } from "../../../reports/rules/show.ts";
import { fileOfPack } from "../../../taxonomy/extend.ts";
import { nearest } from "../../../taxonomy/nearest.ts";
import type { TaxonomyPack } from "../../../taxonomy/schema.ts";
import type { RulesFlags } from "../../commands/rules.ts";
import { type Io, paletteFor, write } from "../../io.ts";
import type { Outcome } from "../../outcome.ts";
import { chosenTaxonomy } from "../../taxonomy.ts";

/** `triage rules list`. */
export async function list(flags: RulesFlags, io: Io): Promise<Outcome> {
  const { pack, taxonomy } = await chosenTaxonomy(flags, io);
  await write(io.stdout, flags.json === true ? json({ sha256: taxonomy.sha256, ...fileOfPack(pack) }) : renderRuleList(pack, taxonomy.sha256, paletteFor(io.stdout, flags.color, io.env)));
  return { kind: "done" };
}

/** `triage rules show ID`. */
export async function show(id: string, flags: RulesFlags, io: Io): Promise<Outcome> {
  const { pack, where } = await chosenTaxonomy(flags, io);
  const text = renderPart(pack, id, where(id), paletteFor(io.stdout, flags.color, io.env));
  if (text === null) throw unknownPart(id, pack);
  await write(io.stdout, flags.json === true ? json(partOf(pack, id)) : text);
  return { kind: "done" };
}

function partOf(pack: TaxonomyPack, id: string): unknown {
  const lists = [...Object.values(pack.clusters).flatMap((cluster) => cluster.rules.map((rule) => ({ cluster: cluster.id, ...rule }))), ...pack.demotion.checks, ...pack.reclassifications];
  if (Object.hasOwn(pack.clusters, id)) return { ...pack.clusters[id], bucket: pack.dispatch[id] ?? pack.fallback };
  return Object.hasOwn(pack.buckets, id) ? { id, ...pack.buckets[id] } : lists.find((part) => part.id === id);
}

function unknownPart(id: string, pack: TaxonomyPack): TriageError {
  const near = nearest(id, partIds(pack), 3);
  return new TriageError("UNKNOWN_ID", `${id}: the taxonomy has nothing of this id`, { hint: near.length > 0 ? `did you mean ${near.join(", ")}?` : "triage rules list shows all ids" });
}

/** `triage rules export`. */
export async function exportYaml(flags: RulesFlags, io: Io): Promise<Outcome> {
  const { pack } = await chosenTaxonomy(flags, io);
  await write(io.stdout, stringify(fileOfPack(pack), { lineWidth: 0, aliasDuplicateObjects: false }));
  return { kind: "done" };
}

/** `triage rules schema`. */
export async function schema(io: Io): Promise<Outcome> {
  const { taxonomyJsonSchema } = await import("../../../store/taxonomy-json-schema.ts");
  await write(io.stdout, json(taxonomyJsonSchema()));
  return { kind: "done" };
}
