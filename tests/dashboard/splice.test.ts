import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { readBase, splice } from "../../src/reports/dashboard/splice/splice.ts";
import { runCli, workFolder } from "../support/run-cli.ts";
import { auditRun, countText, describeInBrowser, mark, openPage, spliced, useBrowser, violations } from "./open-page.ts";

const BASES = ["v6", "aria", "inline"] as const;
const NO_SELECTORS = { list: null, panels: null };

function baseText(name: string): string {
  return readFileSync(`fixtures/dashboards/${name}.html`, "latin1");
}

/** A page without what stands between our markers. */
function withoutOurs(page: string): string {
  return page.replace(/<!-- triage:tab --><(?:button|li|a)[\s\S]*?<!-- \/triage:tab -->/, "").replace(/<!-- triage:panel --><(?:div|section)[\s\S]*?<!-- \/triage:panel -->/, "");
}

describe("a tab put into a page", () => {
  test.each(BASES)("leaves every other byte of %s as it was", async (name) => {
    expect(withoutOurs(readFileSync(await spliced(name), "latin1"))).toBe(baseText(name));
  });

  test.each(BASES)("is replaced in %s when run again on its own output, and nothing changes", async (name) => {
    const once = await spliced(name);
    const cwd = workFolder();
    copyFileSync(once, join(cwd, `${name}.html`));
    const run = await runCli(["classify", "fixtures/audit/all_logs.json", "--upstream", "fixtures/audit/ci_classifications_final.json", "--dashboard", `${name}.html`, "--quiet"], { cwd });
    expect(run.stderr).toBe("");
    expect(run.read(`triage-out/${name}.html`)).toBe(readFileSync(once, "utf8"));
  });

  test("may renew our own output in its place, and never takes the place of the only base", async () => {
    const cwd = workFolder();
    mkdirSync(join(cwd, "out"));
    copyFileSync("fixtures/dashboards/v6.html", join(cwd, "out/v6.html"));
    const args = ["classify", "fixtures/shapes/array.json", "--dashboard", "out/v6.html", "--quiet", "--out"];
    const refused = await runCli([...args, "out"], { cwd });
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining("the copy would take its place")]);
    expect(refused.read("out/v6.html")).toBe(readFileSync("fixtures/dashboards/v6.html", "utf8"));
    await runCli([...args, "second"], { cwd });
    const renewed = await runCli(["classify", "fixtures/shapes/array.json", "--dashboard", "second/v6.html", "--quiet", "--out", "second"], { cwd });
    expect(renewed.exitCode).toBe(0);
  });

  test("goes into a page of any encoding that extends ASCII", async () => {
    const cwd = workFolder();
    const latin1 = baseText("inline").replace("Slow calls", "R\u00e9sum\u00e9 \u00fcber alles");
    writeFileSync(join(cwd, "old.html"), latin1, "latin1");
    const run = await runCli(["classify", "fixtures/shapes/array.json", "--dashboard", "old.html", "--quiet"], { cwd });
    expect(run.exitCode).toBe(0);
    const page = readFileSync(join(cwd, "triage-out/old.html"), "latin1");
    expect(withoutOurs(page)).toBe(latin1);
    // What is ours is ASCII.
    expect(page.match(/[\u0080-\uffff]/g)).toEqual(latin1.match(/[\u0080-\uffff]/g));
  });

  test.each([
    ["no-tabs", "has no tabs that the Categorization tab could join. Looked for:\n  - an element with role=\"tablist\""],
    ["missing", "cannot be read"],
  ])("is refused for %s before any log is read", async (name, message) => {
    const run = await runCli(["classify", "fixtures/shapes/array.json", "--dashboard", `fixtures/dashboards/${name}.html`]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.list(".")).toEqual(["fixtures"]);
  });

  test.each([
    [["--tab-list", "#x"], "name it with --dashboard"],
    [["--dashboard", "fixtures/dashboards/v6.html", "--out", "-"], "add --format dashboard"],
    [["--evidence-pages", "--out", "-"], "name a folder with --out"],
    [["--dashboard", "fixtures/dashboards/v6.html", "--tab-list", "nav > ul"], "nothing matches --tab-list nav > ul"],
    [["--dashboard", "fixtures/dashboards/v6.html", "--tab-list", "h1"], "holds no tab with a panel outside it"],
    [["--dashboard", "fixtures/dashboards/v6.html", "--tab-panels", "aside"], "nothing matches --tab-panels aside"],
    [["--dashboard", "fixtures/dashboards/v6.html", "--tab-list", ":has(b)"], "is not understood"],
  ] as const)("%j is told apart and refused", async (flags, message) => {
    const run = await runCli(["classify", "fixtures/shapes/array.json", ...flags]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(message);
  });
});

