#!/usr/bin/env node
// Starts the built bundle; in a checkout without a build, the sources through tsx.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

// Left alone, V8 lets the space for new objects grow to 48 MB, though what is new here is gone within a record. Threads have
// a limit for it; a program that has started has only this flag, which V8 reads whenever that space would grow, and which
// must be set before anything is loaded. 40 to 50 MB less, in the same time.
setFlagsFromString("--semi-space-growth-factor=1");

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
