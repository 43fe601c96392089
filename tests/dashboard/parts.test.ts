import * as fc from "fast-check";
import { mkdirSync, writeFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Bug, Categorization } from "../../src/categorization/schema.ts";
import { fairShare } from "../../src/reports/dashboard/budget.ts";
import { EMPTY_VIEW, fromHash, toHash, type View } from "../../src/reports/dashboard/client/address.ts";
import { selectionOf } from "../../src/reports/dashboard/client/filter.ts";
import { inflateRaw } from "../../src/reports/dashboard/client/inflate.ts";
import { modelOf } from "../../src/reports/dashboard/client/model.ts";
import { highlighted, wordsOf } from "../../src/reports/dashboard/client/search.ts";
import { toCsv, toMarkdown } from "../../src/reports/dashboard/client/table-text.ts";
import { Blocks, unpack } from "../../src/reports/dashboard/client/unpack.ts";
import { pageNames } from "../../src/reports/dashboard/evidence-names.ts";
import { FACETS, type Head, type Index, perFacet } from "../../src/reports/dashboard/format.ts";
import { pack, packBlocks } from "../../src/reports/dashboard/pack.ts";
import { payloadOf } from "../../src/reports/dashboard/payload.ts";
import { maskedIn, piecesOf } from "../../src/reports/dashboard/quote-pieces.ts";
import { runCli } from "../support/run-cli.ts";

const anyText = fc.string({ unit: "binary", maxLength: 30 });

describe("packed data", () => {
  test("is letters that mean nothing in HTML, and comes back whole", async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => {
      const text = pack(value);
      expect(text).toMatch(/^[jz][A-Za-z0-9+/=]*$/);
      expect(JSON.stringify(await unpack(text))).toBe(JSON.stringify(value));
    }), { seed: 3, numRuns: 200 });
  });

  test("is inflated in the same way without the browser's help", () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: "binary", maxLength: 40 }), { maxLength: 60 }), fc.integer({ min: 0, max: 9 }), (texts, level) => {
      const bytes = Buffer.from(texts.join(texts[0] ?? "").repeat(3));
      expect(Buffer.from(inflateRaw(deflateRawSync(bytes, { level }))).equals(bytes)).toBe(true);
    }), { seed: 4, numRuns: 150 });
    const large = Buffer.from(Array.from({ length: 40_000 }, (_none, index) => `${index * 7919} `).join(""));
    expect(Buffer.from(inflateRaw(deflateRawSync(large))).equals(large)).toBe(true);
    expect(() => inflateRaw(deflateRawSync(large).subarray(0, 900))).toThrow("ends too early");
  });

  test("is unpacked block by block", async () => {
    const blocks = new Blocks<number>(packBlocks([...Array(25).keys()], 10), 10);
    expect(await Promise.all([0, 9, 10, 24, 25, 99].map((index) => blocks.at(index)))).toEqual([0, 9, 10, 24, null, null]);
  });
});

describe("the address of a view", () => {
  const view: fc.Arbitrary<View> = fc.record({
    filters: fc.array(fc.uniqueArray(fc.option(anyText, { nil: null }), { maxLength: 3 }), { minLength: FACETS.length, maxLength: FACETS.length }).map((values) => perFacet((facet) => new Set(values[FACETS.indexOf(facet)]))),
    search: anyText, sort: fc.option(fc.record({ column: fc.constantFrom("id", "tool"), down: fc.boolean() }), { nil: null }),
    columns: fc.option(fc.uniqueArray(fc.constantFrom("id", "tool", "status"), { minLength: 1 }), { nil: null }), open: fc.option(anyText, { nil: null }),
  });

  test("gives the view back, and is a name that any page can take for an id", () => {
    fc.assert(fc.property(view, (given) => {
      const hash = toHash(given);
      expect(hash).toMatch(/^[\w-]*$/);
      // A lone surrogate and a NUL are in no text that was masked and written as JSON and read again; nobody filters by them.
      fc.pre(!JSON.stringify([given.search, given.open, FACETS.map((facet) => [...given.filters[facet]])]).match(/\\ud[89a-f]|\\u0000/));
      expect(hash === "" ? EMPTY_VIEW : fromHash(`#${hash}`)).toEqual(given);
    }), { seed: 5, numRuns: 300 });
  });

  test("that is somebody else's is none, and nonsense is a view", () => {
    expect(fromHash("#overview")).toBeNull();
    expect(fromHash("")).toBeNull();
    fc.assert(fc.property(anyText, (text) => { expect(fromHash(`#categorization--${text}`)).not.toBeNull(); }), { seed: 6, numRuns: 300 });
  });
});

