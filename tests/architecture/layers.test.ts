import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";

/** The way of the data; a file imports from its own room or from one above it. */
const ROOMS = ["errors.ts", "ingest", "failure", "facts", "taxonomy", "classify", "categorization", "rules", "reports", "safety", "store", "engine", "cli"];
/** Rooms that may touch files, the process and the clock. */
const EDGES = new Set(["ingest", "store", "engine", "cli"]);
const EDGE_MODULES = /^node:(?:fs|fs\/promises|process|os|child_process|worker_threads|net|http|https|dns|readline|readline\/promises)$/;
const EDGE_GLOBALS = /\bprocess\.|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bMath\.random\b|\bconsole\./;

interface SourceFile {
  readonly path: string;
  readonly room: string;
  readonly text: string;
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[];
}

const files: readonly SourceFile[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => {
    const path = name.replaceAll("\\", "/");
    const text = readFileSync(join("src", path), "utf8");
    return { path, room: path.split("/")[0] ?? "", text, imports: importsOf(text) };
  });

function importsOf(text: string): SourceFile["imports"] {
  const statements = [...text.matchAll(/^(?:import|export)\s+(type\s)?([^;]*?)\sfrom\s+"([^"]+)"/gms), ...text.matchAll(/(import)\("([^"]+)"\)/g), ...text.matchAll(/^(import)\s+"([^"]+)"/gm)];
  return statements.map((match) => {
    const [, keyword, names = "", from = ""] = match;
    if (keyword === "import") return { from: names, typeOnly: false };
    const named = /^\{(.*)\}$/s.exec(names.trim())?.[1]?.split(",").map((name) => name.trim()).filter(Boolean);
    return { from, typeOnly: keyword !== undefined || (named !== undefined && named.length > 0 && named.every((name) => name.startsWith("type "))) };
  });
}

function roomOf(path: string, from: string): string {
  return relative("src", join("src", path, "..", from)).split("/")[0] ?? "";
}

describe("the rooms", () => {
  test("are the ones that the house plan lists", () => {
    expect(new Set(files.map((file) => file.room))).toEqual(new Set(ROOMS));
  });

  test.each(files.map((file) => [file.path, file] as const))("%s imports only from its own room or one above", (path, file) => {
    const below = file.imports
      .filter(({ from, typeOnly }) => from.startsWith(".") && !typeOnly)
      .map(({ from }) => roomOf(path, from))
      .filter((room) => ROOMS.indexOf(room) > ROOMS.indexOf(file.room));
    expect(below).toEqual([]);
  });

  test.each(files.filter((file) => !EDGES.has(file.room)).map((file) => [file.path, file] as const))("%s touches no file, no process and no clock", (_path, file) => {
    expect(file.imports.map(({ from }) => from).filter((from) => EDGE_MODULES.test(from))).toEqual([]);
    const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|String\.raw`[^`]*`|"(?:[^"\\\n]|\\.)*"/g, "");
    expect(EDGE_GLOBALS.exec(code)?.[0]).toBeUndefined();
  });

  test("zod stands only where something distrusted comes in", () => {
    const withZod = files.filter((file) => file.imports.some(({ from, typeOnly }) => from === "zod" && !typeOnly)).map((file) => file.path);
    expect(withZod.toSorted()).toEqual(["categorization/schema.ts", "store/config-schema.ts", "store/read-categorization.ts", "store/taxonomy-json-schema.ts", "taxonomy/file-schema.ts"]);
  });

  test("there is no barrel and no drawer for odds and ends", () => {
    expect(files.map((file) => file.path).filter((path) => /(?:^|\/)(?:index|utils?|helpers?|common|misc)\.ts$/.test(path))).toEqual([]);
  });
});

// The test must be able to fail: a breach that is written down here is found.
test("the reading of imports sees what it must", () => {
  expect(importsOf('import { a } from "./a.ts";\nimport type { B } from "./b.ts";\nimport { type C } from "./c.ts";\nimport { type D, e } from "./d.ts";\nconst x = await import("./f.ts");\nexport { g } from "./g.ts";\nimport "./h.ts";'))
    .toEqual([
      { from: "./a.ts", typeOnly: false }, { from: "./b.ts", typeOnly: true }, { from: "./c.ts", typeOnly: true },
      { from: "./d.ts", typeOnly: false }, { from: "./g.ts", typeOnly: false }, { from: "./f.ts", typeOnly: false }, { from: "./h.ts", typeOnly: false },
    ]);
});
