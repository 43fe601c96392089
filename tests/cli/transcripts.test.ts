import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { VERSION } from "../../src/cli/version.ts";
import { type CliOptions, runCli, workFolder } from "../support/run-cli.ts";

const SHAPES = "fixtures/shapes";
const DAMAGED = "fixtures/damaged";
const AUDIT = ["fixtures/audit/all_logs.json", "--upstream", "fixtures/audit/ci_classifications_final.json"];

const OWN_WITH_WRONG_SAMPLES = `name: own
version: 1.0.0
extends: toolkit-api
clusters:
  RATE_LIMITED:
    rules:
      - id: slow-lane
        why: The lane is slow.
        patterns: ['\\bslow lane\\b']
        hits: [{ status: 404, response: { message: Room not found in the slow lane } }]
        misses: [the slow lane]
`;

interface Case extends CliOptions {
  readonly name: string;
  readonly args: readonly string[];
  /** Prepares the working folder. */
  readonly given?: (cwd: string) => void;
}

const named = (name: string, args: readonly string[], rest: Omit<Case, "name" | "args"> = {}): Case => ({ name, args, ...rest });

const good: readonly Case[] = [
  named("help", ["--help"]),
  named("help-classify", ["classify", "--help"]),
  named("help-explain", ["explain", "--help"]),
  named("version", ["--version"]),
  named("classify", ["classify", `${SHAPES}/array.json`]),
  named("classify-with-upstream", ["classify", `${SHAPES}/array.json`, "--upstream", `${SHAPES}/upstream-array.json`]),
  named("classify-several-inputs", ["classify", `${SHAPES}/array.json`, `${SHAPES}/lines.ndjson`]),
  named("classify-quiet", ["classify", `${SHAPES}/array.json`, "--quiet"]),
  named("classify-to-stdout", ["classify", `${SHAPES}/array.json`, "--out", "-", "--format", "toolkit-bugs"]),
  named("classify-from-stdin", ["classify", "-", "--out", "reports"], { stdin: '{"id":"log_1","tool":"X_GET","status_code":404,"response":{"message":"Room 12 not found"}}\n' }),
  named("classify-own-field-names", ["classify", `${SHAPES}/shape-own-names.ndjson`, "--map", "id=meta.ref", "--map", "status=http.code", "--map", "response=got", "--map", "tool=op"]),
  named("classify-dashboard", ["classify", `${SHAPES}/array.json`, "--dashboard", "fixtures/dashboards/v6.html", "--evidence-pages"]),
  named("classify-in-colour", ["classify", `${SHAPES}/array.json`, "--color", "always"]),
  named("explain-fixture", ["explain", "log_yxHPq7Pfbb3e", ...AUDIT]),
  named("explain-toolkit-bug", ["explain", "log_iTvd-jlerJu9", ...AUDIT]),
  named("explain-reclassified", ["explain", "log_7ku09bAhphdW", ...AUDIT]),
  named("help-rules", ["rules", "--help"]),
  named("rules-list", ["rules", "list", "--taxonomy", "fixtures/taxonomies/payments.yaml"]),
  named("rules-show-rule", ["rules", "show", "limit-window"]),
  named("rules-show-own-rule", ["rules", "show", "card-declined-code", "--taxonomy", "fixtures/taxonomies/payments.yaml"]),
  named("rules-show-cluster", ["rules", "show", "PERMISSION_DENIED"]),
  named("rules-show-bucket", ["rules", "show", "UPSTREAM_API_BEHAVIOR"]),
  named("rules-show-spot-check", ["rules", "show", "field-not-in-schema"]),
  named("rules-show-reclassification", ["rules", "show", "fixture-id-refused"]),
  named("rules-try", ["rules", "try", "No such channel: C024BE91L", "--status", "404", "--url", "https://chat.example/channels/C024BE91L"]),
  named("rules-try-stdin", ["rules", "try"], { stdin: '{"ok": false, "error": "missing_scope", "needed": "im:read"}' }),
  named("rules-test", ["rules", "test", "--taxonomy", "fixtures/taxonomies/payments.yaml", "--case", "fixtures/taxonomies/payments-cases.ndjson"]),
  named("rules-diff", ["rules", "diff", "--from", "toolkit-api", "--to", "fixtures/taxonomies/payments.yaml", "--corpus", "fixtures/taxonomies/payments-cases.ndjson"]),
  named("rules-diff-markdown", ["rules", "diff", "--from", "toolkit-api", "--to", "fixtures/taxonomies/payments.yaml", "--corpus", "fixtures/taxonomies/payments-cases.ndjson", "--format", "markdown"]),
  named("rules-lint-corpus", ["rules", "lint", "--taxonomy", "fixtures/taxonomies/payments.yaml", "--corpus", "fixtures/taxonomies/payments-cases.ndjson"]),
  named("init", ["init", "setup"]),
  named("explain-json", ["explain", "log_JHK8IsTTd8W5", ...AUDIT, "--json"]),
];

