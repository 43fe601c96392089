import type { Facts } from "../facts/facts.ts";
import { readFacts } from "../facts/read.ts";
import type { Failure } from "../failure/failure.ts";
import { readRecord } from "../failure/read-record.ts";
import type { Taxonomy } from "../taxonomy/compile.ts";
import type { Sample } from "../taxonomy/schema.ts";
import { judge, type Judgement } from "./judge.ts";

export interface JudgedSample {
  readonly failure: Failure;
  readonly facts: Facts;
  readonly judgement: Judgement;
}

/** Puts a sample through the whole decision, as if it stood in an export. */
export function judgeSample(sample: Sample, taxonomy: Taxonomy): JudgedSample {
  const reading = readRecord(recordOf(sample), null, null, () => null);
  if (reading.kind === "unreadable") throw new Error(`a sample ${reading.reason}`);
  const { failure } = reading;
  const facts = readFacts(failure);
  return { failure, facts, judgement: judge(facts, taxonomy) };
}

/** A sample as a row of an export. */
function recordOf(sample: Sample): Readonly<Record<string, unknown>> {
  if (typeof sample === "string") return { id: "sample", response: sample };
  const { status, method, url, body, response } = sample;
  return {
    id: "sample",
    ...(status === undefined ? {} : { status_code: status }),
    request: { method: method ?? null, url: url ?? null, body: body ?? null },
    response: response ?? null,
  };
}
