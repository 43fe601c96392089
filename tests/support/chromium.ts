import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of a Chromium, or null. */
    readonly chromium: string | null;
  }
}

const PLACES = [
  "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Finds the browser that the dashboard is tested in, and installs Debian's where there is none and we may. Without one the
 * browser tests are left out, and the run says so; in CI (`CI` set) that is a failure, unless `TRIAGE_BROWSER=none` says
 * that it is meant. `TRIAGE_BROWSER=<path>` names a browser.
 */
export default function setUp(project: TestProject): void {
  const wanted = process.env["TRIAGE_BROWSER"];
  if (wanted === "none") return leftOut(project, "TRIAGE_BROWSER=none asks for it", false);
  const found = [...(wanted === undefined ? PLACES : [wanted])].find((path) => existsSync(path)) ?? (wanted === undefined ? installed() : null);
  if (found !== null) project.provide("chromium", found);
  else leftOut(project, wanted === undefined ? "no Chromium was found, and apt-get could not install it" : `${wanted} is not there`, process.env["CI"] !== undefined && process.env["CI"] !== "");
}

function leftOut(project: TestProject, why: string, fails: boolean): void {
  const message = `Browser tests of the dashboard are LEFT OUT: ${why}. Install one (apt-get install chromium) or name one with TRIAGE_BROWSER=<path>.`;
  if (fails) throw new Error(`${message} In CI that is a failure; TRIAGE_BROWSER=none leaves them out knowingly.`);
  process.stderr.write(`\n${message}\n\n`);
  project.provide("chromium", null);
}

/** Debian's Chromium, where we are root and the package can be had. */
function installed(): string | null {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  process.stderr.write("Installing chromium for the browser tests of the dashboard …\n");
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: 600_000 } as const;
  const install = (): void => { execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options); };
  try {
    try {
      install();
    } catch {
      // A clean machine has no package lists yet.
      execFileSync("apt-get", ["update"], options);
      install();
    }
  } catch {
    return null;
  }
  return PLACES.find((path) => existsSync(path)) ?? null;
}