const bad: readonly Case[] = [
  named("no-command", []),
  named("unknown-command", ["clasify"]),
  named("unknown-flag", ["classify", "x.json", "--upstraem", "y"]),
  named("no-logs", ["classify"]),
  named("missing-file", ["classify", "nowhere.json"]),
  named("missing-pattern", ["classify", "logs/*.ndjson"]),
  named("empty-folder", ["classify", "empty"], { given: (cwd) => mkdirSync(join(cwd, "empty")) }),
  named("stdin-terminal", ["classify", "-"], { stdinIsTty: true }),
  named("stdin-twice", ["classify", "-", "--upstream", "-"]),
  named("stdin-empty", ["classify", "-"]),
  named("zero-bytes", ["classify", `${DAMAGED}/zero-bytes.json`]),
  named("blanks", ["classify", `${DAMAGED}/blanks.json`]),
  named("no-records", ["classify", `${DAMAGED}/no-records.json`]),
  named("no-records-envelope", ["classify", `${DAMAGED}/no-records-envelope.json`]),
  named("not-json-csv", ["classify", `${DAMAGED}/not-json.csv`]),
  named("not-json-html", ["classify", `${DAMAGED}/not-json.html`]),
  named("not-json-text", ["classify", `${DAMAGED}/not-json.txt`]),
  named("truncated-json", ["classify", `${DAMAGED}/truncated.json`]),
  named("truncated-json-allowed", ["classify", `${DAMAGED}/truncated.json`, "--allow-damaged"]),
  named("truncated-ndjson", ["classify", `${DAMAGED}/truncated.ndjson`]),
  named("truncated-gzip", ["classify", `${DAMAGED}/truncated.ndjson.gz`, "--out", "-", "--format", "escalation"]),
  named("bad-line", ["classify", `${DAMAGED}/bad-line.ndjson`]),
  named("utf16", ["classify", `${DAMAGED}/bom-utf16le.json`]),
  named("invalid-utf8", ["classify", `${DAMAGED}/invalid-utf8.ndjson`]),
  named("duplicate-ids", ["classify", `${DAMAGED}/duplicate-ids.json`]),
  named("without-id", ["classify", `${DAMAGED}/without-id.ndjson`]),
  named("not-objects", ["classify", `${DAMAGED}/not-objects.json`]),
  named("nested-deep", ["classify", `${DAMAGED}/nested-deep.ndjson`]),
  named("proto-keys", ["classify", `${DAMAGED}/proto-keys.ndjson`]),
  named("record-too-long", ["classify", `${SHAPES}/lines.ndjson`, "--max-record-bytes", "420"]),
  named("upstream-unknown-category", ["classify", `${SHAPES}/array.json`, "--upstream", `${DAMAGED}/upstream-unknown-category.json`]),
  named("upstream-damaged", ["classify", `${SHAPES}/array.json`, "--upstream", "up.json"], { given: (cwd) => writeFileSync(join(cwd, "up.json"), readFileSync(`${SHAPES}/upstream-array.json`, "utf8").slice(0, 500)) }),
  named("upstream-is-a-log-export", ["classify", `${SHAPES}/array.json`, "--upstream", `${SHAPES}/lines.ndjson`]),
  named("output-is-a-file", ["classify", `${SHAPES}/array.json`, "--out", "taken"], { given: (cwd) => writeFileSync(join(cwd, "taken"), "") }),
  named("dashboard-without-tabs", ["classify", `${SHAPES}/array.json`, "--dashboard", "fixtures/dashboards/no-tabs.html"]),
  named("config-faults", ["classify", `${SHAPES}/array.json`], { given: (cwd) => writeFileSync(join(cwd, "triage.config.yaml"), "links:\n  log: ftp://x\n  logg: https://x.example\nmap:\n  idd: x\n") }),
  named("map-unknown-field", ["classify", `${SHAPES}/array.json`, "--map", "ident=x"]),
  named("map-without-path", ["classify", `${SHAPES}/array.json`, "--map", "id"]),
  named("size-nonsense", ["classify", `${SHAPES}/array.json`, "--max-record-bytes", "many"]),
  named("taxonomy-missing", ["classify", `${SHAPES}/array.json`, "--taxonomy", "nowhere.yaml"]),
  named("taxonomy-no-yaml", ["classify", `${SHAPES}/array.json`, "--taxonomy", "own.yaml"], { given: (cwd) => writeFileSync(join(cwd, "own.yaml"), "name: [unclosed\nversion: 1.0.0\n") }),
  named("taxonomy-broken", ["classify", `${SHAPES}/array.json`, "--taxonomy", "fixtures/taxonomies/broken.yaml"]),
  named("taxonomy-dangling", ["rules", "list", "--taxonomy", "fixtures/taxonomies/dangling.yaml"]),
  named("rules-test-fails", ["rules", "test", "--taxonomy", "own.yaml"], { given: (cwd) => writeFileSync(join(cwd, "own.yaml"), OWN_WITH_WRONG_SAMPLES) }),
  named("rules-test-case-fails", ["rules", "test", "--case", "fixtures/taxonomies/payments-cases.ndjson"]),
  named("rules-test-without-labels", ["rules", "test", "--case", `${SHAPES}/array.json`]),
  named("rules-lint", ["rules", "lint", "--taxonomy", "fixtures/taxonomies/sloppy.yaml"]),
  named("rules-diff-wrong-way", ["rules", "diff", "--from", "fixtures/taxonomies/payments.yaml", "--corpus", "fixtures/taxonomies/payments-cases.ndjson"]),
  named("rules-diff-unknown", ["rules", "diff", "--from", "nowhere", "--corpus", `${SHAPES}/array.json`]),
  named("rules-diff-without-corpus", ["rules", "diff", "--from", "toolkit-api"]),
  named("rules-show-unknown", ["rules", "show", "limit-windows"]),
  named("rules-try-terminal", ["rules", "try"], { stdinIsTty: true }),
  named("rules-unknown", ["rules", "lst"]),
  named("init-twice", ["init"], { given: (cwd) => writeFileSync(join(cwd, "triage.config.yaml"), "") }),
  named("explain-unknown-id", ["explain", "log_yxHPq7Pfbb3f", ...AUDIT]),
  named("explain-without-run", ["explain", "log_1"]),
  named("explain-out-of-scope", ["explain", "log_a4", `${SHAPES}/array.json`, "--upstream", `${SHAPES}/upstream-array.json`]),
];

