import type { Bug, Categorization } from "../categorization/schema.ts";
import { findingsOf } from "./findings.ts";
import { ownerMessage } from "./message.ts";
import type { RootCause } from "./overview.ts";

/** The message to the owner that a bug belongs to: one for each root cause. */
export class BugMessages {
  readonly #findings: ReturnType<typeof findingsOf>;
  readonly #buckets: ReadonlyMap<string, Categorization["buckets"][number]>;
  readonly #texts = new Map<RootCause, string>();

  constructor(categorization: Categorization) {
    this.#findings = findingsOf(categorization);
    this.#buckets = new Map(categorization.buckets.map((bucket) => [bucket.id, bucket]));
  }

  causeOf(bug: Bug): RootCause {
    return this.#findings.overview.bucket(bug.bucket).causeOf(bug);
  }

  textOf(bug: Bug): string {
    const cause = this.causeOf(bug);
    const known = this.#texts.get(cause);
    if (known !== undefined) return known;
    const bucket = this.#buckets.get(bug.bucket);
    const text = bucket === undefined ? "" : ownerMessage(cause, bucket, this.#findings.head);
    this.#texts.set(cause, text);
    return text;
  }
}
