import { z } from "zod";

const linkTemplate = z.string().regex(/^https?:\/\/[^\s<>]+$/, "must be an http(s) address; {id}, {row}, {toolkit}, {tool}, {account} are filled in");

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
