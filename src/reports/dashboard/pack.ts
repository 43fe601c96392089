import { deflateRawSync } from "node:zlib";

/**
 * A value as text that is inert in every context: letters, digits, `+`, `/` and `=` behind one letter that says how it is
 * packed, `z` for deflated JSON and `j` for plain JSON where deflating does not pay.
 */
export function pack(value: unknown): string {
  // Lone surrogates come out of JSON.stringify as escapes, so UTF-8 loses nothing.
  const plain = Buffer.from(JSON.stringify(value));
  const deflated = deflateRawSync(plain, { level: 7 });
  return deflated.length < plain.length * 0.9 ? `z${deflated.toString("base64")}` : `j${plain.toString("base64")}`;
}

/** Packs a list in blocks, a line for each, so that one can be unpacked without the others. */
export function packBlocks(values: readonly unknown[], size: number): string {
  const lines: string[] = [];
  for (let from = 0; from < values.length; from += size) lines.push(pack(values.slice(from, from + size)));
  return lines.join("\n");
}
