import { toJSONSchema } from "zod";
import { taxonomyFileSchema } from "../taxonomy/file-schema.ts";

/** The JSON Schema (draft 2020-12) of a taxonomy file, for editors and for other programs. */
export function taxonomyJsonSchema(): object {
  return { ...toJSONSchema(taxonomyFileSchema, { io: "input" }), title: "triage taxonomy" };
}
