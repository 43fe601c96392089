import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readInput } from "../support/read-input.ts";

const record = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 }).map((rest) => ({ ...rest, id: "x", tool: "T" }));
const records = fc.array(record, { minLength: 1, maxLength: 8 });
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
const indent = fc.constantFrom(0, 1, 4);

// JSON.parse is the judge: what it reads in one go, the splitter must find piece by piece, wherever the chunks end.
const seeded = { seed: 20_260_420, numRuns: 150 };

describe("the splitter finds what JSON.parse finds", () => {
  test("in an array", async () => {
    await fc.assert(fc.asyncProperty(records, indent, sizes, async (list, space, cuts) => {
      const text = JSON.stringify(list, null, space);
      expect((await readInput(text, cuts)).values).toEqual(JSON.parse(text));
    }), seeded);
  });

  test("in lines", async () => {
    await fc.assert(fc.asyncProperty(records, sizes, fc.constantFrom("\n", "\r\n"), async (list, cuts, end) => {
      const lines = list.map((value) => JSON.stringify(value));
      expect((await readInput(lines.join(end), cuts)).values).toEqual(lines.map((line) => JSON.parse(line) as unknown));
    }), seeded);
  });

  test("in an envelope, with anything beside the list", async () => {
    await fc.assert(fc.asyncProperty(records, fc.jsonValue(), indent, sizes, async (list, beside, space, cuts) => {
      const text = JSON.stringify({ meta: beside, logs: list, after: beside }, null, space);
      expect((await readInput(text, cuts)).values).toEqual((JSON.parse(text) as { readonly logs: unknown }).logs);
    }), seeded);
  });

  test("in pages, framed by an array or one after the other", async () => {
    const sure = records.map((list) => list.map((value) => ({ ...value, status: 404 })));
    await fc.assert(fc.asyncProperty(fc.array(sure, { minLength: 2, maxLength: 4 }), fc.string(), indent, sizes, fc.boolean(), async (lists, beside, space, cuts, framed) => {
      const pages = lists.map((list) => ({ next: beside, response: { found: list, after: [beside] } }));
      const text = framed ? JSON.stringify(pages, null, space) : pages.map((page) => JSON.stringify(page, null, space)).join("\n");
      const { values, damages } = await readInput(text, cuts);
      expect(values).toEqual(lists.flat());
      expect(damages).toEqual([]);
    }), seeded);
  });

  test("and of a text that was cut anywhere, no more than there is, and it says so", async () => {
    await fc.assert(fc.asyncProperty(records, fc.double({ min: 0.05, max: 0.98, noNaN: true }), async (list, share) => {
      const text = JSON.stringify(list);
      const cut = text.slice(0, Math.max(2, Math.floor(text.length * share)));
      const { values, damages } = await readInput(cut);
      expect(values).toEqual((JSON.parse(text) as readonly unknown[]).slice(0, values.length));
      expect(damages).toHaveLength(1);
    }), seeded);
  });

  test("and of any bytes at all, it makes entries or an error that says what it is, and never a crash", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), sizes, async (bytes, cuts) => {
      const result = await readInput(Buffer.from(bytes), cuts).catch((error: unknown) => error);
      if (result instanceof Error) expect(result.name).toBe("TriageError");
    }), seeded);
  });
});
