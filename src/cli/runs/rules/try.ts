import { text as textOf } from "node:stream/consumers";
import { bugOf } from "../../../categorization/bug.ts";
import { explain } from "../../../classify/explain.ts";
import { judgeSample } from "../../../classify/sample.ts";
import { TriageError } from "../../../errors.ts";
import { renderExplanation } from "../../../reports/explanation.ts";
import { taxonomyName } from "../../../reports/provenance.ts";
import { showAll } from "../../../safety/redact.ts";
import type { SampleFailure } from "../../../taxonomy/schema.ts";
import type { TryFlags } from "../../commands/rules.ts";
import { type Io, paletteFor, write } from "../../io.ts";
import type { Outcome } from "../../outcome.ts";
import { chosenTaxonomy } from "../../taxonomy.ts";

/** `triage rules try`: what a pasted answer would be, and why. */
export async function tryText(given: string, flags: TryFlags, io: Io): Promise<Outcome> {
  const { taxonomy } = await chosenTaxonomy(flags, io);
  const response = given === "-" ? await standardInput(io) : given;
  const { failure, facts, judgement } = judgeSample(sampleOf(response, flags), taxonomy);
  const scope = { kind: "canonical" } as const;
  // What a person pastes in here, that person has seen already.
  const bug = bugOf({ failure, facts, judgement, scope, claim: null, links: {} }, taxonomy, showAll);
  await write(io.stdout, renderExplanation({ bug, facts, scope, mask: showAll, explanation: explain(facts, judgement, taxonomy), taxonomy: taxonomyName({ ...taxonomy.pack, sha256: taxonomy.sha256 }), palette: paletteFor(io.stdout, flags.color, io.env) }));
  return { kind: "done" };
}

function sampleOf(response: string, { status, method, url, body }: TryFlags): SampleFailure {
  return {
    response: response.trim(),
    ...(status === undefined ? {} : { status }),
    ...(method === undefined ? {} : { method: method.toUpperCase() }),
    ...(url === undefined ? {} : { url }),
    ...(body === undefined ? {} : { body }),
  };
}

async function standardInput(io: Io): Promise<string> {
  if (io.stdin.isTTY === true) throw new TriageError("USAGE", "no text was given, and standard input is a terminal", { hint: "triage rules try 'the answer of the API' --status 404, or pipe it in" });
  return textOf(io.stdin);
}
