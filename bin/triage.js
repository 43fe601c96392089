#!/usr/bin/env node
// Starts the built bundle; in a checkout without a build, the sources through tsx.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../dist/triage.js", import.meta.url);
const source = new URL("../src/cli/start.ts", import.meta.url);

async function registerTypeScript() {
  const { register } = await import("tsx/esm/api");
  register();
}

if (existsSync(fileURLToPath(built))) {
  await import(built.href);
} else if (existsSync(fileURLToPath(source)) && (await registerTypeScript().then(() => true, () => false))) {
  await import(source.href);
} else {
  process.stderr.write("error: triage is neither built nor installed here\nnext:  npm ci\n");
  process.exitCode = 2;
}
