import { Command, InvalidArgumentError, Option } from "commander";
import type { InputFlags } from "../input-options.ts";
import { parseMap, parseSize } from "../input-options.ts";
import type { ColourChoice, Io } from "../io.ts";
import type { Outcome } from "../outcome.ts";
import { type TaxonomyFlags, withTaxonomyOptions } from "../taxonomy-options.ts";

export interface RulesFlags extends TaxonomyFlags {
  readonly color: ColourChoice;
  readonly json?: boolean;
}

/** Flags of the commands that read a log export beside the taxonomy. */
export interface CorpusFlags extends RulesFlags, Pick<InputFlags, "map" | "maxRecordBytes" | "redact"> {}

export interface LintFlags extends CorpusFlags {
  readonly corpus: readonly string[];
}

export interface TestFlags extends CorpusFlags {
  readonly case: readonly string[];
}

export interface DiffFlags extends LintFlags {
  readonly from: string;
  readonly to?: string;
  readonly format: "text" | "markdown" | "json";
}

export interface TryFlags extends RulesFlags {
  readonly status?: number;
  readonly url?: string;
  readonly method?: string;
  readonly body?: string;
}

type Finish = (outcome: Outcome) => void;

/** `triage rules`: the taxonomy, as data that can be trusted. */
export function rulesCommand(io: Io, finish: Finish): Command {
  return new Command("rules")
    .summary("the taxonomy: list, show, try, test, lint and compare rules")
    .description("Shows the taxonomy, tries a text on it, tests its rules against their samples, lints it, and shows what a change would move.")
    .helpCommand(false)
    .addCommand(listCommand(io, finish))
    .addCommand(showCommand(io, finish))
    .addCommand(tryCommand(io, finish))
    .addCommand(testCommand(io, finish))
    .addCommand(lintCommand(io, finish))
    .addCommand(diffCommand(io, finish))
    .addCommand(exportCommand(io, finish))
    .addCommand(schemaCommand(io, finish));
}

function withColour(command: Command): Command {
  return command.addOption(new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"));
}

function withCorpus(command: Command): Command {
  return withColour(withTaxonomyOptions(command))
    .addOption(new Option("--map <field=path>", "a field under a name of your own: --map id=meta.logId").argParser(parseMap).default([], "known names only"))
    .addOption(new Option("--max-record-bytes <size>", "skip records longer than this").argParser(parseSize).default(parseSize("64mb"), "64mb"))
    .addOption(new Option("--no-redact", "show secrets and personal data; for your own eyes"));
}

function listCommand(io: Io, finish: Finish): Command {
  return withColour(withTaxonomyOptions(new Command("list").description("The whole taxonomy, in the order in which it decides.").addOption(new Option("--json", "as a taxonomy file in JSON"))))
    .action(async (flags: RulesFlags) => finish(await (await import("../runs/rules/inspect.ts")).list(flags, io)));
}

function showCommand(io: Io, finish: Finish): Command {
  return withColour(withTaxonomyOptions(new Command("show").description("One rule, cluster, bucket, spot-check or reclassification, with its patterns, samples, and what it yields to and why.").argument("<id>", "its id, as triage rules list shows it").addOption(new Option("--json", "as JSON"))))
    .action(async (id: string, flags: RulesFlags) => finish(await (await import("../runs/rules/inspect.ts")).show(id, flags, io)));
}

function exportCommand(io: Io, finish: Finish): Command {
  return withTaxonomyOptions(new Command("export").description("The whole taxonomy, inherited parts and all, as a taxonomy file in YAML."))
    .action(async (flags: RulesFlags) => finish(await (await import("../runs/rules/inspect.ts")).exportYaml(flags, io)));
}

function schemaCommand(io: Io, finish: Finish): Command {
  return new Command("schema").description("The JSON Schema of a taxonomy file, for editors.")
    .action(async () => finish(await (await import("../runs/rules/inspect.ts")).schema(io)));
}

const TRY_EXAMPLES = `
Examples:
  triage rules try 'No such channel: C024BE91L' --status 404
  triage rules try '{"ok": false, "error": "missing_scope", "needed": "im:read"}'
  pbpaste | triage rules try -`;

function tryCommand(io: Io, finish: Finish): Command {
  return withColour(withTaxonomyOptions(new Command("try").description("What would this be, and why?").argument("[text]", "an answer as the API gave it, text or JSON; - or none for standard input")))
    .addOption(new Option("--status <code>", "HTTP status").argParser(parseStatus))
    .addOption(new Option("--method <verb>", "HTTP method of the request"))
    .addOption(new Option("--url <url>", "URL of the request"))
    .addOption(new Option("--body <json>", "body of the request"))
    .addHelpText("after", TRY_EXAMPLES)
    .action(async (text: string | undefined, flags: TryFlags) => finish(await (await import("../runs/rules/try.ts")).tryText(text ?? "-", flags, io)));
}

function parseStatus(value: string): number {
  const status = Number(value);
  if (!Number.isInteger(status) || status < 100 || status > 599) throw new InvalidArgumentError("a status is a number from 100 to 599.");
  return status;
}

function testCommand(io: Io, finish: Finish): Command {
  return withCorpus(new Command("test").description("Puts every sample of every rule through the whole decision: hits must end in the rule's cluster, through that rule; misses must not. Exit 1 where one does not."))
    .addOption(new Option("--case <file...>", 'labelled failures too: a log export with "expected": {"cluster": …, "bucket": …} in its records').default([], "samples only"))
    .action(async (flags: TestFlags) => finish(await (await import("../runs/rules/test.ts")).test(flags, io)));
}

function lintCommand(io: Io, finish: Finish): Command {
  return withCorpus(new Command("lint").description("Looks for rules that are shadowed, doubled, unproven, too broad, too slow or unable to match; on a log export also for those that never fire or never win, and for overlaps. Exit 1 where something must be mended."))
    .addOption(new Option("--corpus <logs...>", "log exports to watch the rules on").default([], "none"))
    .addOption(new Option("--json", "findings and counts as JSON"))
    .action(async (flags: LintFlags) => finish(await (await import("../runs/rules/lint.ts")).lint(flags, io)));
}

const DIFF_EXAMPLES = `
Examples:
  triage rules diff --from toolkit-api --to triage.taxonomy.yaml --corpus logs.json
  triage rules diff --from origin/main --corpus 'logs/*.ndjson.gz' --format markdown`;

function diffCommand(io: Io, finish: Finish): Command {
  return withCorpus(new Command("diff").description("What a change of the taxonomy moves: every failure that ends in another cluster, bucket or owner. Exit 1 where a labelled case moves the wrong way."))
    .addOption(new Option("--from <taxonomy>", "before: a taxonomy file, toolkit-api, or a git revision (REV, REV:PATH)").makeOptionMandatory())
    .addOption(new Option("--to <taxonomy>", "after (default: the taxonomy in use)"))
    .addOption(new Option("--corpus <logs...>", "log exports to compare on").makeOptionMandatory())
    .addOption(new Option("-f, --format <name>", "how it is written").choices(["text", "markdown", "json"]).default("text"))
    .addHelpText("after", DIFF_EXAMPLES)
    .action(async (flags: DiffFlags) => finish(await (await import("../runs/rules/diff.ts")).diff(flags, io)));
}
