import { Command } from "commander";
import type { Io } from "../io.ts";
import type { Outcome } from "../outcome.ts";

/** `triage init`: a configuration and a taxonomy to begin with. */
export function initCommand(io: Io, finish: (outcome: Outcome) => void): Command {
  return new Command("init")
    .summary("write a configuration and a taxonomy to begin with")
    .description("Writes triage.config.yaml, triage.taxonomy.yaml (commented, working as it stands) and its schema for editors into a folder. Overwrites nothing.")
    .argument("[folder]", "where to write", ".")
    .action(async (folder: string) => {
      const { init } = await import("../runs/init.ts");
      finish(await init(folder, io));
    });
}
