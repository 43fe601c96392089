import type { Categorization } from "../categorization/schema.ts";
import { type Findings, findingsOf } from "./findings.ts";

/** A report: a pure function of the categorization. No clock, no paths, no terminal. */
export interface Report {
  /** The file it is written to in the output folder. */
  readonly fileName: string;
  /** One line for the help and the README. */
  readonly summary: string;
  /** Ends in one line end. */
  render(categorization: Categorization): string;
  /** The same from the findings of a run, whose verdicts nobody holds; null where a report needs every verdict. */
  readonly show: ((findings: Findings) => string) | null;
}

/** A report that shows counts and samples, and so needs no verdict but those. */
export function textReport({ fileName, summary, render }: { readonly fileName: string; readonly summary: string; readonly render: (findings: Findings) => string }): Report {
  return { fileName, summary, show: render, render: (categorization) => render(findingsOf(categorization)) };
}
