// DuckDB: read_ndjson and CASE regexp_matches. node classify-duckdb.mjs LOGS PATTERNS CACHE_FOLDER
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , logs, patterns, cache] = process.argv;
const { DuckDBInstance } = createRequire(join(cache, "package.json"))("@duckdb/node-api");
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const cases = JSON.parse(readFileSync(patterns, "utf8")).map(({ cluster, patterns: list }) => `WHEN ${list.map((pattern) => `regexp_matches(t, ${quoted(pattern)}, 'i')`).join(" OR ")} THEN ${quoted(cluster)}`);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const reader = await connection.runAndReadAll(`
  SELECT CASE ${cases.join("\n")} ELSE 'NONE' END AS cluster, count(*) AS n
  FROM (SELECT left(coalesce(CAST(response AS VARCHAR), ''), 4000) AS t FROM read_ndjson(${quoted(logs)}, columns = {response: 'JSON'}, maximum_object_size = 67108864, ignore_errors = true))
  GROUP BY 1 ORDER BY 1`);
console.log(JSON.stringify(Object.fromEntries(reader.getRows().map(([name, n]) => [name, Number(n)]))));
