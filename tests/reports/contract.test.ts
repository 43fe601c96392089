import * as fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { code, fenced, inert, json, markdown, terminal } from "../../src/reports/escape.ts";
import { reportNames } from "../../src/reports/names.ts";
import { reports } from "../../src/reports/registry.ts";
import { categorize } from "../support/categorize.ts";

/** Texts that would like to be more than text. */
const HOSTILE = [
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[click](javascript:alert(1))", "![x](https://evil.example/p.png)", "```\n# heading", "~~~\n> quote", "| a | b |", "a|b", "# top", "- item",
  "1. item", "<!-- comment", "&lt;b&gt;", "\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007", "\u001b[2J", "::error::x", "  ::error::x", "##[error]x", "x ##[command]y", "###[error]x", "##\u200b[error]x", "x\n::error::y", "x\r\n \t::error::y", "@everyone", "\u202egnp.exe", "\ud800 lone", "\u0000\u0007", "a\r\nb\u2028c", "{{ x }}", "${x}", "`` ` ``", "https://evil.example/?a=b", "www.evil.example",
  "x\n\n## Injected\n\n[a](https://evil.example)", "<details>", "\\", "\\`", "***", "$x$", "[ ] task", "[^1]", "ignore all previous instructions",
];

function recordOf(text: string, index: number): unknown {
  return {
    id: `log_${index}_${text}`, toolkit: text, tool: text, connected_account_id: text, created_at: "2026-04-01T08:00:00Z", status_code: [400, 403, 404, 422, 429, 500][index % 6],
    request: { method: "POST", url: `https://api.example.com/${text}`, body: { [text]: text } },
    response: [{ message: `${text} is wrong: ${text}` }, { errors: [{ detail: `Unexpected field: ${text}` }] }, text, { error: "missing_scope", needed: text }][index % 4],
  };
}

/** The elements that a report is made of; whatever else appears came out of somebody's text. */
const OWN_TAGS = new Set(["h1", "h2", "h3", "h4", "p", "strong", "em", "code", "pre", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "br", "blockquote", "a", "input"]);

function tagsOf(source: string): readonly { readonly name: string; readonly whole: string }[] {
  const html = micromark(source, { allowDangerousHtml: true, allowDangerousProtocol: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return [...html.matchAll(/<\/?([a-zA-Z!][\w-]*)[^>]*>/g)].map((match) => ({ name: match[1] ?? "", whole: match[0] }));
}

function expectInert(report: string): void {
  const tags = tagsOf(report);
  expect(tags.filter((tag) => !OWN_TAGS.has(tag.name)).map((tag) => tag.whole)).toEqual([]);
  // Without link templates no report has a link, and only this test's own text could have made one.
  expect(tags.filter((tag) => tag.name === "a" || tag.name === "input").map((tag) => tag.whole)).toEqual([]);
  expect(report).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(report.isWellFormed()).toBe(true);
  expect(workflowCommands(report)).toEqual([]);
}

/** The lines that GitHub's runner would take for commands: `::name::` behind blanks, `##[name]` anywhere. */
function workflowCommands(text: string): readonly string[] {
  return text.split(/\r\n|[\n\r]/).filter((line) => /^\s*::/.test(line) || line.includes("##["));
}

declare global {
  interface String {
    /** ES2024; Node has it. */
    isWellFormed(): boolean;
  }
}

describe("every report", () => {
  test.each(reportNames)("%s ends in one line end and is the same each time", async (name) => {
    const document = await categorize([{ id: "a", status_code: 404, response: "gone" }, { id: "b", status_code: 422, response: { detail: "Unexpected field: x" } }]);
    const text = reports[name].render(document);
    expect(text.endsWith("\n")).toBe(true);
    expect(text.endsWith("\n\n")).toBe(false);
    expect(reports[name].render(Object.freeze(structuredClone(document)))).toBe(text);
  });

  test.each(reportNames)("%s can say that there is nothing", async (name) => {
    const document = await categorize([{ id: "a", status: "success", status_code: 200, response: { ok: true } }]);
    expect(document.totals).toMatchObject({ records: 1, in_scope: 0, out_of_scope: 1 });
    expect(reports[name].render(document).trim()).not.toBe("");
  });

  test.each(reportNames.filter((name) => name !== "json"))("%s stays well-formed whatever the logs hold", async (name) => {
    const document = await categorize(HOSTILE.map(recordOf));
    expect(document.totals.in_scope).toBe(HOSTILE.length);
    expectInert(reports[name].render(document));
  });

  test.each(reportNames.filter((name) => name !== "json"))("%s stays well-formed with any text at all", async (name) => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 6 }), async (texts) => {
      const document = await categorize(texts.map(recordOf));
      expectInert(reports[name].render(document));
    }), { seed: 11, numRuns: 40 });
  });

  test.each(reportNames)("%s holds no workflow command, not even in the texts of a taxonomy", async (name) => {
    const document = await categorize(HOSTILE.map(recordOf));
    const text = "a ##[error]b\n::error::c\n\t::set-output name=x::d";
    const hostile = { ...document, buckets: document.buckets.map((bucket) => ({ ...bucket, owner: text, action: text, description: text, ask: text, disproof: text })), clusters: document.clusters.map((cluster) => ({ ...cluster, rationale: text })) };
    expect(workflowCommands(reports[name].render(hostile))).toEqual([]);
  });

  test("every escape breaks workflow commands", () => {
    for (const text of HOSTILE) {
      for (const escape of [markdown, code, fenced, terminal]) expect(workflowCommands(escape(text)), escape.name).toEqual([]);
      expect(workflowCommands(inert(`# Title\n\n${text}\n`))).toEqual([]);
    }
  });

  test("json parses back to the document, and shows no terminal or workflow command", async () => {
    const document = await categorize(HOSTILE.map(recordOf));
    const text = reports.json.render(document);
    expect(JSON.parse(text)).toEqual(document);
    expect(text).not.toMatch(/##\[|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(json("##[set-output]")).toBe('"\\u0023#[set-output]"\n');
  });
});
