/** A step into every element of an array, where a key would be a step into one member. */
export const EACH = null;

/** Which values of a JSON text are its records. */
export interface ElementContainer {
  /** Steps from the root to the value that holds the records: `[]` the root itself, `["log", "entries"]` in a HAR file, `[EACH, "logs"]` in a list of pages. */
  readonly path: readonly (string | typeof EACH)[];
  /** The holder is an array, an object keyed by id, or (path `[]` only) nothing: values one after the other. */
  readonly holder: "array" | "object" | "none";
  /** The pages that the first step leads into stand one after the other, without an array around them. */
  readonly unframed?: boolean;
  /** Keys of other lists of records beside the holder, as far as they were seen; they are not read. */
  readonly beside?: readonly string[];
}

/** How the records lie in an input. */
export type Container = { readonly kind: "lines" } | ({ readonly kind: "elements" } & ElementContainer);

/** What the caller knows about its records; the container cannot be told from a record without it. */
export interface RecordTest {
  /** Could this value be one of the records looked for? */
  looksLikeRecord(value: unknown): boolean;
  /** The same for a value in an object keyed by id: it need not have an id of its own. */
  looksLikeKeyed(value: unknown, key: string): boolean;
  /** Has this value an id, as a record has and an envelope has not? */
  hasId(value: unknown): boolean;
}
