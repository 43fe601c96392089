import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Measured {
  readonly seconds: number;
  /** Highest resident memory of the program and its children, in bytes. */
  readonly peak: number;
  readonly stdout: string;
}

const EVERY_MS = 25;

/** Runs a program to its end. Throws with what it wrote to stderr when it fails. */
export async function measure(command: string, args: readonly string[], cwd: string): Promise<Measured> {
  const started = performance.now();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, CI: "1" } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => { stdout += chunk.toString(); });
  child.stderr.on("data", (chunk: Buffer) => { stderr += chunk.toString(); });
  let peak = 0;
  const timer = setInterval(() => { peak = Math.max(peak, residentPeak(child.pid)); }, EVERY_MS);
  const code = await new Promise<number | null>((done, fail) => {
    child.on("error", fail);
    child.on("close", done);
  }).finally(() => clearInterval(timer));
  if (code !== 0 && code !== 3) throw new Error(`${command} ended with ${code}: ${stderr.slice(0, 500)}`);
  return { seconds: (performance.now() - started) / 1000, peak, stdout };
}

/** The kernel keeps the highest value itself (Linux); elsewhere memory is not shown. */
function residentPeak(pid: number | undefined): number {
  try {
    return 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The run of median length out of several. */
export async function median(runs: number, once: () => Promise<Measured>): Promise<Measured> {
  const all: Measured[] = [];
  for (let run = 0; run < runs; run++) all.push(await once());
  const sorted = all.toSorted((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor((runs - 1) / 2)];
  if (middle === undefined) throw new Error("nothing was run");
  return { ...middle, peak: Math.max(...all.map(({ peak }) => peak)) };
}