function bug(id: string, signature: string, rest: Partial<Bug> = {}): Bug {
  return {
    id, signature, toolkit: "kit", tool: "TOOL", account: null, time: null, status: 404, call: null, cluster: "C", bucket: "B", owner: "o", action: "a", rule: "r", rationale: "why", demoted_from: null, fault: null,
    reclassified_from: null, reclassified_by: null, upstream: null, evidence: [{ pointer: "/a", text: `text of ${id}`, span: [0, 4] }], rivals: [], links: {}, ...rest,
  };
}

describe("the budget", () => {
  const bugs = Array.from({ length: 900 }, (_none, index) => bug(`log_${index}`, index % 10 === 0 ? `rare ${index}` : "often", { status: index % 2 === 0 ? 404 : null, toolkit: `kit ${index % 3}` }));
  const categorization: Categorization = {
    schema: "triage.categorization/1",
    run: { version: "1", taxonomy: { name: "t", version: "1", sha256: "0", fallback_bucket: "B", demotion_bucket: "D" }, inputs: [], upstream: [], redacted: true, complete: true },
    totals: { records: 900, in_scope: 900, canonical: 900, reclassified: 0, demoted: 0, out_of_scope: 0, needs_review: 0 },
    buckets: [{ id: "B", owner: "o", action: "a", description: "d", ask: "", disproof: "", cause: ["cluster"], count: 900 }], clusters: [{ id: "C", bucket: "B", count: 900, reclassified: 0, rationale: "" }],
    out_of_scope: [], bugs, needs_review: [],
  };

  test("keeps the first of every cause before the second of any", () => {
    const kept = fairShare(bugs, 100);
    expect(kept.size).toBe(100);
    expect(new Set([...kept].map(({ signature }) => signature)).size).toBe(91);
  });

  test.each([[{ rows: 100, bytes: 1e9 }, 100, 100], [{ rows: 1e6, bytes: 9_000 }, 1, 800]])("%j leaves rows out and every count right", async (budget, least, most) => {
    const { head, islands } = payloadOf(categorization, null, budget);
    expect(head.rows).toBeGreaterThanOrEqual(least);
    expect(head.rows).toBeLessThanOrEqual(most);
    expect(head.rows + head.left_out).toBe(900);
    const model = modelOf(await unpack<Head>(islands.head), await unpack<Index>(islands.index));
    const all = selectionOf(model, EMPTY_VIEW);
    expect([all.bugs, all.rowCount]).toEqual([900, head.rows]);
    const filters = { ...EMPTY_VIEW.filters, status: new Set(["404"]), toolkit: new Set(["kit 1", "kit 2"]) };
    const some = selectionOf(model, { filters, search: "" });
    expect(some.bugs).toBe(bugs.filter(({ status, toolkit }) => status === 404 && toolkit !== "kit 0").length);
    expect(some.counts.toolkit[model.facets.toolkit.values.indexOf("kit 0")]).toBe(bugs.filter(({ status, toolkit }) => status === 404 && toolkit === "kit 0").length);
    expect(selectionOf(model, { filters, search: "text" }).bugs).toBe(some.rowCount);
  });
});

