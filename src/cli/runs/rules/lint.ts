import { findCostly } from "../../../engine/pattern-cost.ts";
import { maskOf } from "../../../engine/sort-record.ts";
import { json, terminal } from "../../../reports/escape.ts";
import { renderFindings, renderSurvey } from "../../../reports/rules/checked.ts";
import type { Finding } from "../../../rules/lint/finding.ts";
import { isError, lintTaxonomy } from "../../../rules/lint/lint.ts";
import { successFindings, type Survey, Surveyor } from "../../../rules/survey.ts";
import type { Taxonomy } from "../../../taxonomy/compile.ts";
import type { LintFlags } from "../../commands/rules.ts";
import { openCorpus } from "../../corpus.ts";
import { type Io, paletteFor, write } from "../../io.ts";
import type { Outcome } from "../../outcome.ts";
import { chosenTaxonomy } from "../../taxonomy.ts";

/** `triage rules lint`: what should be otherwise in a taxonomy, and how it fares on a log export. */
export async function lint(flags: LintFlags, io: Io): Promise<Outcome> {
  // A taxonomy with slow patterns is linted like any other: the lint is where one comes to see them.
  const { taxonomy, pack, where } = await chosenTaxonomy({ ...flags, allowSlowRules: true }, io);
  const costly = await findCostly(pack, new Set());
  const survey = flags.corpus.length === 0 ? null : await surveyOf(taxonomy, flags, io);
  const findings: readonly Finding[] = [
    ...lintTaxonomy(taxonomy),
    ...costly.map(({ id, pattern, why, attack }): Finding => ({ check: "super-linear", id, what: attack === null ? why : `${why}; attack: ${JSON.stringify(attack)}`, proof: pattern })),
    ...(survey === null ? [] : successFindings(survey)),
  ];
  const palette = paletteFor(io.stdout, flags.color, io.env);
  await write(io.stdout, flags.json === true ? json({ findings, ...(survey === null ? {} : { survey }) }) : `${survey === null ? "" : `${renderSurvey(survey, palette)}\n`}${renderFindings(findings, where, palette)}`);
  return findings.some(isError) ? { kind: "findings" } : { kind: "done" };
}

async function surveyOf(taxonomy: Taxonomy, flags: LintFlags, io: Io): Promise<Survey> {
  const surveyor = new Surveyor(taxonomy);
  const corpus = await openCorpus(flags.corpus, flags, io);
  for await (const { failure, facts } of corpus.records) {
    const succeeded = failure.outcome === "succeeded" && !facts.failed;
    // Only of a call that succeeded an id is shown.
    surveyor.add(succeeded ? maskOf(failure, flags.redact)(failure.id).text : failure.id, facts, succeeded);
  }
  for (const warning of corpus.warnings) await write(io.stderr, `skipped: ${terminal(warning)}\n`);
  return surveyor.survey();
}
