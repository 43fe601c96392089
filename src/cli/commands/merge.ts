import { Command, Option } from "commander";
import type { Io } from "../io.ts";
import type { InputFlags } from "../input-options.ts";
import { withOutputOptions } from "../output-options.ts";
import type { OutputFlags } from "../outputs.ts";
import type { Outcome } from "../outcome.ts";

export interface MergeFlags extends OutputFlags, Pick<InputFlags, "upstream" | "config" | "maxRecordBytes"> {}

const EXAMPLES = `
Examples:
  triage merge part-*/bug_categorization.json --out reports        shards of one export
  triage merge 'verdicts/*.ndjson' -u classifications.json          verdict lines of triage classify --stream`;

const MAX_RECORD_BYTES = 64 * 1024 * 1024;

/** `triage merge`: the same result as one run over all parts. */
export function mergeCommand(io: Io, finish: (outcome: Outcome) => void): Command {
  const command = new Command("merge")
    .summary("put categorizations or verdict lines together, as if one run had made them")
    .description("Reads parts in any order and any grouping, and writes the categorization and the reports that one run over everything would have written.")
    .argument("[parts...]", "categorizations, or verdict lines of triage classify --stream; files, folders, quoted globs, - for verdict lines on standard input")
    .addOption(new Option("-u, --upstream <file...>", "with verdict lines: the upstream classification, to find its entries without a log").default([], "none"));
  return withOutputOptions(command)
    .addHelpText("after", EXAMPLES)
    .action(async (parts: string[], flags: MergeFlags) => {
      const { merge } = await import("../runs/merge.ts");
      finish(await merge(parts, { ...flags, maxRecordBytes: MAX_RECORD_BYTES }, io));
    });
}
