import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readInput } from "../support/read-input.ts";

const SHAPES = "fixtures/shapes";
const rows = JSON.parse(readFileSync(join(SHAPES, "array.json"), "utf8")) as readonly { readonly id: string }[];
/** Files that hold the very rows of array.json, each in another container. */
const containers = readdirSync(SHAPES).filter((name) => !name.startsWith("upstream-") && !name.startsWith("shape-") && name !== "keyed-by-id.json");

describe("every container holds the same records", () => {
  test.each(containers)("%s", async (name) => {
    const { values, damages, notices } = await readInput(readFileSync(join(SHAPES, name)));
    expect(values).toEqual(rows);
    expect([...damages, ...notices]).toEqual([]);
  });

  test("an object keyed by id gives its keys along", async () => {
    const { entries } = await readInput(readFileSync(join(SHAPES, "keyed-by-id.json")));
    expect(entries.map((entry) => (entry.kind === "record" ? entry.key : null))).toEqual(rows.map((row) => row.id));
  });

  test.each(containers)("%s, however it is cut into chunks", async (name) => {
    const bytes = readFileSync(join(SHAPES, name));
    for (const size of [1, 2, 3, 7, 61]) expect((await readInput(bytes, [size])).values).toEqual(rows);
  });
});

describe("positions", () => {
  test("a line is counted from 1, blank lines too", async () => {
    const { entries } = await readInput('\n{"id":"a"}\n\n{"id":"b"}\n');
    expect(entries.map((entry) => entry.position.line)).toEqual([2, 4]);
  });

  test("a byte offset leads to the record", async () => {
    const text = '[ {"id":"a"},\n  {"id":"b", "ö": 1}, {"id":"c"} ]';
    const { entries } = await readInput(text);
    const bytes = Buffer.from(text);
    for (const entry of entries) if (entry.kind === "record") expect(bytes.subarray(entry.position.byte, entry.position.byte + entry.bytes.length)).toEqual(entry.bytes);
  });
});

describe("what is no container", () => {
  test.each([
    ["a web page", "<!doctype html><title>Sign in</title>", /looks like HTML/],
    ["a table", "id,toolkit\nlog_1,github\n", /looks like CSV/],
    ["a sentence", "nothing here", /is no JSON/],
    ["JSON with comments", "// export\n[]", /JSON with comments/],
    ["nothing", "", /is empty \(0 bytes\)/],
    ["blanks", " \n\t", /only blanks/],
  ])("%s is refused, by name", async (_name, text, message) => {
    await expect(readInput(text)).rejects.toThrow(message);
  });
});
