import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKS } from "../../src/rules/lint/finding.ts";
import { taxonomyJsonSchema } from "../../src/store/taxonomy-json-schema.ts";
import { runCli, workFolder } from "../../tests/support/run-cli.ts";
import { block, table } from "./blocks.ts";

interface Schema {
  readonly properties?: Readonly<Record<string, Schema & { readonly description?: string }>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

function members(schema: Schema | undefined): string {
  return table(["member", "what it says"], Object.entries(schema?.properties ?? {}).filter(([name]) => name !== "$schema").map(([name, { description }]) => [`\`${name}\``, (description ?? "").replaceAll("|", "\\|")]));
}

/** A session of a newcomer, each step really run: what docs/rules.md shows is what the program says. */
async function session(): Promise<Readonly<Record<string, string>>> {
  const cwd = workFolder();
  const run = async (...args: readonly string[]): Promise<string> => {
    const { stdout, stderr } = await runCli(args, { cwd });
    return block(`$ triage ${args.map((arg) => (/[ '"{]/.test(arg) ? `'${arg}'` : arg)).join(" ")}\n${stderr}${stdout}`);
  };
  const init = await run("init");
  const tested = await run("rules", "test");
  const tried = (await run("rules", "try", "Your card was declined.", "--status", "402")).split("\nEvery rule")[0] ?? "";
  const own = join(cwd, "triage.taxonomy.yaml");
  const starter = readFileSync(own, "utf8");
  writeFileSync(own, starter.replace("        misses: ", "          - { status: 400, response: { message: Your card was declined. } }\n        misses: "));
  const failing = await run("rules", "test");
  writeFileSync(own, starter.replace("\nbuckets:", `
      - id: card-declined-words
        why: The sentence says that the card was refused.
        strength: cause
        at: [message]
        patterns: ['\\bcard was declined\\b']
        hits: [{ status: 400, response: { message: Your card was declined. } }]
        misses: [{ status: 400, response: { message: Your card number is wrong. } }]

buckets:`));
  const passing = await run("rules", "test");
  const diff = await run("rules", "diff", "--from", "toolkit-api", "--corpus", "fixtures/taxonomies/payments-cases.ndjson");
  return { "rules-init": init, "rules-test": tested, "rules-try": `${tried.trimEnd()}\n~~~`, "rules-test-fails": failing, "rules-test-passes": passing, "rules-diff": diff };
}

/** Everything in docs/rules.md that follows from the program. */
export async function rulesSections(): Promise<Readonly<Record<string, string>>> {
  const schema = taxonomyJsonSchema() as Schema;
  const cluster = schema.properties?.["clusters"]?.additionalProperties;
  return {
    ...(await session()),
    "file-members": members(schema),
    "cluster-members": members(cluster),
    "rule-members": members(cluster?.properties?.["rules"]?.items),
    checks: table(["check", "", "what it finds"], Object.entries(CHECKS).map(([id, { severity, about }]) => [`\`${id}\``, severity, about])),
  };
}
