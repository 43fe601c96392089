import type { Categorization } from "../categorization/schema.ts";

/** A report: a pure function of the categorization. No clock, no paths, no terminal. */
export interface Report {
  /** The file it is written to in the output folder. */
  readonly fileName: string;
  /** One line for the help and the README. */
  readonly summary: string;
  /** Ends in one line end. */
  render(categorization: Categorization): string;
}
