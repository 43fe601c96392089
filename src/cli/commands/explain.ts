import { Command, Option } from "commander";
import { type InputFlags, withInputOptions } from "../input-options.ts";
import type { Io } from "../io.ts";
import type { Outcome } from "../outcome.ts";

export interface ExplainFlags extends InputFlags {
  readonly from: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  triage explain log_yxHPq7Pfbb3e                      in the inputs of the last run in ./triage-out
  triage explain log_yxHPq7Pfbb3e all_logs.json -u classifications.json`;

/** `triage explain`: why this verdict. */
export function explainCommand(io: Io, finish: (outcome: Outcome) => void): Command {
  const command = new Command("explain")
    .summary("why a failure got its verdict: facts, rules, rivals, spot-check, scope")
    .description("Shows the whole way to one verdict: the facts with their places, the rule that decided, the rivals and why they lost, the spot-check, the scope, and every rule in order.")
    .argument("<id>", "id of the log")
    .argument("[logs...]", "where to look for it; without any, in the inputs of the last run")
    .addOption(new Option("--from <folder>", "output folder of the run whose inputs are meant").default("triage-out"))
    .addOption(new Option("--json", "the verdict as JSON"));
  return withInputOptions(command)
    .addHelpText("after", EXAMPLES)
    .action(async (id: string, logs: string[], flags: ExplainFlags) => {
      const { explainOne } = await import("../runs/explain.ts");
      finish(await explainOne(id, logs, flags, io));
    });
}
