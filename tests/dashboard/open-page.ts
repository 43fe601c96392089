import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject } from "vitest";
import { type CliRun, runCli } from "../support/run-cli.ts";

const AUDIT = ["fixtures/audit/all_logs.json", "--upstream", "fixtures/audit/ci_classifications_final.json"];
const path = inject("chromium");

/** Tests that need a browser; left out with their names where there is none. */
export const describeInBrowser = describe.skipIf(path === null);

export interface PageOptions {
  readonly hash?: string;
  readonly width?: number;
  readonly dark?: boolean;
  readonly javaScriptEnabled?: boolean;
  /** A page without our tab. */
  readonly bare?: boolean;
  /** Runs in the page before anything of it. */
  readonly before?: string;
}

export interface Opened {
  readonly page: Page;
  /** Everything that should not have happened: errors, dialogs, policy reports, requests. */
  readonly trouble: string[];
}

let browser: Browser | null = null;
const opened: Opened[] = [];

/** To be called in a suite: starts the browser, and proves after each test that its pages had no trouble. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path ?? "", args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    browser = null;
  });
  afterEach(async () => {
    const trouble = opened.flatMap((entry) => entry.trouble);
    await Promise.all(opened.splice(0).map(({ page }) => page.context().close()));
    expect(trouble).toEqual([]);
  });
}

/** Opens a file as a reader would: from the disk, without a network. */
export async function openPage(file: string, options: PageOptions = {}): Promise<Opened> {
  if (browser === null) throw new Error("the suite must call useBrowser");
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: 900 }, offline: true,
    colorScheme: options.dark === true ? "dark" : "light", javaScriptEnabled: options.javaScriptEnabled ?? true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  const url = pathToFileURL(file).href;
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("console", (message) => trouble.push(`console: ${message.text()}`));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => { if (!request.url().startsWith(url.replace(/#.*/, ""))) trouble.push(`request: ${request.url()}`); });
  if (options.before !== undefined) await page.addInitScript(options.before);
  await page.goto(`${url}${options.hash === undefined ? "" : `#${options.hash}`}`);
  const entry = { page, trouble };
  opened.push(entry);
  if (options.javaScriptEnabled !== false && options.bare !== true) await page.locator(".card-table").waitFor({ state: "attached" });
  return entry;
}

let audit: Promise<CliRun> | null = null;
/** The audit's dashboards: a page of its own, and evidence pages. */
export function auditRun(): Promise<CliRun> {
  audit ??= runCli(["classify", ...AUDIT, "--format", "dashboard", "--evidence-pages", "--quiet"]);
  return audit;
}

const splicedPages = new Map<string, Promise<string>>();
/** The audit put into one of the fixtures. */
export function spliced(base: string): Promise<string> {
  const page = splicedPages.get(base) ?? splice(base);
  splicedPages.set(base, page);
  return page;
}

async function splice(base: string): Promise<string> {
  const run = await runCli(["classify", ...AUDIT, "--dashboard", `fixtures/dashboards/${base}.html`, "--quiet"]);
  expect(run.stderr).toBe("");
  return join(run.cwd, "triage-out", `${base}.html`);
}

/** The number of bugs in view, as the page says it. */
export async function countText(page: Page): Promise<string> {
  return page.locator(".count").innerText();
}

export function mark(page: Page, facet: string, value: string): Locator {
  return page.locator(`.mark[data-facet="${facet}"][data-value="${value}"]`);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong, each with its place. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((result) => result.violations.flatMap((one) => one.nodes.map((node) => one.id + ' ' + JSON.stringify(node.target) + ' ' + (node.any[0]?.message ?? ''))))");
  return found as readonly string[];
}
