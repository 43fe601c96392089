import { inflateRaw } from "./inflate.ts";

/** Undoes `pack`: a letter that says how, then base64. What comes out is what this very program put in. */
export async function unpack<Value>(text: string): Promise<Value> {
  const binary = atob(text.slice(1));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  const value: Value = JSON.parse(new TextDecoder().decode(text.startsWith("z") ? await inflate(bytes) : bytes));
  return value;
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = streamFor(bytes);
  return stream === null ? inflateRaw(bytes) : new Uint8Array(await new Response(stream).arrayBuffer());
}

function streamFor(bytes: Uint8Array<ArrayBuffer>): ReadableStream | null {
  try {
    return new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  } catch {
    // An older browser: no such stream, or none that knows raw deflate.
    return null;
  }
}

/** Blocks of packed lists, of which one is unpacked when somebody asks for what it holds. */
export class Blocks<Item> {
  readonly #lines: readonly string[];
  readonly #size: number;
  readonly #unpacked = new Map<number, Promise<readonly Item[]>>();

  constructor(text: string, size: number) {
    this.#lines = text === "" ? [] : text.split("\n");
    this.#size = size;
  }

  async at(index: number): Promise<Item | null> {
    const block = Math.floor(index / this.#size);
    const line = this.#lines[block];
    if (line === undefined) return null;
    const items = this.#unpacked.get(block) ?? unpack<readonly Item[]>(line);
    this.#unpacked.set(block, items);
    return (await items)[index % this.#size] ?? null;
  }
}