/** Every file that is loaded with another one, as far as nobody asks for more. */
function loadedWith(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const [, from = ""] of readFileSync(path, "utf8").matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from\s"([^"]+)"/gms)) {
    if (from.startsWith(".")) loadedWith(join(path, "..", from), seen);
    else seen.add(from);
  }
  return seen;
}

test("the parser of HTML is loaded by those who have a page, and by nobody else", () => {
  for (const start of ["src/cli/start.ts", "src/cli/runs/classify.ts", "src/cli/runs/explain.ts", "src/reports/dashboard/page.ts", "src/reports/dashboard/evidence-page.ts"]) expect([...loadedWith(start)]).not.toContain("parse5");
  expect([...loadedWith("src/reports/dashboard/splice/splice.ts")]).toContain("parse5");
});

function pageWith(body: string): string {
  return `<!doctype html><title>x</title>${body}`;
}

describe("tabs are found", () => {
  const CASES: readonly (readonly [name: string, body: string, tab: string, panel: string, selectors: { readonly list: string | null; readonly panels: string | null }])[] = [
    ["by ARIA roles", '<div role=tablist><button role=tab aria-controls=p1 aria-selected=true>A</button><button role=tab aria-controls=p2 aria-selected=false>B</button></div><div id=p1 role=tabpanel></div><div id=p2 role=tabpanel hidden></div>', 'aria-controls="triage-categorization" aria-selected="false"', 'role="tabpanel" hidden', NO_SELECTORS],
    ["as Bootstrap writes them", '<ul class="nav nav-tabs"><li class=nav-item><a class="nav-link active" data-bs-toggle=tab data-bs-target="#a" href="#a">A</a></li><li class=nav-item><a class=nav-link data-bs-toggle=tab data-bs-target="#b" href="#b">B</a></li></ul><div class=tab-content><div class="tab-pane active show" id=a></div><div class=tab-pane id=b></div></div>', '<li class="nav-item"><a id="triage-categorization-tab" class="nav-link" data-bs-toggle="tab" data-bs-target="#triage-categorization" href="#triage-categorization">', 'class="tab-pane"', NO_SELECTORS],
    ["in an outer box of the same name", '<div class=tabs><div class=tab-nav><button class="tab on" data-tab=one>A</button><button class=tab data-tab=two>B</button></div><div class=panel data-panel=one></div><div class=panel data-panel=two></div></div>', 'class="tab" data-tab="triage-categorization"', 'data-panel="triage-categorization"', NO_SELECTORS],
    ["in the same order where nothing points", '<div class=tab-bar><span class="tab active">A</span><span class=tab>B</span></div><div class="tab-panel">1</div><div class="tab-panel hidden">2</div>', '<span id="triage-categorization-tab" class="tab">', 'class="tab-panel hidden"', NO_SELECTORS],
    ["behind their panels", '<main><section id=tab-a class=pane></section><section id=tab-b class=pane style="display: none"></section></main><div class=tab-bar><button data-for=a>A</button><button data-for=b>B</button></div>', 'data-for="triage-categorization"', 'id="tab-triage-categorization"', NO_SELECTORS],
    ["where selectors point", '<p class=menu><a href="#x">X</a><a href="#y">Y</a></p><div id=all><article id=x></article><article id=y></article></div>', 'href="#triage-categorization"', '<article id="triage-categorization"', { list: ".menu", panels: "#all" }],
  ];

  test.each(CASES)("%s", (_name, body, tab, panel, selectors) => {
    const base = readBase(pageWith(body), selectors, "page.html");
    expect(base.imitation.tab).toContain(tab);
    expect(base.imitation.panelStart).toContain(panel);
    const once = splice(base, "<p>content</p>");
    expect(splice(readBase(once, selectors, "page.html"), "<p>content</p>")).toBe(once);
  });

  test("and an id of the page is not taken twice", () => {
    const text = pageWith('<div id=triage-categorization></div><div class=tabs><button data-tab=a>A</button></div><div id=a></div>');
    expect(readBase(text, NO_SELECTORS, "page.html").imitation.panelId).toBe("triage-categorization-2");
  });

  test("and what only looks like a marker is the page's own", () => {
    const text = baseText("v6");
    expect(text).toContain("'<!-- triage:panel -->'");
    expect(readBase(text, NO_SELECTORS, "v6.html").text).toBe(text);
  });

  test.each([["default-src 'self'", true], ["script-src 'unsafe-inline'", false], ["script-src 'unsafe-inline' 'nonce-x'", true], ["img-src *", false]])("and a policy of %s is seen", (policy, forbids) => {
    expect(readBase(pageWith(`<meta http-equiv="Content-Security-Policy" content="${policy}"><div class=tabs><button data-tab=a>A</button></div><div id=a></div>`), NO_SELECTORS, "page.html").forbidsScripts).toBe(forbids);
  });

  test("and a lost marker is told", () => {
    expect(() => readBase(pageWith("<!-- triage:tab --><div class=tabs></div>"), NO_SELECTORS, "page.html")).toThrow("not in pairs");
  });
});

