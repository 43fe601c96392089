/** Every way in which a command can end. */
export type Outcome =
  | { readonly kind: "done" }
  /** A gate was not passed. */
  | { readonly kind: "findings" }
  /** Flags, configuration, input: could not run, and the person can do something about it. */
  | { readonly kind: "rejected"; readonly message: string; readonly hint: string }
  /** A fault of ours. */
  | { readonly kind: "broken"; readonly error: unknown }
  /** Done, but part of the input could not be read. */
  | { readonly kind: "incomplete" }
  | { readonly kind: "interrupted"; readonly signal: "SIGINT" | "SIGTERM" };

const EXIT_CODES = { done: 0, findings: 1, rejected: 2, broken: 2, incomplete: 3, interrupted: 130 } as const satisfies Record<Outcome["kind"], number>;

/** The exit code of an outcome; 128 + the signal's number where one ended the run. */
export function exitCodeOf(outcome: Outcome): number {
  return outcome.kind === "interrupted" && outcome.signal === "SIGTERM" ? 143 : EXIT_CODES[outcome.kind];
}

/** For `--help` and the README. */
export const EXIT_CODE_HELP: readonly (readonly [string, string])[] = [
  ["0", "done"],
  ["1", "findings, where the command is a gate"],
  ["2", "could not run: flags, configuration, unreadable input or output, or a fault of ours"],
  ["3", "done, but the answer is incomplete: part of the input was damaged"],
  ["130, 143", "interrupted; nothing was changed"],
];
