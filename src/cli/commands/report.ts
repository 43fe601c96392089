import { Command, Option } from "commander";
import { type ReportName, reportNames } from "../../reports/names.ts";
import type { Io } from "../io.ts";
import type { Outcome } from "../outcome.ts";

export interface ReportFlags {
  readonly format: ReportName;
}

/** `triage report`: any report again. */
export function reportCommand(io: Io, finish: (outcome: Outcome) => void): Command {
  return new Command("report")
    .summary("print any report again, from a saved categorization")
    .description("Makes one report from a saved categorization and prints it; the logs are not needed.")
    .argument("<categorization>", "bug_categorization.json of an earlier run")
    .addOption(new Option("-f, --format <name>", "which report").choices([...reportNames]).default("escalation"))
    .action(async (path: string, flags: ReportFlags) => {
      const { report } = await import("../runs/report.ts");
      finish(await report(path, flags, io));
    });
}
