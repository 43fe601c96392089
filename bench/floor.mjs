// The floor: read, split and JSON.parse, and nothing else. node bench/floor.mjs FILE THREADS
import { fstatSync, openSync, readSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const CHUNK = 4 << 20;

/** Parses the lines that begin in a range of the file; gives their number. */
function parseRange(path, from, to) {
  const file = openSync(path, "r");
  let buffer = Buffer.allocUnsafe(CHUNK);
  let records = 0;
  let held = 0;
  // A line that began before the range is the neighbour's, as is everything behind the range's last line.
  let skipping = from > 0;
  let offset = skipping ? from - 1 : 0;
  for (;;) {
    if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(CHUNK)]);
    const read = readSync(file, buffer, held, buffer.length - held, offset);
    const end = held + read;
    let start = 0;
    for (let newline = buffer.indexOf(10, 0); newline !== -1 && newline < end; newline = buffer.indexOf(10, start)) {
      const lineAt = offset - held + start;
      if (!skipping && lineAt >= to) return records;
      if (!skipping) {
        JSON.parse(buffer.utf8Slice(start, newline));
        records++;
      }
      skipping = false;
      start = newline + 1;
    }
    if (read === 0) return records;
    offset += read;
    buffer.copyWithin(0, start, end);
    held = end - start;
  }
}

if (isMainThread) {
  const [, , path, threads = "1"] = process.argv;
  const { size } = fstatSync(openSync(path, "r"));
  const parts = Number(threads);
  const ranges = Array.from({ length: parts }, (_value, part) => [Math.floor((size * part) / parts), Math.floor((size * (part + 1)) / parts)]);
  const counts = parts === 1
    ? [parseRange(path, 0, size)]
    : await Promise.all(ranges.map(([from, to]) => new Promise((done) => new Worker(new URL(import.meta.url), { workerData: [path, from, to] }).once("message", done))));
  console.log(counts.reduce((sum, count) => sum + count, 0));
} else parentPort.postMessage(parseRange(...workerData));
