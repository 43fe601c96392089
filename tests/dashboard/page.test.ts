import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { auditRun, countText, describeInBrowser, mark, openPage, type PageOptions, useBrowser, violations } from "./open-page.ts";

async function open(options: PageOptions = {}): ReturnType<typeof openPage> {
  return openPage(join((await auditRun()).cwd, "triage-out/bug_analysis.html"), options);
}

const AUTH = "categorization--bucket-PLATFORM__AUTH__ISSUE";

describeInBrowser("the dashboard in a browser", () => {
  useBrowser();

  describe("filters", () => {
    test("a click on a bucket narrows the table, the other marks and the address", async () => {
      const { page } = await open();
      expect(await countText(page)).toBe("701 bugs");
      await mark(page, "bucket", "PLATFORM_AUTH_ISSUE").click();
      expect(await countText(page)).toBe("157 of 701 bugs");
      expect(new Set(await page.locator(".grid-body .cell-bucket .line:first-child").allInnerTexts())).toEqual(new Set(["PLATFORM_AUTH_ISSUE"]));
      await expect.poll(() => mark(page, "cluster", "PERMISSION_DENIED").textContent()).toContain("128 of 128 bugs");
      expect(await mark(page, "cluster", "NO_DATA").textContent()).toContain("0 of 152 bugs");
      expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("158");
      expect(page.url()).toMatch(new RegExp(`#${AUTH}$`));
    });

    test("values of one facet add up, facets narrow each other, chips take them back", async () => {
      const { page } = await open();
      await mark(page, "cluster", "AUTH_EXPIRED").click();
      await mark(page, "cluster", "PERMISSION_DENIED").click();
      expect(await countText(page)).toBe("157 of 701 bugs");
      await mark(page, "toolkit", "figma").click();
      expect(await countText(page)).toBe("79 of 701 bugs");
      await page.getByRole("button", { name: "Remove filter Cluster PERMISSION_DENIED" }).click();
      expect(await countText(page)).toBe("9 of 701 bugs");
      await page.locator(".search-input").fill("no such word");
      await expect.poll(() => countText(page)).toBe("0 of 701 bugs");
      expect(await page.getByText("No bug has all of this").isVisible()).toBe(true);
      await page.getByRole("button", { name: "Clear all filters" }).click();
      expect(await countText(page)).toBe("701 bugs");
      expect(page.url()).not.toContain("#");
    });

    test.each([["Canonical", "478"], ["Reclassified", "223"], ["Demoted", "5"]])("the total %s is a filter", async (name, count) => {
      const { page } = await open();
      await page.locator(".figures").getByRole("button", { name }).click();
      expect(await countText(page)).toBe(`${count} of 701 bugs`);
    });

    test("a cluster counts within its bucket", async () => {
      const { page } = await open();
      await mark(page, "cluster", "INVALID_FIXTURE@TOOLKIT_IMPLEMENTATION_BUG").click();
      expect(await countText(page)).toBe("5 of 701 bugs");
      expect(await page.locator(".chip").innerText()).toContain("INVALID_FIXTURE in TOOLKIT_IMPLEMENTATION_BUG");
    });
  });

  describe("the address", () => {
    test("restores filters, search, sort, columns and the open bug", async () => {
      const { page } = await open({ hash: "categorization--bucket-PLATFORM__AUTH__ISSUE--toolkit-figma--search-forbidden--sort-tool-down--columns-id-tool--open-log___2d_EMCJCF__Tdj6" });
      await page.getByRole("dialog").waitFor();
      expect(await page.getByRole("dialog").getByRole("heading", { level: 2 }).innerText()).toBe("log_-EMCJCF_Tdj6");
      await page.keyboard.press("Escape");
      expect(await countText(page)).toBe("14 of 701 bugs");
      expect(await page.locator(".search-input").inputValue()).toBe("forbidden");
      expect(await page.getByRole("columnheader").allInnerTexts()).toEqual(["Bug", "Tool"]);
      const tools = await page.locator(".grid-body .cell-tool .line:first-child").allInnerTexts();
      expect(tools).toEqual(tools.toSorted().toReversed());
    });

    test("that names what is not there shows an empty state and no error", async () => {
      const { page } = await open({ hash: "categorization--bucket-NOWHERE--sort-nothing--columns-none--open-nobody--constructor-x" });
      expect(await page.getByText("No bug has all of this").isVisible()).toBe(true);
    });

    test("that changes while the page is open changes the view", async () => {
      const { page } = await open();
      await page.evaluate(`location.hash = ${JSON.stringify(AUTH)}`);
      await expect.poll(() => countText(page)).toBe("157 of 701 bugs");
    });
  });

  test("a search finds words in every column and marks them", async () => {
    const { page } = await open();
    await page.locator(".search-input").fill("forbidden FIGMA_GET");
    await expect.poll(() => countText(page)).toMatch(/^\d+ of 701 bugs$/);
    const marks = new Set((await page.locator(".grid-body mark").allInnerTexts()).map((text) => text.toLowerCase()));
    expect(marks).toEqual(new Set(["forbidden", "figma_get"]));
    await page.locator(".search-input").press("Escape");
    expect(await countText(page)).toBe("701 bugs");
  });

  test("only rows that can be seen are in the page", async () => {
    const { page } = await open();
    expect(await page.locator(".grid-body .row").count()).toBeLessThan(60);
    await page.locator(".scroller").evaluate((element) => { element.scrollTop = element.scrollHeight; });
    await page.locator('.grid-body .row[aria-rowindex="702"]').waitFor();
    expect(await page.locator(".grid-body .row").count()).toBeLessThan(60);
  });

  test("columns are chosen, and sorted by their heads", async () => {
    const { page } = await open();
    await page.getByText("Columns", { exact: true }).click();
    await page.getByRole("checkbox", { name: "Connected account" }).check();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Status" }).click();
    await page.getByRole("button", { name: "Status" }).click();
    expect(await page.getByRole("columnheader", { name: "Status" }).getAttribute("aria-sort")).toBe("descending");
    expect(await page.getByRole("columnheader", { name: "Connected account" }).isVisible()).toBe(true);
    // What is not recorded comes last one way and first the other.
    expect(await page.locator(".grid-body .row .cell-status").first().innerText()).toBe("none");
  });

  test("what is filtered is copied as CSV, as Markdown and as a link", async () => {
    const { page } = await open({ hash: "categorization--bucket-TOOLKIT__IMPLEMENTATION__BUG" });
    const copied = async (name: string): Promise<string> => {
      await page.getByRole("button", { name }).click();
      await page.locator(".said.is-said").waitFor();
      return page.evaluate<string>("navigator.clipboard.readText()");
    };
    const csv = (await copied("Copy the filtered bugs as CSV")).split("\r\n");
    expect(csv).toHaveLength(6);
    expect(csv[0]).toBe('"Bug","Tool","Status","Cluster","Bucket","Rationale","Links"');
    expect(csv[1]).toContain('"log_-HJPw6FWcNL2","FELT_CREATE_PROJECT","422","INVALID_FIXTURE","TOOLKIT_IMPLEMENTATION_BUG"');
    expect((await copied("Copy the filtered bugs as a Markdown table")).split("\n")).toHaveLength(7);
    expect(await copied("Copy a link to this view")).toBe(page.url());
  });

  test("a row opens its evidence, with the message ready to copy", async () => {
    const { page } = await open({ hash: AUTH });
    await page.locator(".grid-body .row").first().click();
    const sheet = page.getByRole("dialog");
    await sheet.getByText("Message to the owner").first().waitFor();
    expect(await sheet.locator("h3").allInnerTexts()).toEqual(["Quoted text", "Facts", "Rivals", "Masked", "Message to the owner"]);
    expect(await sheet.locator(".telling").first().innerText()).toBe("Forbidden");
    await sheet.getByRole("button", { name: "Copy message" }).click();
    await expect.poll(() => page.evaluate<string>("navigator.clipboard.readText()")).toMatch(/^To platform-team: 70 failures, PERMISSION_DENIED, figma, connected account ca_figma_01\n/);
    const page2 = await sheet.getByRole("link", { name: /^Evidence page/ }).getAttribute("href");
    expect((await auditRun()).list("triage-out/evidence")).toContain(page2?.replace("evidence/", ""));
  });

  test("everything can be done from the keyboard", async () => {
    const { page } = await open();
    const bucket = mark(page, "bucket", "DATA_QUALITY_GAP");
    await bucket.focus();
    await page.keyboard.press("Space");
    expect(await countText(page)).toBe("152 of 701 bugs");
    expect(await bucket.evaluate((element) => element.matches(":focus") && element.getAttribute("aria-pressed"))).toBe("true");
    await page.locator('.grid-body [tabindex="0"]').focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    expect(await page.locator(".grid-body .row:focus").getAttribute("aria-rowindex")).toBe("153");
    await page.keyboard.press("Home");
    await page.keyboard.press("PageDown");
    const place = await page.locator(".grid-body .row:focus").getAttribute("aria-rowindex");
    const id = await page.locator(".grid-body .row:focus .id").innerText();
    await page.keyboard.press("Enter");
    const title = page.getByRole("dialog").getByRole("heading", { level: 2 });
    await expect.poll(() => title.innerText()).toBe(id);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => title.innerText()).not.toBe(id);
    await page.keyboard.press("Escape");
    // Back on the row of the bug that was shown last, one further down.
    await expect.poll(() => page.locator(".grid-body .row:focus").getAttribute("aria-rowindex")).toBe(String(Number(place) + 1));
    await page.locator(".chip").first().focus();
    await page.keyboard.press("Enter");
    expect(await countText(page)).toBe("701 bugs");
  });

  test("what has the focus shows it", async () => {
    const { page } = await open();
    const bare: string[] = [];
    for (let step = 0; step < 45; step++) {
      await page.keyboard.press("Tab");
      const shown = await page.evaluate<string>("(() => { const element = document.querySelector('triage-categorization').shadowRoot.activeElement; if (!element) return ''; const style = getComputedStyle(element); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 ? '' : element.outerHTML.slice(0, 80); })()");
      if (shown !== "") bare.push(shown);
    }
    expect(bare).toEqual([]);
  });

  describe.each([["light", false], ["dark", true]] as const)("in the %s scheme", (_name, dark) => {
    test.each([1440, 900, 390])("at a width of %i nothing overflows and axe finds nothing", async (width) => {
      const { page } = await open({ dark, width, hash: `${AUTH}--search-user` });
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
    });

    test("axe finds nothing in an open bug", async () => {
      const { page } = await open({ dark, hash: "categorization--open-log___2d_HJPw6FWcNL2" });
      await page.getByRole("dialog").waitFor();
      expect(await violations(page)).toEqual([]);
    });
  });

  test("without a script it still says the totals and who must act", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await page.locator(".figures").innerText()).toContain("701");
    expect(await page.locator(".mark-name").allInnerTexts()).toHaveLength(6);
  });

  test("without DecompressionStream it unpacks by itself", async () => {
    const { page } = await open({ before: "delete globalThis.DecompressionStream" });
    expect(await countText(page)).toBe("701 bugs");
  });

  test("printed, it holds the filtered rows whole", async () => {
    const { page } = await open({ hash: AUTH });
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator(".grid-body .row").count()).toBe(157);
    await page.emulateMedia({ media: "screen" });
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator(".grid-body .row").count()).toBeLessThan(60);
  });
});
