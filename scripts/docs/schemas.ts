import { z } from "zod";
import { categorizationSchema, verdictSchema } from "../../src/categorization/schema.ts";
import { stringify } from "yaml";
import { configJsonSchema } from "../../src/store/config-schema.ts";
import { taxonomyJsonSchema } from "../../src/store/taxonomy-json-schema.ts";
import { fileOfPack } from "../../src/taxonomy/extend.ts";
import { builtIn } from "../../src/taxonomy/packs/built-in.ts";

function text(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The published schemas and taxonomies by path, made from what the program itself works with. */
export function schemas(): Readonly<Record<string, string>> {
  return {
    "schema/categorization.schema.json": text({ title: "bug_categorization.json of triage", ...z.toJSONSchema(categorizationSchema) }),
    "schema/verdict.schema.json": text({ title: "a line of triage classify --stream", ...z.toJSONSchema(verdictSchema) }),
    "schema/config.schema.json": text(configJsonSchema()),
    "schema/taxonomy.schema.json": text(taxonomyJsonSchema()),
    // Beside the schema that it follows: what a taxonomy file can say, and what `rules diff` compares between two revisions.
    ...Object.fromEntries([...builtIn].map(([name, pack]) => [`schema/${name}.yaml`, `# Written by npm run docs.\n${stringify(fileOfPack(pack), { lineWidth: 0, aliasDuplicateObjects: false })}`])),
  };
}
