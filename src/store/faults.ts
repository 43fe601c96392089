import { type ErrorCode, TriageError } from "../errors.ts";

/** What a file is that may have faults, and what helps. */
export interface Faulty {
  readonly code: ErrorCode;
  /** What the file is, as in "the taxonomy". */
  readonly what: string;
  readonly hint: string;
}

/** Many faults of one kind of mistake would bury the others. */
const MOST_FAULTS = 50;

/** One error for all faults of a file, so that nobody has to mend them one run at a time. */
export function faultsError(faults: readonly string[], { code, what, hint }: Faulty): TriageError {
  const shown = faults.slice(0, MOST_FAULTS);
  const left = faults.length - shown.length;
  const lines = [...shown, ...(left > 0 ? [`and ${left} more`] : [])];
  return new TriageError(code, `${what} has ${faults.length === 1 ? "a fault" : `${faults.length} faults`}:\n${lines.map((fault) => `  ${fault}`).join("\n")}`, { hint });
}
