import type { Judgement } from "../classify/judge.ts";
import { isObject } from "../failure/failure.ts";

/** What a person says that a failure is. */
export interface Label {
  readonly cluster: string;
  /** Null: only the cluster was labelled. */
  readonly bucket: string | null;
}

/** The label of a record: `"expected": {"cluster": …, "bucket": …}` beside its fields, or null. */
export function labelOf(record: unknown): Label | null {
  if (!isObject(record) || !isObject(record["expected"])) return null;
  const { cluster, bucket } = record["expected"];
  return typeof cluster === "string" ? { cluster, bucket: typeof bucket === "string" ? bucket : null } : null;
}

/** Whether a judgement says what the label says. */
export function agrees(label: Label, { cluster, bucket }: Pick<Judgement, "cluster" | "bucket">): boolean {
  return label.cluster === cluster && (label.bucket === null || label.bucket === bucket);
}
