// Bundles the program into dist/, or the folder named: one small file that starts, and one chunk for each thing that only some runs need.
import { readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { bundleClient } from "../src/reports/dashboard/client/bundle.mjs";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const [outdir = "dist"] = process.argv.slice(2);
rmSync(outdir, { recursive: true, force: true });

const client = await bundleClient();

await build({
  entryPoints: { triage: "src/cli/start.ts", worker: "src/engine/worker.ts" },
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  minify: true,
  legalComments: "linked",
  define: { TRIAGE_VERSION: JSON.stringify(version), TRIAGE_CLIENT_SCRIPT: JSON.stringify(client.script), TRIAGE_CLIENT_STYLE: JSON.stringify(client.style) },
  // CommonJS dependencies call require; ESM has none by itself.
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
  logLevel: "warning",
});