const block = (title: string, text: string): string => (text === "" ? `${title}: nothing\n` : `${title}:\n\n~~~~text\n${text.replaceAll(VERSION, "(version)").replace(/\n$/, "").replaceAll("\u001b", "\\e")}\n~~~~\n`);

async function transcript(entry: Case): Promise<string> {
  const cwd = workFolder();
  entry.given?.(cwd);
  const run = await runCli(entry.args, { ...entry, cwd });
  const shown = entry.args.map((arg) => (/[\s*]/.test(arg) ? `'${arg}'` : arg)).join(" ");
  return [`# triage ${shown}\n`, `Exit code: ${run.exitCode}\n`, block("stdout", run.stdout), block("stderr", run.stderr), `Files: ${run.list(".").filter((name) => name !== "fixtures").join(", ") || "none"}\n`].join("\n");
}

// What a person sees, word for word. Update with npm run golden, and read the difference as a user would.
describe.each([["good", good], ["bad", bad]] as const)("%s runs", (kind, cases) => {
  test.each(cases.map((entry) => [entry.name, entry] as const))("%s", async (name, entry) => {
    const text = await transcript(entry);
    expect(text).not.toMatch(/ at .*\.ts:\d+/);
    await expect(text).toMatchFileSnapshot(`transcripts/${kind}/${name}.md`);
  });
});
