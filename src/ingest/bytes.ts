import { createHash, type Hash } from "node:crypto";
import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { Duplex, pipeline, Readable } from "node:stream";
import zlib from "node:zlib";
import { TriageError } from "../errors.ts";
import { unreadable, type Source } from "./source.ts";

const CHUNK_BYTES = 1 << 20;

/** What is known of an input once its last byte was read. */
export interface Digest {
  /** SHA-256 of the bytes as they were stored (still compressed), in hex. */
  sha256(): string;
  /** Bytes read from the store so far. */
  bytesRead(): number;
  /** The file is another one than when the reading began. */
  changed(): boolean;
}

export interface OpenBytes {
  /** The decompressed bytes. Throws where the stream breaks; what came before was delivered. */
  readonly chunks: AsyncIterable<Buffer>;
  readonly digest: Digest;
}

/** Opens a source as a stream of decompressed bytes; compression is told from the first bytes, not from the name. */
export function openBytes(source: Source, stdin: Readable): OpenBytes {
  const hash = createHash("sha256");
  const meter = { bytes: 0 };
  const before = source.kind === "file" ? stateOf(source.path) : null;
  const raw = source.kind === "stdin" ? (stdin as AsyncIterable<Buffer | string>) : fileChunks(source.path);
  return {
    chunks: decompressed(counted(raw, source, hash, meter), source),
    digest: {
      sha256: () => hash.copy().digest("hex"),
      bytesRead: () => meter.bytes,
      changed: () => source.kind === "file" && (stateOf(source.path) !== before),
    },
  };
}

/** What changes when somebody writes to a file. */
function stateOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "gone" : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
}

async function* counted(raw: AsyncIterable<Buffer | string>, source: Source, hash: Hash, meter: { bytes: number }): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of raw) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      hash.update(bytes);
      meter.bytes += bytes.length;
      yield bytes;
    }
  } catch (error) {
    throw unreadable(source.name, error);
  }
}

/** Reads a file into two buffers by turns: while one is worked on, the other is filled. A chunk is good until the next. */
async function* fileChunks(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  const buffers = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)] as const;
  let ahead = file.read(buffers[0], 0, CHUNK_BYTES, null);
  try {
    for (;;) {
      const { bytesRead, buffer } = await ahead;
      if (bytesRead === 0) return;
      ahead = file.read(buffer === buffers[0] ? buffers[1] : buffers[0], 0, CHUNK_BYTES, null);
      // Whoever stops early awaits it below; until then a failure is no unhandled one.
      ahead.catch(() => {});
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await ahead.catch(() => {});
    await file.close();
  }
}

type Compression = "gzip" | "zstd" | "none";

function compressionOf(head: Buffer): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip"; // RFC 1952, 2.3.1
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return "zstd"; // RFC 8878, 3.1.1
  return "none";
}

async function* decompressed(chunks: AsyncGenerator<Buffer>, source: Source): AsyncGenerator<Buffer> {
  const head = await atLeast(chunks, 4);
  const whole = rejoin(head, chunks);
  const compression = compressionOf(head);
  if (compression === "none") {
    yield* whole;
    return;
  }
  const engine = compression === "gzip" ? zlib.createGunzip({ chunkSize: CHUNK_BYTES }) : zstdEngine(source);
  // `pipeline` destroys both ends when either fails; the failure itself arrives in the loop below.
  pipeline(Readable.from(copied(whole), { objectMode: true }), engine, () => {});
  yield* engine as AsyncIterable<Buffer>;
}

/** A pipeline looks at several chunks at a time, so they must not share memory. */
async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

/** Node has zstd from 22.15 on; the types of Node 20 do not know it. */
function zstdEngine(source: Source): Duplex {
  if ("createZstdDecompress" in zlib && typeof zlib.createZstdDecompress === "function") {
    const engine: unknown = zlib.createZstdDecompress();
    if (engine instanceof Duplex) return engine;
  }
  throw new TriageError("INPUT_UNREADABLE", `${source.name}: is compressed with zstd, which Node ${process.versions.node} cannot read`, {
    hint: "unpack it on the way in: zstd -dc FILE | triage classify - …, or use Node 22.15 or newer",
  });
}

async function atLeast(chunks: AsyncGenerator<Buffer>, bytes: number): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < bytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

async function* rejoin(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}
