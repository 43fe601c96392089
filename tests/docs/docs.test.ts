import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { schemas } from "../../scripts/docs/schemas.ts";
import { pages } from "../../scripts/docs/sections.ts";

describe("the documentation follows the program (npm run docs)", () => {
  test("tables, excerpts and exit codes", async () => {
    for (const [path, text] of Object.entries(await pages())) expect(readFileSync(path, "utf8"), path).toBe(text);
  }, 60_000);

  test.each(Object.entries(schemas()))("%s", (path, text) => {
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("every file and folder that the README names is there", () => {
    const named = [...readFileSync("README.md", "utf8").matchAll(/(?<![\w/.])(?:src|tests|fixtures|scripts|schema|bench|bin|docs)\/[\w./-]*\w/g)].map((match) => match[0]);
    expect(named.length).toBeGreaterThan(10);
    expect([...new Set(named)].filter((path) => !existsSync(path))).toEqual([]);
  });
});
