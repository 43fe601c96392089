import type { Head } from "../categorization/tally.ts";
import { counted, numeral } from "./numbers.ts";

/**
 * Why the total is another number than that of the records read; null where it is the same. Copies are what is left over:
 * nothing else is read and not counted.
 */
export function reconciliation({ run, totals }: Head): string | null {
  const read = run.inputs.reduce((sum, { records }) => sum + records, 0);
  const orphans = run.upstream_only ?? 0;
  const copies = read + orphans - totals.records;
  if (run.inputs.length === 0 || copies < 0 || (copies === 0 && orphans === 0)) return null;
  return [
    `${numeral(totals.records)} = ${numeral(read)} read from the log export`,
    ...(orphans > 0 ? [`+ ${counted(orphans, "upstream entry", "upstream entries")} without a log`] : []),
    ...(copies > 0 ? [`- ${counted(copies, "identical copy", "identical copies")} of a record that counts once`] : []),
  ].join(" ");
}