describe("text for the clipboard", () => {
  test("gives a spreadsheet no formula, and every cell back", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom("=", "+", "-", "@", "|", "%", "\t=", "\r=", " =", "\uff1d", "a", ""), anyText).map(([first, rest]) => first + rest), { minLength: 1, maxLength: 4 }), (cells) => {
      const line = toCsv({ heads: ["x"], rows: [cells] }).split("\r\n").slice(1).join("\r\n");
      const read = [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map((match) => (match[1] ?? "").replaceAll('""', '"'));
      expect(read).toHaveLength(cells.length);
      for (const cell of read) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
    }), { seed: 7, numRuns: 300 });
  });

  test("is one Markdown row for each bug", () => {
    expect(toMarkdown({ heads: ["a", "b"], rows: [["x|y", "<b>\n[z](javascript:1)"]] })).toBe("| a | b |\n| --- | --- |\n| x\\|y | &lt;b&gt; \\[z\\]\\(javascript\\:1\\) |");
  });
});

test("words of a search are marked where they stand", () => {
  expect(wordsOf('Not "room 12" FOUND')).toEqual(["not", "room 12", "found"]);
  expect(highlighted("Room 12 not found", ["room 12", "not"])).toEqual([{ text: "Room 12", hit: true }, { text: " ", hit: false }, { text: "not", hit: true }, { text: " found", hit: false }]);
  fc.assert(fc.property(anyText, fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 3 }), (text, words) => {
    expect(highlighted(text, words).map((part) => part.text).join("")).toBe(text);
  }), { seed: 8 });
});

test("a quote is cut at its telling part and its masked values", () => {
  const text = "token [secret:0123abcd] of [email:deadbeef] expired";
  expect(piecesOf({ pointer: "", text, span: [6, 31] }).map((piece) => [piece.text, piece.telling, piece.masked])).toEqual([
    ["token ", false, false], ["[secret:0123abcd]", true, true], [" of ", true, false], ["[ema", true, true], ["il:deadbeef]", false, true], [" expired", false, false],
  ]);
  expect(maskedIn([text, text, "[secret:11111111]"])).toEqual(["1 e-mail address", "2 secrets"]);
});

function namesOf(ids: readonly string[]): readonly string[] {
  return [...pageNames(ids.map((id) => bug(id, ""))).values()];
}

describe("names of evidence pages", () => {
  test("are the id where that is safe", () => {
    expect(namesOf(["log_aB-1", "7"])).toEqual(["log_aB-1.html", "log_7.html"]);
  });

  test("never leave the folder and never meet, whatever the ids are and however names are compared", () => {
    fc.assert(fc.property(fc.array(fc.oneof(anyText, fc.constantFrom("../../x", "/etc/passwd", "a", "A", "log_a", "LOG_a", "", ".", "con", "x".repeat(400), "a\u0000b")), { maxLength: 40 }), (ids) => {
      const names = namesOf(ids);
      for (const name of names) expect(name).toMatch(/^log_[\w-]{1,120}\.html$/);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(ids.length);
    }), { seed: 9, numRuns: 200 });
  });

  test("and a folder that holds something else is not replaced", async () => {
    const first = await runCli(["classify", "fixtures/shapes/array.json", "--evidence-pages", "--quiet"]);
    const again = await runCli(["classify", "fixtures/shapes/array.json", "--evidence-pages", "--quiet"], { cwd: first.cwd });
    expect([first.exitCode, again.exitCode]).toEqual([0, 0]);
    expect(again.list("triage-out/evidence").length).toBe((JSON.parse(again.read("triage-out/bug_categorization.json")) as Categorization).bugs.length);
    mkdirSync(`${first.cwd}/other/evidence`, { recursive: true });
    writeFileSync(`${first.cwd}/other/evidence/mine.txt`, "");
    const refused = await runCli(["classify", "fixtures/shapes/array.json", "--evidence-pages", "--out", "other", "--quiet"], { cwd: first.cwd });
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining("mine.txt, which is no evidence page")]);
    expect(refused.list("other/evidence")).toEqual(["mine.txt"]);
  });
});
