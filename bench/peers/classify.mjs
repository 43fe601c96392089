// Ordinary Node: readline, JSON.parse, every pattern in order. node classify.mjs LOGS PATTERNS
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [, , logs, patterns] = process.argv;
const clusters = JSON.parse(readFileSync(patterns, "utf8")).map(({ cluster, patterns: list }) => [cluster, list.map((pattern) => new RegExp(pattern, "i"))]);
const counts = {};
for await (const line of createInterface({ input: createReadStream(logs) })) {
  const { response } = JSON.parse(line);
  const text = (response === null || response === undefined ? "" : typeof response === "string" ? response : JSON.stringify(response)).slice(0, 4000);
  const found = clusters.find(([, list]) => list.some((pattern) => pattern.test(text)))?.[0] ?? "NONE";
  counts[found] = (counts[found] ?? 0) + 1;
}
console.log(JSON.stringify(counts));
