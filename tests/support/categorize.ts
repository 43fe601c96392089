import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Categorization, categorizationSchema } from "../../src/categorization/schema.ts";
import { runCli, workFolder } from "./run-cli.ts";

let folder: string | null = null;

/** Sorts records that a test made up, through the whole program, and gives the checked document. Not for use side by side. */
export async function categorize(records: readonly unknown[], upstream: readonly unknown[] | null = null, flags: readonly string[] = []): Promise<Categorization> {
  const cwd = (folder ??= workFolder());
  writeFileSync(join(cwd, "logs.json"), JSON.stringify(records));
  if (upstream !== null) writeFileSync(join(cwd, "upstream.json"), JSON.stringify(upstream));
  const run = await runCli(["classify", "logs.json", ...(upstream === null ? [] : ["--upstream", "upstream.json"]), "--out", "-", "--quiet", ...flags], { cwd });
  if (run.stdout === "") throw new Error(`exit ${run.exitCode}: ${run.stderr}`);
  return categorizationSchema.parse(JSON.parse(run.stdout));
}
