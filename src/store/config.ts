import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { openFailure, TriageError } from "../errors.ts";
import type { ConfigFile } from "./config-schema.ts";
import { issueLines } from "./issues.ts";
import { type Faulty, faultsError } from "./faults.ts";

const NAMES = ["triage.config.yaml", "triage.config.yml", "triage.config.json"] as const;

/** What a configuration says, with everything that it leaves out filled in. */
export interface Config {
  readonly links: Readonly<Record<string, string>>;
  readonly map: Readonly<Record<string, string>>;
  /** The taxonomy file to use; a path from the working directory. Null: the built-in taxonomy. */
  readonly taxonomy: string | null;
}

const NOTHING: Config = { links: {}, map: {}, taxonomy: null };

const FAULTY: Faulty = { code: "CONFIG_INVALID", what: "the configuration", hint: "see “Configuration” in the README" };

/**
 * The configuration: the file named, or the first found from the working directory upwards, up to the folder that holds
 * `.git`. Without one, nothing is configured.
 *
 * @throws TriageError CONFIG_INVALID with every fault of the file, each with its line and column
 */
export async function loadConfig(named: string | null, cwd: string): Promise<Config> {
  const path = named === null ? findConfig(cwd) : resolve(cwd, named);
  if (path === null) return NOTHING;
  const shown = relative(cwd, path) || path;
  const file = await parseConfig(readConfig(path, shown), shown);
  // A path in a file is meant from where the file stands.
  const taxonomy = file.taxonomy === undefined ? null : relative(cwd, resolve(dirname(path), file.taxonomy));
  return { links: definedOf(file.links ?? {}), map: definedOf(file.map ?? {}), taxonomy };
}

function definedOf(record: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

function findConfig(cwd: string): string | null {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const name = NAMES.find((candidate) => existsSync(join(folder, candidate)));
    if (name !== undefined) return join(folder, name);
    if (existsSync(join(folder, ".git")) || dirname(folder) === folder) return null;
  }
}

function readConfig(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new TriageError("CONFIG_INVALID", `${shown}: cannot be read (${openFailure(error)})`, { hint: "check the path given with --config", cause: error });
  }
}

async function parseConfig(text: string, shown: string): Promise<ConfigFile> {
  const { parsePositioned } = await import("./positioned.ts");
  const document = parsePositioned(text, shown, FAULTY);
  const { configJsonSchema, configSchema } = await import("./config-schema.ts");
  const result = configSchema.safeParse(document.value ?? {});
  if (result.success) return result.data;
  throw faultsError(issueLines(result.error.issues, document, configJsonSchema()), FAULTY);
}
