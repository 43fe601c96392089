import type { Readable, Writable } from "node:stream";
import { Chalk, type ChalkInstance } from "chalk";
import { messageOf, systemCodeOf, TriageError } from "../errors.ts";
import type { Palette } from "../reports/palette.ts";
import { inLargePieces } from "../store/write-set.ts";

/** The world as a command sees it. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

export type ColourChoice = "auto" | "always" | "never";

/**
 * Whether a stream gets colours: the flag, then FORCE_COLOR, then NO_COLOR (no-color.org), then TERM=dumb, then whether it
 * is a terminal. chalk alone would ignore NO_COLOR.
 */
export function paletteFor(stream: { readonly isTTY?: boolean }, choice: ColourChoice, env: Io["env"]): Palette {
  const chalk = new Chalk({ level: wantsColour(stream, choice, env) ? 1 : 0 });
  return paletteOf(chalk);
}

function wantsColour(stream: { readonly isTTY?: boolean }, choice: ColourChoice, env: Io["env"]): boolean {
  if (choice !== "auto") return choice === "always";
  const force = env["FORCE_COLOR"];
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  return env["TERM"] !== "dumb" && stream.isTTY === true;
}

function paletteOf(chalk: ChalkInstance): Palette {
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    accent: (text) => chalk.cyan(text),
  };
}

/** What a stream says of a reader that went away. */
const GONE = new Set(["EPIPE", "ERR_STREAM_DESTROYED", "ERR_STREAM_WRITE_AFTER_END"]);

/**
 * Writes text or bytes and waits until the stream has taken it; a reader that went away is no error.
 *
 * @returns whether anybody still reads
 * @throws TriageError OUTPUT_UNWRITABLE
 */
export async function write(stream: Writable, text: string | Uint8Array): Promise<boolean> {
  return new Promise<boolean>((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === null || error === undefined) resolve(true);
      else if (GONE.has(systemCodeOf(error) ?? "")) resolve(false);
      else reject(streamUnwritable(error));
    });
  });
}

function streamUnwritable(error: Error): TriageError {
  const why = systemCodeOf(error) === "ENOSPC" ? "the disk is full" : messageOf(error);
  return new TriageError("OUTPUT_UNWRITABLE", `standard output: cannot be written (${why})`, { hint: "make room, or send it elsewhere, and run the same command again", cause: error });
}

/** Writes what a person is told; where that cannot be written, there is nobody left to tell. */
export async function tell(stream: Writable, text: string): Promise<void> {
  await write(stream, text).catch(() => false);
}

/** Writes pieces one after the other, no faster than the stream takes them; stops when its reader went away. */
export async function writeAll(stream: Writable, pieces: Iterable<Uint8Array | string>): Promise<void> {
  for (const piece of inLargePieces(pieces)) if (!(await write(stream, piece))) return;
}
