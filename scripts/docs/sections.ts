import { readFileSync } from "node:fs";
import type { Categorization } from "../../src/categorization/schema.ts";
import { EXIT_CODE_HELP } from "../../src/cli/outcome.ts";
import { ALIASES } from "../../src/failure/aliases.ts";
import { DASHBOARD, EVIDENCE } from "../../src/reports/dashboard/about.ts";
import { findingsOf } from "../../src/reports/findings.ts";
import { ownerMessage } from "../../src/reports/message.ts";
import { reports } from "../../src/reports/registry.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";
import { block, table } from "./blocks.ts";
import { rulesSections } from "./rules-sections.ts";
import { runCli } from "../../tests/support/run-cli.ts";

const AUDIT = ["fixtures/audit/all_logs.json", "--upstream", "fixtures/audit/ci_classifications_final.json"];

async function auditSections(): Promise<Readonly<Record<string, string>>> {
  const run = await runCli(["classify", ...AUDIT]);
  const categorization = JSON.parse(run.read("triage-out/bug_categorization.json")) as Categorization;
  const bucket = categorization.buckets.find((candidate) => candidate.id === "PLATFORM_AUTH_ISSUE");
  if (bucket === undefined) throw new Error("the audit has no auth issues");
  const { head, overview } = findingsOf(categorization);
  const [cause] = overview.bucket(bucket.id).causes();
  if (cause === undefined) throw new Error("the audit has no root cause");
  const explained = await runCli(["explain", "log_yxHPq7Pfbb3e"], { cwd: run.cwd });
  return {
    summary: block(run.stderr),
    message: block(ownerMessage(cause, bucket, head)),
    explain: block(explained.stdout.split("\nEvery rule")[0] ?? ""),
  };
}

function taxonomySections(): Readonly<Record<string, string>> {
  const { clusters, buckets, dispatch, fallback, demotion, scope, reclassifications } = toolkitApi;
  const bucketOf = (id: string): string => Object.entries(dispatch).find(([cluster]) => cluster === id)?.[1] ?? fallback;
  return {
    clusters: table(["cluster", "what it is", "goes to", "rules"], Object.values(clusters).map((cluster) => [`\`${cluster.id}\``, cluster.description, `\`${bucketOf(cluster.id)}\``, String(cluster.rules.length)])),
    buckets: table(["bucket", "owner", "action", "what it means"], Object.entries(buckets).map(([id, bucket]) => [`\`${id}\``, bucket.owner, bucket.action, bucket.description])),
    "spot-checks": table(["spot-check", "what is wrong on our own side"], demotion.checks.map((check) => [`\`${check.id}\``, check.why])),
    scope: [
      `In scope: ${scope.inScope.map((category) => `\`${category}\``).join(", ")}. Reclassified where the failure's own evidence says so:`,
      "",
      ...reclassifications.map((entry) => `- from ${entry.from.map((category) => `\`${category}\``).join(", ")}: ${entry.why}`),
    ].join("\n"),
  };
}

/** Everything in the README that follows from the program, by the name of its section. */
export async function sections(): Promise<Readonly<Record<string, string>>> {
  return {
    ...(await auditSections()),
    ...taxonomySections(),
    reports: table(["file", "what is in it", "written"], [
      ...Object.values(reports).map((report) => [`\`${report.fileName}\``, report.summary, "always"]),
      [`\`${DASHBOARD.fileName}\``, DASHBOARD.summary, "with `--format dashboard`"],
      ["the page's own name", "a page of yours with a Categorization tab", "with `--dashboard BASE.html`"],
      [`\`${EVIDENCE.folder}/${EVIDENCE.fileName}\``, EVIDENCE.summary, "with `--evidence-pages`"],
    ]),
    "exit-codes": table(["code", "meaning"], EXIT_CODE_HELP.map(([code, meaning]) => [code, meaning])),
    aliases: table(["field", "names it is found under, best first"], Object.entries(ALIASES).map(([field, names]) => [`\`${field}\``, names.map((name) => `\`${name}\``).join(" ")])),
  };
}

/** The pages that hold generated sections. */
const PAGES = ["README.md", "docs/rules.md"] as const;

/** Every page with its generated sections written anew. Throws where a section has no place, or a place no section. */
export async function pages(): Promise<Readonly<Record<string, string>>> {
  const all = { ...(await sections()), ...(await rulesSections()) };
  const seen = new Set<string>();
  const texts = PAGES.map((path) => [path, readFileSync(path, "utf8").replace(/<!-- generated: ([\w-]+) -->[\s\S]*?<!-- end -->/g, (_whole, name: string) => {
    const section = all[name];
    if (section === undefined) throw new Error(`${path}: nobody writes the section ${name}`);
    seen.add(name);
    return `<!-- generated: ${name} -->\n${section}\n<!-- end -->`;
  })] as const);
  const missing = Object.keys(all).filter((name) => !seen.has(name));
  if (missing.length > 0) throw new Error(`no page has a place for ${missing.join(", ")}`);
  return Object.fromEntries(texts);
}
