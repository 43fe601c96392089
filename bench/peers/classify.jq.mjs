// Writes the program for jq 1.6 (Oniguruma): node classify.jq.mjs PATTERNS > program.jq
import { readFileSync } from "node:fs";

const clusters = JSON.parse(readFileSync(process.argv[2], "utf8"));
const tests = clusters.map(({ cluster, patterns }) => `if ($t | test(${JSON.stringify(patterns.map((pattern) => `(?:${pattern})`).join("|"))}; "i")) then ${JSON.stringify(cluster)}`).join(" el");
console.log(`(.response // "" | if type == "string" then . else tojson end | .[0:4000]) as $t | ${tests} else "NONE" end`);
