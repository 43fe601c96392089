import { Command, CommanderError } from "commander";
import { messageOf, TriageError } from "../errors.ts";
import { terminal } from "../reports/escape.ts";
import { classifyCommand } from "./commands/classify.ts";
import { explainCommand } from "./commands/explain.ts";
import { initCommand } from "./commands/init.ts";
import { rulesCommand } from "./commands/rules.ts";
import { mergeCommand } from "./commands/merge.ts";
import { reportCommand } from "./commands/report.ts";
import { type Io, paletteFor, tell } from "./io.ts";
import { EXIT_CODE_HELP, exitCodeOf, type Outcome } from "./outcome.ts";
import { VERSION } from "./version.ts";

const EXAMPLES = `
Examples:
  triage classify all_logs.json --upstream classifications.json
  triage explain log_yxHPq7Pfbb3e

Exit codes:
${EXIT_CODE_HELP.map(([code, meaning]) => `  ${code.padEnd(9)} ${meaning}`).join("\n")}`;

/** Runs one command line and answers with the exit code. Throws nothing. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const outcome = await run(argv, io);
  if (outcome.kind === "rejected") await tell(io.stderr, problem(outcome.message, outcome.hint, io));
  if (outcome.kind === "broken") await tell(io.stderr, bug(outcome.error));
  if (outcome.kind === "interrupted") await tell(io.stderr, "interrupted; nothing was changed\n");
  return exitCodeOf(outcome);
}

async function run(argv: readonly string[], io: Io): Promise<Outcome> {
  let outcome: Outcome = { kind: "done" };
  try {
    await programOf(io, (result) => { outcome = result; }).parseAsync(argv, { from: "user" });
    return outcome;
  } catch (error) {
    return outcomeOf(error, io);
  }
}

function programOf(io: Io, finish: (outcome: Outcome) => void): Command {
  const program = new Command("triage")
    .description("Turns a log export of failed tool executions into owned, evidenced next steps.")
    .version(VERSION, "-V, --version", "print the version")
    .addHelpText("after", EXAMPLES)
    .showSuggestionAfterError()
    .helpCommand(false);
  for (const make of [classifyCommand, explainCommand, mergeCommand, reportCommand, rulesCommand, initCommand]) program.addCommand(make(io, finish));
  // commander calls process.exit by itself unless every single command is told not to.
  for (const command of [program, ...program.commands, ...program.commands.flatMap((parent) => parent.commands)]) {
    command.exitOverride();
    command.configureOutput({
      writeOut: (text) => { io.stdout.write(text); },
      writeErr: (text) => { io.stderr.write(text); },
      outputError: (text, put) => put(`${text}next:  ${pathOf(command)} --help\n`),
    });
  }
  return program;
}

/** A command as it is typed: `triage rules diff`. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function outcomeOf(error: unknown, io: Io): Outcome {
  if (error instanceof CommanderError) {
    // 0 is help and version; everything else was already told on stderr.
    return error.exitCode === 0 ? { kind: "done" } : { kind: "rejected", message: "", hint: "" };
  }
  if (io.signal.aborted) return { kind: "interrupted", signal: io.signal.reason === "SIGTERM" ? "SIGTERM" : "SIGINT" };
  if (error instanceof TriageError) return { kind: "rejected", message: error.message, hint: error.hint };
  return { kind: "broken", error };
}

function problem(message: string, hint: string, io: Io): string {
  if (message === "") return "";
  const palette = paletteFor(io.stderr, "auto", io.env);
  const lines = message.split("\n").map(terminal).join("\n");
  return `${palette.bad("error:")} ${lines}\n${palette.faint("next:")}  ${terminal(hint)}\n`;
}

/** A fault of ours is not dressed up: the stack helps to find it. */
function bug(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  return `This is a bug in triage, please report it with the command line you used.\n${stack.split("\n").map(terminal).join("\n")}\n`;
}
