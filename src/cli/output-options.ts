import { type Command, Option } from "commander";
import { reportNames } from "../reports/names.ts";

/** Where reports go, and where explain looks for the last run. */
export const DEFAULT_OUT = "triage-out";

/** Adds the flags of every command that writes a categorization and its reports. */
export function withOutputOptions(command: Command): Command {
  return command
    .addOption(new Option("-o, --out <folder>", "where the reports go; - for standard output").default(DEFAULT_OUT))
    .addOption(new Option("-f, --format <name>", "with --out -: which report").choices([...reportNames]).default("json"))
    .addOption(new Option("--allow-damaged", "exit 0 although part of the input could not be read"))
    .addOption(new Option("-q, --quiet", "no summary"))
    .addOption(new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"));
}
