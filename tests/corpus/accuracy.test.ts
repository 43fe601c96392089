import { describe, expect, test } from "vitest";
import { readCorpus, readMoreErrors, type Sample } from "../../fixtures/corpus/read-corpus.ts";
import { SHAPES } from "../../fixtures/lay-out.ts";
import { Random } from "../../fixtures/random.ts";
import { judge } from "../../src/classify/judge.ts";
import { readFacts } from "../../src/facts/read.ts";
import { readRecord } from "../../src/failure/read-record.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";

const OURS = "TOOLKIT_IMPLEMENTATION_BUG";
const taxonomy = compileTaxonomy(toolkitApi);
const random = new Random(1);

interface Judged {
  readonly sample: Sample;
  readonly cluster: string;
  readonly bucket: string;
}

function judgeAll(samples: readonly Sample[], shape: keyof typeof SHAPES): readonly Judged[] {
  return samples.map((sample) => {
    // As an export holds it: plain JSON, parsed anew.
    const record: unknown = JSON.parse(JSON.stringify(SHAPES[shape](sample.case, sample.id, 0, random)));
    const reading = readRecord(record, null, null, () => null);
    if (reading.kind === "unreadable") throw new Error(`${sample.id} ${reading.reason}`);
    const { cluster, bucket } = judge(readFacts(reading.failure), taxonomy);
    return { sample, cluster, bucket };
  });
}

function share(list: readonly Judged[], right: (judged: Judged) => boolean): number {
  return list.filter(right).length / list.length;
}

const corpus = readCorpus();
const moreErrors = readMoreErrors();

// A ratchet: what was reached may rise and not fall. The labels are an engineer's; nobody agrees with all of them.
describe.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])("the labelled corpus as %s", (shape) => {
  const all = judgeAll(corpus, shape);

  test("keeps its share of right clusters", () => {
    expect(share(all, ({ sample, cluster }) => cluster === sample.cluster)).toBeGreaterThanOrEqual(0.955);
  });

  test("keeps its share of right clusters where the status misleads", () => {
    expect(share(all.filter(({ sample }) => sample.hard), ({ sample, cluster }) => cluster === sample.cluster)).toBeGreaterThanOrEqual(0.93);
  });

  test("keeps its share of right buckets", () => {
    expect(share(all, ({ sample, bucket }) => bucket === sample.bucket)).toBeGreaterThanOrEqual(0.955);
  });

  test("blames ourselves rarely without cause, and seldom forgets to", () => {
    expect(share(all.filter(({ bucket }) => bucket === OURS), ({ sample }) => sample.bucket === OURS)).toBeGreaterThanOrEqual(0.96);
    expect(share(all.filter(({ sample }) => sample.bucket === OURS), ({ bucket }) => bucket === OURS)).toBeGreaterThanOrEqual(0.9);
  });
});

describe.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])("errors of other API families as %s", (shape) => {
  const all = judgeAll(moreErrors, shape);

  test("keep their share of right clusters and buckets", () => {
    expect(share(all, ({ sample, cluster }) => cluster === sample.cluster)).toBeGreaterThanOrEqual(0.925);
    expect(share(all, ({ sample, bucket }) => bucket === sample.bucket)).toBeGreaterThanOrEqual(0.93);
  });
});
