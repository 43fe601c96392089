import { readFileSync } from "node:fs";
import type { Categorization } from "../categorization/schema.ts";
import { messageOf, TriageError } from "../errors.ts";

/**
 * Reads a saved `bug_categorization.json`.
 *
 * @throws TriageError CATEGORIZATION_INVALID where it is unreadable, no JSON, or not what this version writes
 */
export async function readCategorization(path: string, shown: string): Promise<Categorization> {
  const { categorizationSchema } = await import("../categorization/schema.ts");
  const { prettifyError } = await import("zod");
  const result = categorizationSchema.safeParse(parse(path, shown));
  if (result.success) return result.data;
  throw new TriageError("CATEGORIZATION_INVALID", `${shown}: is no categorization that this version of triage wrote\n${prettifyError(result.error).split("\n").slice(0, 6).join("\n")}`, { hint: "make it anew with triage classify" });
}

function parse(path: string, shown: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new TriageError("CATEGORIZATION_INVALID", `${shown}: cannot be read (${messageOf(error)})`, { hint: "make it anew with triage classify", cause: error });
  }
}
