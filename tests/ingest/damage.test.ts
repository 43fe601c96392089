import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readInput } from "../support/read-input.ts";

const read = (name: string) => readInput(readFileSync(join("fixtures/damaged", name)));
const ids = (values: readonly unknown[]) => values.map((value) => (value as { readonly id?: unknown }).id);

describe("what comes before and behind a damage is kept, and the damage is located", () => {
  test("a JSON array that breaks off", async () => {
    const { values, entries } = await read("truncated.json");
    expect(ids(values)).toEqual(["log_a1", "log_a2", "log_a3"]);
    expect(entries.at(-1)).toMatchObject({ kind: "damaged", what: "no valid JSON: it breaks off in the middle", position: { index: 3 } });
  });

  test("NDJSON that breaks off", async () => {
    const { values, entries } = await read("truncated.ndjson");
    expect(ids(values)).toEqual(["log_a1", "log_a2", "log_a3", "log_a4"]);
    expect(entries.at(-1)).toMatchObject({ kind: "damaged", position: { line: 5 } });
  });

  test("a bad line", async () => {
    const { values, entries } = await read("bad-line.ndjson");
    expect(ids(values)).toEqual(["log_a1", "log_a2", "log_a4", "log_a5", "log_a6"]);
    expect(entries[2]).toMatchObject({ kind: "damaged", position: { line: 3 } });
  });

  test("a bad element of an array", async () => {
    const { values, damages } = await read("bad-element.json");
    expect(ids(values)).toEqual(["log_a1", "log_a2", "log_a4", "log_a5", "log_a6"]);
    expect(damages).toHaveLength(1);
  });

  test("a string that is not closed takes its own record and no other", async () => {
    const { values, damages } = await read("unclosed-string.json");
    expect(ids(values)).toEqual(["log_a1", "log_a3", "log_a4", "log_a5", "log_a6"]);
    expect(damages.length).toBeGreaterThanOrEqual(1);
  });

  test("text behind the end of the list", async () => {
    const { values, damages } = await read("trailing-text.json");
    expect(values).toHaveLength(6);
    expect(damages).toEqual(["there is more text behind the end of the JSON value"]);
  });

  test("a gzip file that breaks off", async () => {
    const { values, damages } = await read("truncated.ndjson.gz");
    expect(values.length).toBeGreaterThan(100);
    expect(damages.at(-1)).toMatch(/the input breaks off/);
  });

  test("a record longer than the limit passes by, and its neighbours stay", async () => {
    const long = JSON.stringify({ id: "long", text: "x".repeat(5000) });
    for (const text of [`[{"id":"a"},${long},{"id":"b"}]`, `{"id":"a"}\n${long}\n{"id":"b"}\n`]) {
      const { values, damages } = await readInput(text, [64], 1000);
      expect(ids(values)).toEqual(["a", "b"]);
      expect(damages).toEqual([expect.stringMatching(/longer than 1000 bytes/)]);
    }
  });
});

describe("encodings", () => {
  test.each([["bom-utf8.json", []], ["bom-utf16le.json", ["is UTF-16LE, read as such"]], ["utf16be.ndjson", ["is UTF-16BE, read as such"]]])("%s", async (name, notices) => {
    const result = await read(name);
    expect(result.values).toHaveLength(6);
    expect(result.notices).toEqual(notices);
    expect(result.damages).toEqual([]);
  });

  test("bytes that are no UTF-8 are replaced and counted", async () => {
    const { values, notices } = await read("invalid-utf8.ndjson");
    expect(values).toHaveLength(6);
    expect(notices).toEqual(["1 record holds bytes that are no UTF-8; they read as \uFFFD"]);
  });

  test("a character cut by a chunk is whole again", async () => {
    const text = JSON.stringify([{ id: "a", name: "Grüße 🌍" }]);
    for (const size of [1, 2, 3]) {
      expect((await readInput(text, [size])).values).toEqual([{ id: "a", name: "Grüße 🌍" }]);
      expect((await readInput(Buffer.from(`\uFEFF${text}`, "utf16le"), [size])).values).toEqual([{ id: "a", name: "Grüße 🌍" }]);
    }
  });

  test("gzip of several members, in small chunks", async () => {
    const bytes = Buffer.concat([gzipSync('{"id":"a"}\n'), gzipSync('{"id":"b"}\n')]);
    expect(ids((await readInput(bytes, [3])).values)).toEqual(["a", "b"]);
  });
});

describe("hostile JSON", () => {
  test("nesting thousands deep is read", async () => {
    const { values, damages } = await read("nested-deep.ndjson");
    expect(ids(values)).toEqual(["log_n1", "log_n2", "log_a1"]);
    expect(damages).toEqual([]);
  });

  test("a __proto__ key changes no prototype", async () => {
    const { values } = await read("proto-keys.ndjson");
    expect(values).toHaveLength(2);
    expect(({} as { readonly isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
