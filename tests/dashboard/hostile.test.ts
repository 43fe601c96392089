import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Categorization } from "../../src/categorization/schema.ts";
import { dashboardClient } from "../../src/cli/client.ts";
import { pageNames } from "../../src/reports/dashboard/evidence-names.ts";
import { evidencePages } from "../../src/reports/dashboard/evidence-page.ts";
import { dashboardPage } from "../../src/reports/dashboard/page.ts";
import { readBase } from "../../src/reports/dashboard/splice/splice.ts";
import { splicedPage } from "../../src/reports/dashboard/spliced.ts";
import { categorize } from "../support/categorize.ts";
import { workFolder } from "../support/run-cli.ts";
import { describeInBrowser, openPage, useBrowser } from "./open-page.ts";

const RUN = "globalThis.pwned=1";
/** Texts that would like to be more than text, each ready to leave one context. */
const POLYGLOTS = [
  `<script>${RUN}</script>`, `</script><script>${RUN}</script>`, `<!--<script>${RUN}</script>-->`, `--><img src=x onerror=${RUN}>`, `"><img src=x onerror="${RUN}">`, `'><svg onload=${RUN}>`,
  `</style><script>${RUN}</script>`, `</title><script>${RUN}</script>`, `</textarea><script>${RUN}</script>`, `</template><script>${RUN}</script>`, `</triage-categorization><script>${RUN}</script>`,
  `javascript:${RUN}`, `data:text/html,<script>${RUN}</script>`, `" onfocus="${RUN}" autofocus="`, `' onmouseover='${RUN}`, "`${" + RUN + "}`", `\${${RUN}}`, `{{constructor.constructor('${RUN}')()}}`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`, `&#60;img src=x onerror=${RUN}&#62;`, `\\u003cscript\\u003e${RUN}`, `<iframe srcdoc="<script>parent.${RUN}</script>">`, `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `<a href="javascript:${RUN}">x</a>`, `<form><button formaction="javascript:${RUN}">`, `<object data="data:text/html,${RUN}">`, `<base href="https://evil.example/">`, `<meta http-equiv=refresh content="0;url=https://evil.example/">`, `<link rel=stylesheet href=https://evil.example/x.css>`,
  `<img src=https://evil.example/x.png>`, `@import url(https://evil.example/x.css);`, `}*{background:url(https://evil.example/x)}`, `<!-- /triage:panel --><script>${RUN}</script>`, `<!-- triage:tab -->`, `]]><script>${RUN}</script>`,
  `<plaintext>`, `<xmp>`, `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`, `\u2028${RUN}\u2029`, `\u0000<script>${RUN}</script>`, `\u202egnp.exe`, `\ud800`, `__proto__`, `constructor`, `=HYPERLINK("https://evil.example")`, "line\nline\r\nline", `[email:0123abcd]<b>`,
];

const hostileAt = new Map<string, string>();
/** Every text becomes a hostile one, equal texts equal ones, so that what belongs together stays together. */
function hostile(text: string): string {
  const known = hostileAt.get(text) ?? `${POLYGLOTS[hostileAt.size % POLYGLOTS.length] ?? ""} ${text}`;
  hostileAt.set(text, known);
  return known;
}

const KEPT = new Set(["schema", "kind", "cause", "time"]);

function everyText(value: unknown, key = ""): unknown {
  if (KEPT.has(key)) return value;
  if (typeof value === "string") return hostile(value);
  if (Array.isArray(value)) return value.map((item) => everyText(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, everyText(inner, name)]));
}

let categorization: Categorization;
let folder: string;

beforeAll(async () => {
  const records = POLYGLOTS.map((text, index) => ({ id: `log_${index}`, toolkit: `kit ${index}`, tool: `TOOL ${index}`, connected_account_id: `ca ${index}`, status_code: [400, 403, 404, 422, 500][index % 5], request: { method: "GET", url: `https://api.example.com/${index}` }, response: index % 4 === 3 ? { message: `Unexpected field: x${index}` } : { message: `Room ${index} not found: ${text.slice(0, 9)}` } }));
  const sample = await categorize([...records, { note: "no id at all" }]);
  categorization = everyText(sample) as Categorization;
  for (const bug of categorization.bugs) Object.assign(bug, { upstream: { category: hostile("TEST_DATA"), confidence: 0.5, reason: hostile(`reason of ${bug.id}`) }, links: { log: `https://logs.example.com/"><script>${RUN}</script>`, spreadsheet: `javascript:${RUN}`, [`"><img src=x onerror=${RUN}>`]: "https://ok.example.com/x" } });
  folder = join(workFolder(), "out");
  mkdirSync(join(folder, "evidence"), { recursive: true });
  const names = pageNames(categorization.bugs);
  const options = { client: await dashboardClient(), pageOf: (bug: Categorization["bugs"][number]): string => `evidence/${names.get(bug) ?? ""}` };
  writeFileSync(join(folder, "own.html"), dashboardPage(categorization, options));
  const base = readBase(readFileSync("fixtures/dashboards/v6.html", "latin1"), { list: null, panels: null }, "v6.html");
  writeFileSync(join(folder, "v6.html"), splicedPage(base, categorization, options), "latin1");
  for (const page of evidencePages(categorization, "../own.html")) writeFileSync(join(folder, "evidence", page.name), page.content);
});

