import { z } from "zod";
import { LINK_FIELDS } from "../failure/link-fields.ts";

const FILLED_IN = LINK_FIELDS.map((field) => `{${field}}`).join(", ");

const linkTemplate = z.string().regex(/^https?:\/\/[^\s<>]+$/, `must be an http(s) address; ${FILLED_IN} are filled in`).superRefine((template, context) => {
  for (const [placeholder, field] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (!LINK_FIELDS.some((known) => known === field)) context.addIssue({ code: "custom", message: `has no ${placeholder} to fill in; there are ${FILLED_IN}` });
  }
});

/** `triage.config.yaml` or `triage.config.json`. Data only: nothing in it names a module or a command. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  links: z.strictObject({
    log: linkTemplate.describe("where a log can be opened").optional(),
    spreadsheet: linkTemplate.describe("where its row can be opened").optional(),
  }).optional(),
  taxonomy: z.string().min(1).describe("a taxonomy file of one's own; a path from this file").optional(),
  map: z.partialRecord(z.enum(["id", "toolkit", "tool", "account", "time", "status", "request", "response", "error"]), z.string().min(1)).describe("fields that no alias finds: where they stand, as a path with dots").optional(),
});

/** The JSON Schema (draft 2020-12) of the configuration. */
export function configJsonSchema(): object {
  return { title: "triage.config.yaml", ...z.toJSONSchema(configSchema) };
}

export type ConfigFile = z.infer<typeof configSchema>;
