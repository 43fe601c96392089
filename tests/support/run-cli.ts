import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { main } from "../../src/cli/main.ts";

const ROOT = resolve(import.meta.dirname, "../..");

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The working folder of the run; `fixtures` in it leads to the project's. */
  readonly cwd: string;
  /** The text of a file that the run wrote. */
  read(path: string): string;
  /** Names in a folder below the working folder, sorted. */
  list(path: string): readonly string[];
}

export interface CliOptions {
  readonly stdin?: string | Buffer;
  readonly stdinIsTty?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of an earlier run, to go on in. */
  readonly cwd?: string;
  readonly signal?: AbortSignal;
}

const folders: string[] = [];

/** A fresh folder with the project's fixtures in it; removed when the tests end. */
export function workFolder(): string {
  const cwd = mkdtempSync(join(tmpdir(), "triage-test-"));
  folders.push(cwd);
  symlinkSync(join(ROOT, "fixtures"), join(cwd, "fixtures"));
  return cwd;
}

process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Runs one command line in this process, with streams and a working folder of its own. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const cwd = options.cwd ?? workFolder();
  const stdout = collector();
  const stderr = collector();
  const exitCode = await main(args, {
    stdin: Object.assign(Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]), { isTTY: options.stdinIsTty ?? false }),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: options.env ?? {},
    cwd,
    signal: options.signal ?? new AbortController().signal,
  });
  return {
    exitCode, cwd,
    stdout: stdout.text(),
    stderr: stderr.text(),
    read: (path) => readFileSync(join(cwd, path), "utf8"),
    list: (path) => readdirSync(join(cwd, path)).toSorted(),
  };
}

function collector(): { readonly stream: PassThrough; text(): string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}
