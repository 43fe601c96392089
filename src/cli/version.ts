import { createRequire } from "node:module";

/** The version in package.json; the bundler puts it in as a constant. */
declare const TRIAGE_VERSION: string | undefined;

function readVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)("../../package.json");
  const version = typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : null;
  return typeof version === "string" ? version : "0.0.0";
}

export const VERSION: string = typeof TRIAGE_VERSION === "string" ? TRIAGE_VERSION : readVersion();
