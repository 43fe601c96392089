import { readFileSync } from "node:fs";
import { openFailure, TriageError } from "../errors.ts";
import { isObject } from "../failure/failure.ts";
import { extendPack, NOTHING } from "../taxonomy/extend.ts";
import type { TaxonomyFile } from "../taxonomy/file-schema.ts";
import { findFaults } from "../taxonomy/find-faults.ts";
import { nearest } from "../taxonomy/nearest.ts";
import { builtIn } from "../taxonomy/packs/built-in.ts";
import type { TaxonomyPack } from "../taxonomy/schema.ts";
import { issueLines } from "./issues.ts";
import { type Faulty, faultsError } from "./faults.ts";
import type { Positioned } from "./positioned.ts";

const FAULTY: Faulty = { code: "TAXONOMY_INVALID", what: "the taxonomy", hint: "triage rules schema prints what is allowed, and docs/rules.md explains it" };

/** A taxonomy of one's own, and where its rules stand. */
export interface LoadedTaxonomy {
  readonly pack: TaxonomyPack;
  /** `file:line:column` of a rule, spot-check or reclassification by its id; null for an inherited one. */
  readonly where: (id: string) => string | null;
}

/**
 * Reads a taxonomy file.
 *
 * @param shown the path as people see it
 * @throws TriageError TAXONOMY_INVALID with every fault, each as `file:line:column: path: what, and what is allowed`
 */
export async function readTaxonomyFile(path: string, shown: string): Promise<LoadedTaxonomy> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new TriageError("TAXONOMY_INVALID", `${shown}: cannot be read (${openFailure(error)})`, { hint: "check the path; triage init writes a taxonomy to begin with", cause: error });
  }
  return parseTaxonomy(text, shown);
}

/** Makes a taxonomy out of the text of a file; see `readTaxonomyFile`. */
export async function parseTaxonomy(text: string, shown: string): Promise<LoadedTaxonomy> {
  const { parsePositioned } = await import("./positioned.ts");
  const document = parsePositioned(text, shown, FAULTY);
  const file = await checkedShape(document);
  const base = baseOf(file, document);
  const faults = findFaults(file, base);
  if (faults.length > 0) throw faultsError(faults.map((fault) => `${document.where(fault.path)}: ${fault.path.map(String).join(".") || "(the file)"}: ${fault.what}`), FAULTY);
  const places = placesOf(file);
  return {
    pack: extendPack(base, file),
    where: (id) => {
      const place = places.get(id);
      return place === undefined ? null : document.where(place);
    },
  };
}

async function checkedShape(document: Positioned): Promise<TaxonomyFile> {
  const { taxonomyFileSchema } = await import("../taxonomy/file-schema.ts");
  const result = taxonomyFileSchema.safeParse(document.value ?? {});
  if (result.success) return result.data;
  const { taxonomyJsonSchema } = await import("./taxonomy-json-schema.ts");
  const unknownBase = isObject(document.value) ? baseFault(document.value["extends"], document) : [];
  throw faultsError([...unknownBase, ...issueLines(result.error.issues, document, taxonomyJsonSchema())], FAULTY);
}

function baseOf(file: TaxonomyFile, document: Positioned): TaxonomyPack {
  const fault = baseFault(file.extends, document);
  if (fault.length > 0) throw faultsError(fault, FAULTY);
  return builtIn.get(file.extends ?? "") ?? NOTHING;
}

function baseFault(name: unknown, document: Positioned): readonly string[] {
  if (typeof name !== "string" || builtIn.has(name)) return [];
  const [near] = nearest(name, builtIn.keys());
  return [`${document.where(["extends"])}: extends: there is no taxonomy ${name}; ${near === undefined ? `there is ${[...builtIn.keys()].join(", ")}` : `did you mean ${near}?`}`];
}

function placesOf(file: TaxonomyFile): ReadonlyMap<string, readonly PropertyKey[]> {
  const rules = Object.entries(file.clusters).flatMap(([id, cluster]) => cluster.rules.map((rule, index) => [rule.id, ["clusters", id, "rules", index]] as const));
  const lists = (["spotChecks", "reclassifications"] as const).flatMap((key) => file[key].map((entry, index) => [entry.id, [key, index]] as const));
  return new Map<string, readonly PropertyKey[]>([...rules, ...lists]);
}
