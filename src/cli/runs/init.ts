import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { TriageError } from "../../errors.ts";
import { json } from "../../reports/escape.ts";
import { taxonomyJsonSchema } from "../../store/taxonomy-json-schema.ts";
import { probeFolder, writeSet } from "../../store/write-set.ts";
import { type Io, write } from "../io.ts";
import type { Outcome } from "../outcome.ts";
import { STARTER_CONFIG, STARTER_TAXONOMY } from "../starter.ts";

/** What `triage init` does: write three files, or none. */
export async function init(folder: string, io: Io): Promise<Outcome> {
  const files = [
    { name: "triage.config.yaml", content: STARTER_CONFIG, about: "which taxonomy is used, links, field names" },
    { name: "triage.taxonomy.yaml", content: STARTER_TAXONOMY, about: "a cluster, a rule and a bucket of your own, to be changed" },
    { name: "triage.taxonomy.schema.json", content: json(taxonomyJsonSchema()), about: "lets editors complete and check the taxonomy" },
  ];
  const target = resolve(io.cwd, folder);
  const there = files.filter(({ name }) => existsSync(join(target, name)));
  if (there.length > 0) throw new TriageError("OUTPUT_UNWRITABLE", `${there.map(({ name }) => join(folder, name)).join(", ")}: ${there.length === 1 ? "is" : "are"} there already; nothing was written`, { hint: "name another folder, or go on with what is there: triage rules test" });
  await probeFolder(target, files.map(({ name }) => name), folder);
  await writeSet(target, files, folder, io.signal);
  const width = Math.max(...files.map(({ name }) => join(folder, name).length)) + 2;
  const lines = files.map(({ name, about }) => `  ${join(folder, name).padEnd(width)}${about}`);
  await write(io.stderr, `Written\n${lines.join("\n")}\n\nNext: triage rules test, then change the taxonomy and look at triage rules diff --from toolkit-api --corpus LOGS\n`);
  return { kind: "done" };
}
