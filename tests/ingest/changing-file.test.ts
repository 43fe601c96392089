import { appendFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { openBytes } from "../../src/ingest/bytes.ts";
import { workFolder } from "../support/run-cli.ts";

test.each([
  ["grows", (path: string) => appendFileSync(path, "more"), true],
  ["is cut", (path: string) => truncateSync(path, 10), true],
  ["stays as it is", () => {}, false],
] as const)("a file that %s while it is read is noticed where it must be", async (_name, change, changed) => {
  const path = join(workFolder(), "logs.ndjson");
  writeFileSync(path, "x".repeat(3 << 20));
  const { chunks, digest } = openBytes({ kind: "file", path, name: "logs.ndjson" }, Readable.from([]));
  let first = true;
  for await (const chunk of chunks) {
    expect(chunk.length).toBeGreaterThan(0);
    if (first) change(path);
    first = false;
  }
  expect(digest.changed()).toBe(changed);
});
