import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { probeFolder, writeSet } from "../../src/store/write-set.ts";
import { workFolder } from "../support/run-cli.ts";

const files = [{ name: "first.json", content: "{}\n" }, { name: "second.md", content: "# two\n" }];
const names = files.map((file) => file.name);
const quiet = new AbortController().signal;

function folder(): string {
  const path = join(workFolder(), "out");
  mkdirSync(path);
  return path;
}

describe("a set of files", () => {
  test("appears whole, and leaves nothing beside it", async () => {
    const out = folder();
    await writeSet(out, files, "out", quiet);
    expect(readdirSync(out).toSorted()).toEqual(["first.json", "second.md"]);
    expect(readFileSync(join(out, "second.md"), "utf8")).toBe("# two\n");
  });

  test("that is interrupted changes nothing", async () => {
    const out = folder();
    await writeSet(out, files, "out", quiet);
    const controller = new AbortController();
    controller.abort("SIGINT");
    await expect(writeSet(out, [{ name: "first.json", content: "new" }], "out", controller.signal)).rejects.toMatchObject({ code: "INTERRUPTED" });
    expect(readFileSync(join(out, "first.json"), "utf8")).toBe("{}\n");
    expect(readdirSync(out).toSorted()).toEqual(["first.json", "second.md"]);
  });

  test.each([
    ["a symbolic link", (path: string) => symlinkSync("/dev/null", path), /symbolic link/],
    ["a folder", (path: string) => mkdirSync(path), /a folder/],
  ])("does not replace %s", async (_name, make, message) => {
    const out = folder();
    make(join(out, "second.md"));
    await expect(probeFolder(out, names, "out")).rejects.toThrow(message);
    await expect(writeSet(out, files, "out", quiet)).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE" });
    expect(existsSync(join(out, "first.json"))).toBe(false);
    expect(readdirSync(out)).toEqual(["second.md"]);
  });

  test("cannot go where a file is", async () => {
    const out = join(workFolder(), "taken");
    writeFileSync(out, "");
    await expect(probeFolder(out, names, "taken")).rejects.toMatchObject({ code: "OUTPUT_UNWRITABLE", message: expect.stringContaining("taken: cannot be written") as string });
  });

  // The superuser may write anywhere.
  test.skipIf(process.getuid?.() === 0)("cannot go into a folder that is not ours", async () => {
    const out = folder();
    chmodSync(out, 0o500);
    await expect(probeFolder(out, names, "out")).rejects.toThrow(/permission denied/);
  });

  test("clears temporary files of a killed run, an hour later and not before", async () => {
    const out = folder();
    const old = join(out, ".first.json.0123456789abcdef.tmp");
    const young = join(out, ".first.json.fedcba9876543210.tmp");
    for (const path of [old, young]) writeFileSync(path, "x");
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(old, twoHoursAgo, twoHoursAgo);
    await probeFolder(out, names, "out");
    expect(readdirSync(out)).toEqual([".first.json.fedcba9876543210.tmp"]);
  });
});
