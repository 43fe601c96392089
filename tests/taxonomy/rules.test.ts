import { describe, expect, test } from "vitest";
import { judgeSample } from "../../src/classify/sample.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";

const taxonomy = compileTaxonomy(toolkitApi);

// The tables are the rules' own samples; a new rule is tested as soon as it is written.
describe.each(taxonomy.rules.map((rule) => [rule.source.id, rule] as const))("rule %s", (id, { source, cluster }) => {
  test.each(source.hits.map((sample) => [sample] as const))("decides %j", (sample) => {
    const { winner } = judgeSample(sample, taxonomy).judgement;
    expect(`${winner.rule.cluster} by ${winner.rule.source.id}`).toBe(`${cluster} by ${id}`);
  });

  test.each(source.misses.map((sample) => [sample] as const))("does not decide %j", (sample) => {
    expect(judgeSample(sample, taxonomy).judgement.winner.rule.source.id).not.toBe(id);
  });
});

describe.each(taxonomy.spotChecks.map((check) => [check.source.id, check.source] as const))("spot-check %s", (id, check) => {
  test.each(check.hits.map((sample) => [sample] as const))("demotes %j", (sample) => {
    const { demotion, bucket } = judgeSample(sample, taxonomy).judgement;
    expect(demotion?.check.source.id).toBe(id);
    expect(bucket).toBe("TOOLKIT_IMPLEMENTATION_BUG");
  });

  test.each(check.misses.map((sample) => [sample] as const))("does not demote %j", (sample) => {
    expect(judgeSample(sample, taxonomy).judgement.demotion?.check.source.id).not.toBe(id);
  });
});
