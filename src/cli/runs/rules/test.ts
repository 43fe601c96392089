import { judge } from "../../../classify/judge.ts";
import { maskOf } from "../../../engine/sort-record.ts";
import { TriageError } from "../../../errors.ts";
import { type FailedCase, renderTests, type TestRun } from "../../../reports/rules/tests.ts";
import { agrees, labelOf } from "../../../rules/label.ts";
import { testSamples } from "../../../rules/samples.ts";
import type { Taxonomy } from "../../../taxonomy/compile.ts";
import type { TestFlags } from "../../commands/rules.ts";
import { openCorpus } from "../../corpus.ts";
import { type Io, paletteFor, write } from "../../io.ts";
import type { Outcome } from "../../outcome.ts";
import { chosenTaxonomy } from "../../taxonomy.ts";

/** `triage rules test`: every sample and every labelled case through the whole decision. */
export async function test(flags: TestFlags, io: Io): Promise<Outcome> {
  const { taxonomy, where } = await chosenTaxonomy(flags, io);
  const samples = testSamples(taxonomy);
  const cases = await testCases(taxonomy, flags, io);
  await write(io.stdout, renderTests({ samples, cases }, { taxonomy, where, palette: paletteFor(io.stdout, flags.color, io.env) }));
  return samples.every((result) => result.passed) && cases.failed.length === 0 ? { kind: "done" } : { kind: "findings" };
}

async function testCases(taxonomy: Taxonomy, flags: TestFlags, io: Io): Promise<TestRun["cases"]> {
  if (flags.case.length === 0) return { count: 0, failed: [] };
  const failed: FailedCase[] = [];
  let count = 0;
  const corpus = await openCorpus(flags.case, flags, io);
  for await (const { record, failure, facts } of corpus.records) {
    const label = labelOf(record);
    if (label === null) continue;
    count++;
    const judgement = judge(facts, taxonomy);
    if (!agrees(label, judgement)) failed.push({ id: failure.id, label, facts, judgement, mask: maskOf(failure, flags.redact) });
  }
  if (corpus.warnings.length > 0) throw new TriageError("INPUT_UNREADABLE", `a labelled case cannot be read\n${corpus.warnings.slice(0, 5).join("\n")}`, { hint: "mend the file; a case that is skipped proves nothing" });
  if (count === 0) throw new TriageError("NO_RECORDS", `${flags.case.join(", ")}: no record has a label`, { hint: 'label a record with "expected": {"cluster": "…", "bucket": "…"}' });
  return { count, failed };
}
