// How the client becomes one script without imports and one style sheet, both ASCII. The build puts them into the program;
// in a checkout without a build they are made when they are asked for.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FOLDER = fileURLToPath(new URL("./", import.meta.url));

export async function bundleClient() {
  const { outputFiles } = await build({
    entryPoints: [`${FOLDER}main.ts`, `${FOLDER}style.css`],
    outdir: "client",
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    charset: "ascii",
    target: ["chrome111", "firefox115", "safari16.4"],
    legalComments: "none",
    logLevel: "warning",
  });
  const text = (extension) => outputFiles.find(({ path }) => path.endsWith(extension))?.text.trim() ?? "";
  return { script: text(".js"), style: text(".css") };
}
