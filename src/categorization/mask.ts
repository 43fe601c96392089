/** A text with its secrets masked, and where offsets of the original went. */
export interface Masked {
  readonly text: string;
  /** The offset in `text` of an offset in the original; inside a masked value, the near end of its token. */
  offset(original: number, edge: "start" | "end"): number;
}

/** Masks what must not leave in a text. Passed in from below, so that no text reaches an output around it. */
export type Mask = (text: string) => Masked;
