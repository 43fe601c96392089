import { z } from "zod";
import { categorizationSchema, verdictSchema } from "../../src/categorization/schema.ts";
import { configSchema } from "../../src/store/config-schema.ts";

function text(schema: z.ZodType, title: string): string {
  return `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`;
}

/** The published JSON Schemas by path, made from the very schemas that the program checks with. */
export function schemas(): Readonly<Record<string, string>> {
  return {
    "schema/categorization.schema.json": text(categorizationSchema, "bug_categorization.json of triage"),
    "schema/verdict.schema.json": text(verdictSchema, "a line of triage classify --stream"),
    "schema/config.schema.json": text(configSchema, "triage.config.yaml"),
  };
}
