// How the dashboard holds up with 100,000 bugs: npx tsx bench/dashboard.ts [bugs]
// Made of the audit's bugs, with ids, accounts, times and quotes of their own so that nothing packs better than in life.
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import type { Bug, Categorization } from "../src/categorization/schema.ts";
import { dashboardClient } from "../src/cli/client.ts";
import { dashboardPage } from "../src/reports/dashboard/page.ts";
import { runCli } from "../tests/support/run-cli.ts";

const BUGS = Number(process.argv[2] ?? 100_000);
const LIMITS = { "first paint": 2_000, filter: 200 } as const;
const browserPath = process.env["TRIAGE_BROWSER"] ?? "/usr/bin/chromium";

async function manyBugs(): Promise<Categorization> {
  const run = await runCli(["classify", "fixtures/audit/all_logs.json", "--upstream", "fixtures/audit/ci_classifications_final.json", "--out", "-", "--quiet"]);
  const audit = JSON.parse(run.stdout) as Categorization;
  const factor = BUGS / audit.bugs.length;
  const bugs = Array.from({ length: BUGS }, (_none, index) => grown(audit.bugs, index));
  bugs.sort((a, b) => (a.id < b.id ? -1 : 1));
  const count = (test: (bug: Bug) => boolean): number => bugs.filter(test).length;
  return {
    ...audit, bugs,
    buckets: audit.buckets.map((bucket) => ({ ...bucket, count: count((bug) => bug.bucket === bucket.id) })),
    totals: { ...audit.totals, in_scope: BUGS, records: Math.round(audit.totals.records * factor), canonical: count((bug) => bug.reclassified_from === null), reclassified: count((bug) => bug.reclassified_from !== null), demoted: count((bug) => bug.demoted_from !== null) },
  };
}

function grown(bugs: readonly Bug[], index: number): Bug {
  const bug = bugs[index % bugs.length];
  if (bug === undefined) throw new Error("the audit has no bugs");
  const hash = createHash("sha256").update(`${index}`).digest("base64url");
  return {
    ...bug,
    id: `log_${hash.slice(0, 12)}`,
    account: bug.account === null ? null : `${bug.account}_${index % 37}`,
    time: new Date(Date.UTC(2026, 2, 1) + index * 40_123).toISOString(),
    call: bug.call === null ? null : `${bug.call}/${hash.slice(12, 30)}`,
    evidence: bug.evidence.map((quote, place) => (place === 0 ? { ...quote, text: `${quote.text} (request ${hash.slice(20, 36)})` } : quote)),
    links: { log: `https://logs.example.com/log_${hash.slice(0, 12)}` },
  };
}

/** From an event to the frame behind the one it changes. */
async function timed(page: Page, action: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const root = document.querySelector("triage-categorization").shadowRoot;
    const start = performance.now();
    ${action};
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  })()`);
}

async function measured(file: string): Promise<Readonly<Record<string, number>>> {
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript("new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') globalThis.painted = entry.startTime; }).observe({ type: 'paint', buffered: true })");
  const start = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: "commit" });
  await page.locator(".grid-body .row").first().waitFor();
  const ready = performance.now() - start;
  const click = (facet: string, place: number): Promise<number> => timed(page, `[...root.querySelectorAll('.mark[data-facet="${facet}"]')].slice(0, ${place + 1}).at(-1).click()`);
  const filters: number[] = [];
  for (const [facet, place] of [["bucket", 1], ["bucket", 1], ["bucket", 0], ["cluster", 0], ["cluster", 1], ["toolkit", 0], ["account", 2], ["status", 0]] as const) filters.push(await click(facet, place));
  const clear = await timed(page, "root.querySelector('.clear').click()");
  const look = (text: string): Promise<number> => timed(page, `{ const input = root.querySelector('.search-input'); input.value = ${JSON.stringify(text)}; input.dispatchEvent(new Event('input')); await new Promise((done) => setTimeout(done, 125)); }`);
  const search = [await look("forbidden"), await look("not found gitlab")].map((time) => time - 125);
  await look("");
  const sort = await timed(page, "root.querySelector('.cell-tool .sort').click()");
  const scroll = await timed(page, "root.querySelector('.scroller').scrollTop = 2e6");
  const result = {
    "first paint": await page.evaluate<number>("globalThis.painted"), "first row": ready, "filter, slowest": Math.max(...filters, clear), "filter, mean": filters.reduce((sum, time) => sum + time, 0) / filters.length,
    "search, first": search[0] ?? 0, "search, then": search[1] ?? 0, sort, "scroll far": scroll,
    "heap in MB": await page.evaluate<number>("performance.memory.usedJSHeapSize / 1048576"),
  };
  await browser.close();
  return result;
}

const folder = mkdtempSync(join(tmpdir(), "triage-bench-"));
try {
  const categorization = await manyBugs();
  const start = performance.now();
  const file = join(folder, "bug_analysis.html");
  writeFileSync(file, dashboardPage(categorization, { client: await dashboardClient(), pageOf: null }));
  console.log(`${BUGS} bugs: written in ${Math.round(performance.now() - start)} ms, ${(statSync(file).size / 1048576).toFixed(1)} MB`);
  const result = await measured(file);
  for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(16)} ${value.toFixed(0).padStart(6)}${name.includes("MB") ? "" : " ms"}`);
  const late = [["first paint", result["first paint"] ?? Number.NaN, LIMITS["first paint"]], ["filter", result["filter, slowest"] ?? Number.NaN, LIMITS.filter]] as const;
  for (const [name, value, limit] of late) {
    // Not a number is no success either.
    if (value <= limit) continue;
    console.error(`${name}: ${value.toFixed(0)} ms, and ${limit} ms is the limit`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
