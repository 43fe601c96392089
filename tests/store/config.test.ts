import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/store/config.ts";
import { workFolder } from "../support/run-cli.ts";

function withConfig(text: string, name = "triage.config.yaml"): string {
  const cwd = workFolder();
  mkdirSync(join(cwd, ".git"));
  writeFileSync(join(cwd, name), text);
  return cwd;
}

describe("the configuration", () => {
  test("is found from the working folder upwards, not beyond the repository", async () => {
    const cwd = withConfig("links:\n  log: https://logs.example.com/{id}\nmap:\n  id: meta.logId\n");
    mkdirSync(join(cwd, "a/b"), { recursive: true });
    expect(await loadConfig(null, join(cwd, "a/b"))).toEqual({ links: { log: "https://logs.example.com/{id}" }, map: { id: "meta.logId" }, taxonomy: null });
    mkdirSync(join(cwd, "a/.git"));
    expect(await loadConfig(null, join(cwd, "a/b"))).toEqual({ links: {}, map: {}, taxonomy: null });
  });

  test("may be JSON", async () => {
    expect(await loadConfig(null, withConfig('{"links": {"log": "https://x.example/{id}"}}', "triage.config.json"))).toMatchObject({ links: { log: "https://x.example/{id}" } });
  });

  test("tells every fault at once, each with its place", async () => {
    const cwd = withConfig("links:\n  log: javascript:alert(1)\n  other: https://x.example\nmaps: {}\n");
    await expect(loadConfig(null, cwd)).rejects.toMatchObject({ code: "CONFIG_INVALID", message: expect.stringMatching(/2 faults|3 faults/) as string });
    await expect(loadConfig(null, cwd)).rejects.toThrow(/triage\.config\.yaml:2:8: links\.log: must be an http\(s\) address/);
  });

  test("names the placeholders that there are where a link has another", async () => {
    await expect(loadConfig(null, withConfig("links:\n  log: https://x.example/{idd}\n  spreadsheet: https://x.example/{sheet_row}\n"))).rejects.toThrow(/links\.log: has no \{idd\}.*\{id\}.*\{sheet_row\}/);
  });

  test("that is no YAML is told by line and column", async () => {
    await expect(loadConfig(null, withConfig("links: [unclosed\n"))).rejects.toThrow(/triage\.config\.yaml:\d+:\d+/);
  });

  test("that was named must be there", async () => {
    await expect(loadConfig("elsewhere.yaml", workFolder())).rejects.toThrow(/elsewhere\.yaml: cannot be read/);
  });
});
