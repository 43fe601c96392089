#!/usr/bin/env node
// Starts the built bundle; in a checkout without a build, the sources through tsx.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../dist/triage.js", import.meta.url);

if (existsSync(fileURLToPath(built))) {
  await import(built.href);
} else {
  try {
    const { register } = await import("tsx/esm/api");
    register();
  } catch {
    process.stderr.write("error: triage is neither built nor installed here\nnext:  npm ci\n");
    process.exitCode = 2;
  }
  if (process.exitCode !== 2) await import(new URL("../src/cli/start.ts", import.meta.url).href);
}