const LOOKS = ["font-family", "font-size", "color", "letter-spacing", "text-transform", "transform", "background-color", "margin-top", "border-top-style"];

function look(on: Page, selector: string): Promise<readonly string[]> {
  return on.locator(selector).first().evaluate((element, names) => names.map((name) => getComputedStyle(element).getPropertyValue(name)), LOOKS);
}

describeInBrowser("a tab put into a page, in a browser", () => {
  useBrowser();
  const ours = "triage-categorization";

  test.each([
    ["v6", "#overview", "#trends", "#raw"],
    ["aria", "#panel-summary", "#panel-hosts", "#panel-notes"],
    ["inline", "#Errors", "#Slow", "#Slow"],
  ])("the tabs of %s go on working, and ours is one of them", async (name, first, second, third) => {
    const { page } = await openPage(await spliced(name));
    const visible = async (): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const panel of new Set([first, second, third, `#${ours}`])) if (await page.locator(panel).isVisible()) found.push(panel);
      return found;
    };
    const tabs = page.locator(".tab[data-tab], [role=tab], .tablinks");
    const tab = page.locator(`#${ours}-tab`);
    const active = (): Promise<readonly string[]> => tabs.evaluateAll((all) => all.filter((one) => one.classList.contains("active") || one.getAttribute("aria-selected") === "true").map((one) => one.textContent.trim()));
    expect(await visible()).toEqual([first]);
    await tab.click();
    await expect.poll(visible).toEqual([`#${ours}`]);
    expect(await active()).toEqual(["Categorization"]);
    await mark(page, "bucket", "PLATFORM_AUTH_ISSUE").click();
    expect(await countText(page)).toBe("157 of 701 bugs");
    await tabs.nth(1).click();
    await expect.poll(visible).toEqual([second]);
    expect(await active()).toHaveLength(1);
    await tab.click();
    await expect.poll(visible).toEqual([`#${ours}`]);
    // Back to the tab that the page's own script believes to be shown.
    await tabs.nth(1).click();
    await expect.poll(visible).toEqual([second]);
    await tabs.nth(0).click();
    await expect.poll(visible).toEqual([first]);
    expect(await active()).toHaveLength(1);
  });

  test("the arrow keys of ARIA tabs reach it and leave it", async () => {
    const { page } = await openPage(await spliced("aria"));
    await page.locator("#tab-summary").focus();
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator(`#${ours}`).isVisible()).toBe(true);
    expect(await page.locator("#panel-summary").isVisible()).toBe(false);
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator("#panel-notes").isVisible()).toBe(true);
    expect(await page.locator(`#${ours}`).isVisible()).toBe(false);
    await page.locator(`#${ours}-tab`).focus();
    await page.keyboard.press("Enter");
    expect(await page.locator(`#${ours}`).isVisible()).toBe(true);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => page.locator(`#${ours}`).isVisible()).toBe(false);
    expect(await page.locator("#panel-notes").isVisible()).toBe(true);
  });

  test.each(["v6", "aria", "inline"])("an address with a view opens the tab in %s", async (name) => {
    const { page } = await openPage(await spliced(name), { hash: "categorization--bucket-PLATFORM__AUTH__ISSUE--search-a_20_b_2e_c" });
    await expect.poll(() => page.locator(`#${ours}`).isVisible()).toBe(true);
    expect(await page.locator(".chip").count()).toBe(2);
  });

  test("the address holds the view while the tab is shown, and is the page's own otherwise", async () => {
    const { page } = await openPage(await spliced("aria"));
    await page.locator(`#${ours}-tab`).click();
    await mark(page, "bucket", "PLATFORM_AUTH_ISSUE").click();
    expect(page.url()).toContain("#categorization--bucket-");
    await page.locator("#tab-hosts").click();
    await expect.poll(() => page.url()).not.toContain("#");
    await page.locator(`#${ours}-tab`).click();
    expect(page.url()).toContain("#categorization--bucket-");
    expect(await countText(page)).toBe("157 of 701 bugs");
  });

  test("a page whose ids are not ASCII has working tabs too", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "intl.html"), readFileSync("fixtures/dashboards/inline.html", "utf8").replace("<head>", '<head><meta charset="utf-8">').replaceAll("Slow", "Über_日本"));
    const run = await runCli(["classify", "fixtures/shapes/array.json", "--dashboard", "intl.html", "--quiet"], { cwd });
    expect(run.stderr).toBe("");
    const { page } = await openPage(join(cwd, "triage-out/intl.html"));
    await page.locator(".tablinks").nth(1).click();
    await page.locator(`#${ours}-tab`).click();
    expect(await page.locator("#Über_日本").isVisible()).toBe(false);
    await page.locator(".tablinks").nth(1).click();
    expect(await page.locator("#Über_日本").isVisible()).toBe(true);
    expect(await page.locator(`#${ours}`).isVisible()).toBe(false);
  });

  test("no style and no id leaks, either way", async () => {
    const { page } = await openPage(await spliced("v6"));
    const { page: bare } = await openPage(join(process.cwd(), "fixtures/dashboards/v6.html"), { bare: true });
    for (const selector of ["h1", "#overview h2", "#title", ".tab", "td", "footer"]) expect(await look(page, selector)).toEqual(await look(bare, selector));
    await page.locator(`#${ours}-tab`).click();
    const { page: own } = await openPage(join((await auditRun()).cwd, "triage-out/bug_analysis.html"));
    for (const selector of ["h2.title", "h3", ".card-breakdown", ".mark", ".row", ".search-input"]) {
      expect(await look(page, `triage-categorization ${selector}`)).toEqual(await look(own, `triage-categorization ${selector}`));
    }
    expect(await page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id).join()")).toBe("triage-categorization-tab,overview,title,trends,clicks,raw,triage-categorization");
  });

  test.each([["light", false], ["dark", true]] as const)("in a page without a dark scheme it stays light in the %s one; in a page with both it follows", async (_name, dark) => {
    for (const [name, expected] of [["v6", "light"], ["aria", dark ? "dark" : "light"]] as const) {
      const { page } = await openPage(await spliced(name), { dark });
      await page.locator(`#${ours}-tab`).click();
      expect(await page.locator("triage-categorization .app").getAttribute("data-scheme")).toBe(expected);
      if (name === "aria") expect((await violations(page)).filter((one) => one.includes("triage-categorization"))).toEqual([]);
    }
  });
});
