import { Command, Option } from "commander";
import { type FormatName, formatNames } from "../../reports/names.ts";
import { type InputFlags, parseJobs, parseShard, withInputOptions } from "../input-options.ts";
import type { Io } from "../io.ts";
import type { Outcome } from "../outcome.ts";

export interface ClassifyFlags extends InputFlags {
  readonly out: string;
  readonly format: FormatName;
  readonly dashboard?: string;
  readonly tabList?: string;
  readonly tabPanels?: string;
  readonly evidencePages?: boolean;
  readonly stream?: boolean;
  readonly upstreamField?: string;
  readonly allowDamaged?: boolean;
  readonly quiet?: boolean;
  readonly progress: boolean;
}

const EXAMPLES = `
Examples:
  triage classify all_logs.json --upstream classifications.json --out reports
  triage classify 'logs/*.ndjson.gz'            every failed log, without an upstream classifier
  cat export.json | triage classify - --out -   the categorization on standard output
  triage classify all_logs.json --dashboard bug_analysis_v6.html --evidence-pages
  cat logs.ndjson | triage classify --stream    a verdict for each line, for an engine that pipes`;

/** `triage classify`: the main job. */
export function classifyCommand(io: Io, finish: (outcome: Outcome) => void): Command {
  const command = new Command("classify")
    .summary("sort a log export into causes and owners, and write the reports")
    .description("Reads log exports of failed tool executions, finds for every failure its cause (cluster) and who must act (bucket), and writes the categorization and its reports.")
    .argument("[logs...]", "files, folders, quoted globs, or - for standard input: JSON array, NDJSON, envelope, object keyed by id, HAR; gzip too")
    .addOption(new Option("-o, --out <folder>", "where the reports go; - for standard output").default("triage-out"))
    .addOption(new Option("-f, --format <name>", "with --out -: which report; with dashboard a folder gets bug_analysis.html too").choices([...formatNames]).default("json"))
    .addOption(new Option("--dashboard <base.html>", "write a copy of this page with a Categorization tab"))
    .addOption(new Option("--tab-list <selector>", "with --dashboard: where its tabs stand, if they are not found"))
    .addOption(new Option("--tab-panels <selector>", "with --dashboard: where their panels stand, if they are not found"))
    .addOption(new Option("--evidence-pages", "a small page for each bug, in evidence/, that the dashboard links to"));
  return withInputOptions(command)
    .addOption(new Option("--jobs <number>", "threads that judge; 1 starts none (default: one for each core, where the input is large)").argParser(parseJobs))
    .addOption(new Option("--stream", "records as lines on standard input, verdicts as lines on standard output, one for each"))
    .addOption(new Option("--upstream-field <path>", "with --stream: where a record itself holds its upstream classification"))
    .addOption(new Option("--shard <i/n>", "only the records whose ids fall into part i of n; triage merge puts the parts together").argParser(parseShard))
    .addOption(new Option("--allow-damaged", "exit 0 although part of the input could not be read"))
    .addOption(new Option("-q, --quiet", "no summary"))
    .addOption(new Option("--no-progress", "no progress line"))
    .addHelpText("after", EXAMPLES)
    .action(async (logs: string[], flags: ClassifyFlags) => {
      if (flags.stream === true) {
        const { classifyStream } = await import("../runs/stream.ts");
        return finish(await classifyStream(logs, flags, io));
      }
      const { classify } = await import("../runs/classify.ts");
      finish(await classify(logs, flags, io));
    });
}
