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
 * browser tests are left out, and the run says so; with `TRIAGE_BROWSER=required` that is a failure. `TRIAGE_BROWSER=<path>`
 * names a browser, `none` leaves the tests out.
 */
export default function setUp(project: TestProject): void {
  const wanted = process.env["TRIAGE_BROWSER"];
  if (wanted === "none") return leftOut(project, "TRIAGE_BROWSER=none asks for it", false);
  const named = wanted === undefined || wanted === "required" ? null : wanted;
  const found = [...(named === null ? PLACES : [named])].find((path) => existsSync(path)) ?? (named === null ? installed() : null);
  if (found !== null) project.provide("chromium", found);
  else leftOut(project, named === null ? "no Chromium was found, and apt-get could not install it" : `${named} is not there`, wanted === "required");
}

function leftOut(project: TestProject, why: string, fails: boolean): void {
  const message = `Browser tests of the dashboard are LEFT OUT: ${why}. Install one (apt-get install chromium) or name one with TRIAGE_BROWSER=<path>.`;
  if (fails) throw new Error(`${message} TRIAGE_BROWSER=required makes that a failure.`);
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
