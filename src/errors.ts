/** What kind of thing went wrong; stable, so that scripts and tests can rely on it. */
export type ErrorCode =
  | "USAGE"
  | "INPUT_MISSING"
  | "INPUT_UNREADABLE"
  | "INPUT_EMPTY"
  | "INPUT_NOT_JSON"
  | "NO_RECORDS"
  | "UPSTREAM_UNUSABLE"
  | "CONFIG_INVALID"
  | "TAXONOMY_INVALID"
  | "CATEGORIZATION_INVALID"
  | "UNKNOWN_ID"
  | "DASHBOARD_UNUSABLE"
  | "OUTPUT_UNWRITABLE"
  | "INTERRUPTED";

/**
 * A fault that the person at the keyboard can do something about: `message` says what happened and where, `hint` is the
 * next step (a command or a file to open). Every other error that reaches the rim is a bug of ours and shows its stack.
 */
export class TriageError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, options: { readonly hint: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "TriageError";
    this.code = code;
    this.hint = options.hint;
  }
}

/** The message of anything that was thrown, on one line. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();
}

/** Why a file could not be opened, without its absolute path, which is nobody's business in a log. */
export function openFailure(error: unknown): string {
  return systemCodeOf(error) === "ENOENT" ? "no such file" : messageOf(error).replace(/, (?:open|read|stat) '.*'$/, "");
}

/** The system's error code (`ENOENT`, `EACCES` …) of anything that was thrown, or null. */
export function systemCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
