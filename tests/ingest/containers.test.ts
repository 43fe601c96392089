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
    ["null", "null", /a single value/],
    ["a number", "123\n", /a single value/],
    ["a packed file with nothing readable in it", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]), /cannot be unpacked/],
  ])("%s is refused, by name", async (_name, text, message) => {
    await expect(readInput(text)).rejects.toThrow(message);
  });
});

describe("an envelope is recognised by what stands in it, whatever its keys", () => {
  const list = [{ id: "a", tool: "T", status: 404 }, { id: "b", tool: "T", status: 500 }];
  const long = "m".repeat(300 * 1024);
  const pages = [{ page: 1, logs: list.slice(0, 1) }, { page: 2, logs: list.slice(1) }];
  const cases: readonly (readonly [string, string])[] = [
    ["three levels down", JSON.stringify({ response: { data: { items: list } } })],
    ["under names of records' own fields", JSON.stringify({ data: { result: { logs: list } } })],
    ["beside status and message", JSON.stringify({ status: "ok", message: "", error: null, data: list })],
    ["result", JSON.stringify({ result: list })],
    ["value", JSON.stringify({ "@odata.context": "x", value: list })],
    ["executionLogs", JSON.stringify({ executionLogs: list }, null, 1)],
    ["behind a long head", JSON.stringify({ meta: { note: long }, logs: list })],
    ["behind a longer one", JSON.stringify({ meta: [long, long, long, long, long], result: { page: 1, found: list } })],
    ["pages in an array", JSON.stringify(pages)],
    ["pages one a line", pages.map((page) => JSON.stringify(page)).join("\n")],
    ["pages one after the other, indented", pages.map((page) => JSON.stringify(page, null, 2)).join("\n")],
    ["pages within pages", JSON.stringify([{ response: { data: { next: "x", found: list.slice(0, 1) } } }, { response: { data: { found: list.slice(1) } } }])],
    ["bare lists in a list", JSON.stringify([list.slice(0, 1), list.slice(1)])],
    ["batches with lists of batches", JSON.stringify({ batches: [{ of: {}, scopes: [{ of: {}, found: list.slice(0, 1) }] }, { of: {}, scopes: [{ of: {}, found: list.slice(1) }] }] })],
    ["batches one a line", [list.slice(0, 1), list.slice(1)].map((found) => JSON.stringify({ batches: [{ of: {}, scopes: [{ found }] }] })).join("\n")],
    ["pages with an empty one", JSON.stringify([pages[0], { logs: [] }, pages[1]])],
  ];

  test.each(cases)("%s", async (_name, text) => {
    for (const sizes of [[1 << 20], [1000], text.length > 10_000 ? [7919] : [1]]) {
      const { values, damages } = await readInput(text, sizes);
      expect(values).toEqual(list);
      expect(damages).toEqual([]);
    }
  });

  test("a page without the list is damage, and the others are read", async () => {
    for (const odd of ['{"page":2}', "null", '{"logs":{"a":1}}', "[]", "7"]) {
      const text = `[${JSON.stringify(pages[0])}, ${odd}, ${JSON.stringify(pages[1])}]`;
      for (const sizes of [[1 << 20], [1]]) {
        const { values, damages } = await readInput(text, sizes);
        expect(values).toEqual(list);
        expect(damages).toEqual(["holds no list of records where the first page has one"]);
      }
    }
  });

  test("pages that break off say so once", async () => {
    const text = JSON.stringify(pages);
    for (let end = JSON.stringify(pages[0]).length + 2; end < text.length; end++) expect((await readInput(text.slice(0, end), [5])).damages, text.slice(0, end)).toHaveLength(1);
  });
});

describe("what looks like an envelope and is a record", () => {
  const own = [{ id: 1, status: "open", error: null }];
  test.each([
    ["a record with a list in its answer", { id: "log_1", tool: "T", status: 404, response: { items: own } }],
    ["a record without an id with a list in its answer", { toolkit: "x", tool: "T", status: 404, response: { items: own } }],
  ])("%s", async (_name, record) => {
    for (const space of [0, 1]) {
      expect((await readInput(JSON.stringify(record, null, space))).values).toEqual([record]);
      expect((await readInput(JSON.stringify([record], null, space))).values).toEqual([record]);
      expect((await readInput(`${JSON.stringify(record)}\n${JSON.stringify(record)}`)).values).toEqual([record, record]);
    }
  });

  test("records keyed by id may hold lists as well", async () => {
    const record = { tool: "T", status: 404, response: { items: own } };
    const { entries } = await readInput(JSON.stringify({ log_1: record, log_2: record }));
    expect(entries.map((entry) => (entry.kind === "record" ? [entry.key, entry.value] : []))).toEqual([["log_1", record], ["log_2", record]]);
  });

  test("records keyed by id may say little", async () => {
    const { entries } = await readInput('{"log_1":{"status_code":404,"response":"not found"},"log_2":{"error":"boom"}}');
    expect(entries.map((entry) => (entry.kind === "record" ? entry.key : null))).toEqual(["log_1", "log_2"]);
  });

  test("an object whose values are no records is not keyed by id", async () => {
    const value = { response: { data: { items: [] } } };
    expect((await readInput(JSON.stringify({ settings: { a: 1 }, other: { b: 2 } }))).values).toHaveLength(1);
    expect((await readInput(JSON.stringify(value))).entries).toEqual([]);
  });
});

test("NaN is told for what it is", async () => {
  expect((await readInput('[{"id":"a","n":NaN}]')).damages[0]).toContain("JSON5");
});

describe("noise", () => {
  test("many blank lines behind a word are refused at once", async () => {
    const began = performance.now();
    await expect(readInput(`x${"\n".repeat(200_000)}`)).rejects.toThrow(/is no JSON/);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

test("a second list of records is not passed over in silence", async () => {
  const record = { tool: "X_GET", status_code: 404, response: "gone" };
  const { values, notices } = await readInput(JSON.stringify({ logs: [{ id: "a", ...record }], archived: [{ id: "b", ...record }], columns: [{ name: "id", type: "text" }] }));
  expect(values).toHaveLength(1);
  expect(notices).toEqual(["holds other lists that look like records (archived), which were not read; give them as files of their own"]);
});
