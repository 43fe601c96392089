/** Where in an input something stands: what a person needs to find it again. */
export interface Position {
  /** Number of the record in its input, counted from 0 in reading order; damaged ones count. */
  readonly index: number;
  /** Line, counted from 1, where the container is made of lines; null elsewhere. */
  readonly line: number | null;
  /** Offset of the first byte, counted from 0 in the decoded (unzipped, UTF-8) text. */
  readonly byte: number;
}

/** The bytes of one record as the container holds them, not yet parsed. */
export interface Slice {
  readonly bytes: Buffer;
  readonly position: Position;
  /** The key the record stands under, where the container is an object keyed by id. */
  readonly key: string | null;
  /** The stream broke behind these bytes: they are a record if they can be read, and nothing if not. */
  readonly tentative?: true;
}

/** A stretch of an input that could not become a record, and why. */
export interface Damage {
  readonly position: Position;
  readonly what: string;
}

/** What a splitter finds in the bytes pushed into it. */
export interface Split {
  readonly slices: readonly Slice[];
  readonly damages: readonly Damage[];
}

/** Cuts the text of one container into records. Chunks may end anywhere. */
export interface Splitter {
  push(chunk: Buffer): Split;
  /** The end of the input was reached. */
  end(): Split;
}

/** One record of an input, or the stretch that should have been one. */
export type Entry =
  | { readonly kind: "record"; readonly value: unknown; readonly position: Position; readonly key: string | null; readonly bytes: Buffer }
  | { readonly kind: "damaged"; readonly position: Position; readonly what: string };

/** `line 12` or `record 12 (byte 4711)`; both counted so that an editor or `head -c` finds the place. */
export function describePosition(position: Position): string {
  return position.line === null
    ? `record ${position.index + 1} (byte ${position.byte})`
    : `line ${position.line}`;
}
