import { main } from "./main.ts";

const controller = new AbortController();

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    controller.abort(signal);
    // Who waits for standard input would wait on.
    process.stdin.destroy();
    // A second one must end the program at once, as without us.
    process.once(signal, () => process.kill(process.pid, "SIGKILL"));
  });
}

let lost = false;
// A reader that goes away (`| head`) is no error, and the files are still written. Whoever waits for a write hears of every
// other fault; of help texts, which nobody waits for, the exit code tells.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || stream === process.stderr) return;
    lost = true;
    process.exitCode = 2;
  });
}

const code = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  signal: controller.signal,
});

process.exitCode = lost ? 2 : code;
