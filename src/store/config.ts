import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { messageOf, TriageError } from "../errors.ts";
import type { ConfigFile } from "./config-schema.ts";

const NAMES = ["triage.config.yaml", "triage.config.yml", "triage.config.json"] as const;

/** What a configuration says, with everything that it leaves out filled in. */
export interface Config {
  readonly links: Readonly<Record<string, string>>;
  readonly map: Readonly<Record<string, string>>;
}

const NOTHING: Config = { links: {}, map: {} };

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
  return { links: definedOf(file.links ?? {}), map: definedOf(file.map ?? {}) };
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
    throw new TriageError("CONFIG_INVALID", `${shown}: cannot be read (${messageOf(error)})`, { hint: "check the path given with --config", cause: error });
  }
}

/** YAML is a superset of JSON, so one parser reads both, and knows the line of every value. */
async function parseConfig(text: string, shown: string): Promise<ConfigFile> {
  const { LineCounter, parseDocument } = await import("yaml");
  const { configSchema } = await import("./config-schema.ts");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const where = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${shown}:${line}:${col}`;
  };
  if (document.errors.length > 0) throw invalid(document.errors.map((error) => `${where(error.pos[0])}: ${error.message}`));
  const result = configSchema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;
  throw invalid(result.error.issues.map((issue) => {
    const unknown = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    const range = nodeRange(document, [...issue.path, ...unknown]);
    return `${range === null ? shown : where(range)}: ${issue.path.join(".") || "(the file)"}: ${issue.message}`;
  }));
}

interface HasNodes {
  getIn(path: readonly unknown[], keepScalar: boolean): unknown;
}

/** The offset of the value at a path, or of the nearest value around it. */
function nodeRange(document: HasNodes, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) return Number(node.range[0]);
  }
  return null;
}

function invalid(faults: readonly string[]): TriageError {
  return new TriageError("CONFIG_INVALID", `the configuration has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join("\n")}`, {
    hint: "allowed are links.log, links.spreadsheet and map.<field>; see “Configuration” in the README",
  });
}
