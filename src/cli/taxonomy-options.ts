import { type Command, Option } from "commander";

/** The flags that say which taxonomy is used. */
export interface TaxonomyFlags {
  readonly taxonomy?: string;
  readonly config?: string;
  readonly allowSlowRules?: boolean;
}

/** Adds the flags of every command that works with a taxonomy. */
export function withTaxonomyOptions(command: Command): Command {
  return command
    .addOption(new Option("-t, --taxonomy <file>", "a taxonomy of your own (default: the one in the configuration, or toolkit-api)"))
    .addOption(new Option("--allow-slow-rules", "run patterns that can take too long on a time budget, instead of refusing them"))
    .addOption(new Option("--config <file>", "configuration (default: triage.config.yaml or .json, from here upwards)"));
}