describe("hostile text", () => {
  test("reaches no page as anything but packed data or escaped text", () => {
    for (const name of ["own.html", "v6.html"]) {
      const page = readFileSync(join(folder, name), "utf8");
      for (const text of ["pwned", "evil.example", "javascript:"]) expect(page.replace(/<meter[\s\S]*?<\/meter>|<span class="mark-name">[^<]*<\/span>|<span class="mark-below">[^<]*<\/span>/g, "").includes(`<script>${text}`)).toBe(false);
      expect(page.match(/<script>/g)).toHaveLength(name === "own.html" ? 1 : 2);
    }
  });

  test("an evidence page runs nothing and has no script at all", () => {
    for (const page of evidencePages(categorization, null)) {
      expect(page.name).toMatch(/^log_[\w-]+\.html$/);
      expect(page.content).not.toMatch(/<(?:script|img|svg|iframe|object|form|base|link|plaintext|xmp|a href="(?!https:\/\/))/i);
    }
  });
});

describeInBrowser("hostile text in a browser", () => {
  useBrowser();

  test.each(["own.html", "v6.html"])("runs nowhere in %s, whatever is clicked", async (name) => {
    const { page } = await openPage(join(folder, name), { before: "addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective))" });
    if (name === "v6.html") await page.locator("#triage-categorization-tab").click();
    const scripts = await page.evaluate("document.scripts.length");
    const titles = await page.locator(".row .id").allInnerTexts();
    expect(titles.length).toBeGreaterThan(10);
    for (const head of await page.locator(".sort").all()) await head.click();
    await page.getByText("Columns", { exact: true }).click();
    for (const box of await page.locator(".choice input").all()) await box.check();
    await page.keyboard.press("Escape");
    for (const facet of ["bucket", "cluster", "toolkit", "tool", "account"]) {
      await page.locator(`.mark[data-facet="${facet}"]`).first().click();
      await page.locator(".clear").click();
    }
    await page.locator(".search-input").fill("<script>");
    await page.locator(".chip").waitFor();
    await page.locator(".clear").click();
    for (let row = 0; row < 12; row++) {
      await page.locator(`.grid-body .row[data-place="${row}"] .cell-id`).click();
      await page.getByRole("dialog").waitFor();
      expect(await page.getByRole("dialog").locator("script, img, svg:not(.icon), iframe, object, form, style").count()).toBe(0);
      await page.keyboard.press("Escape");
    }
    const hrefs = await page.locator("triage-categorization a").evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    expect(hrefs.filter((href) => !/^(?:https:\/\/ok\.example\.com\/x|evidence\/log_[\w-]+\.html)$/.test(href))).toEqual([]);
    expect(await page.evaluate("document.scripts.length")).toBe(scripts);
    expect(await page.evaluate("[typeof globalThis.pwned, typeof ({}).polluted, document.title.includes('pwned')]")).toEqual(["undefined", "undefined", false]);
  });

  test("is shown as the text that it is, with nothing hidden", async () => {
    const { page } = await openPage(join(folder, "own.html"));
    const shown = (await page.locator(".grid-body .row .id").allInnerTexts()).join("\n");
    expect(shown).toContain(`<script>${RUN}</script> log_`);
    expect(await page.locator(".app").innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/);
  });

  test("runs nowhere in the evidence pages", async () => {
    for (const name of [...pageNames(categorization.bugs).values()].slice(0, 12)) {
      const { page } = await openPage(join(folder, "evidence", name), { bare: true });
      expect(await page.evaluate("[document.scripts.length, typeof globalThis.pwned, document.images.length]")).toEqual([0, "undefined", 0]);
    }
  });
});
