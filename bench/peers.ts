import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Dialect, patternsFor } from "./taxonomy.ts";

/** Another program that does the job, or as much of it as it can: count by cluster. */
export interface Peer {
  readonly name: string;
  readonly command: string;
  args(logs: string): readonly string[];
}

/** What cannot be had here, and why. */
export interface LeftOut {
  readonly name: string;
  readonly why: string;
}

const PEERS = join(import.meta.dirname, "peers");

/** The peers that run on this machine; what is not installed is fetched into a cache folder where a registry gives it. */
export function peersIn(cache: string): { readonly peers: readonly Peer[]; readonly leftOut: readonly LeftOut[] } {
  mkdirSync(cache, { recursive: true });
  const file = (dialect: Dialect): string => {
    const path = join(cache, `patterns-${dialect}.json`);
    writeFileSync(path, JSON.stringify(patternsFor(dialect)));
    return path;
  };
  const peers: Peer[] = [{ name: "ordinary Node", command: process.execPath, args: (logs) => [join(PEERS, "classify.mjs"), logs, file("javascript")] }];
  const leftOut: LeftOut[] = [];
  if (runs("python3", ["--version"])) peers.push({ name: "Python json + re", command: "python3", args: (logs) => [join(PEERS, "classify.py"), logs, file("python")] });
  else leftOut.push({ name: "Python", why: "there is no python3" });
  if (runs("jq", ["--version"])) {
    const program = join(cache, "program.jq");
    writeFileSync(program, execFileSync(process.execPath, [join(PEERS, "classify.jq.mjs"), file("oniguruma")]));
    peers.push({ name: "jq", command: "jq", args: (logs) => ["-c", "-f", program, logs] });
  } else leftOut.push({ name: "jq", why: "it is not installed" });
  if (install("@duckdb/node-api", cache)) peers.push({ name: "DuckDB", command: process.execPath, args: (logs) => [join(PEERS, "classify-duckdb.mjs"), logs, file("re2"), cache] });
  else leftOut.push({ name: "DuckDB", why: "the registry does not give @duckdb/node-api" });
  return { peers, leftOut };
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}

/** Fetches a package into the cache folder, once. */
export function install(name: string, cache: string): boolean {
  if (existsSync(join(cache, "node_modules", name))) return true;
  writeFileSync(join(cache, "package.json"), '{"private":true}');
  return spawnSync("npm", ["install", "--no-audit", "--no-fund", name], { cwd: cache, timeout: 600_000 }).status === 0;
}
