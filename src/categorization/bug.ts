import type { Proof } from "../classify/match.ts";
import type { Judgement } from "../classify/judge.ts";
import type { Scope } from "../classify/scope.ts";
import { signatureOf } from "../classify/signature.ts";
import type { Facts } from "../facts/facts.ts";
import type { Failure, UpstreamClaim } from "../failure/failure.ts";
import { type Place, pointerOf } from "../failure/place.ts";
import type { Taxonomy } from "../taxonomy/compile.ts";
import type { FaultKind } from "../taxonomy/schema.ts";
import { atCharacter, type Mask, maskedBeginning } from "./mask.ts";
import type { Bug, Evidence } from "./schema.ts";

/** Context quoted on each side of the telling part. Characters. */
const CONTEXT = 120;
const MAX_QUOTE = 480;
const MAX_RIVALS = 5;
const MAX_REASON = 2_000;
/** Longer calls are cut; what they address stands in front. */
const MAX_CALL = 400;

/** Everything that is known of one failure once it was judged. */
export interface Judged {
  readonly failure: Failure;
  readonly facts: Facts;
  readonly judgement: Judgement;
  readonly scope: Scope;
  readonly claim: UpstreamClaim | null;
  readonly links: Readonly<Record<string, string>>;
}

/** The entry of a failure in the categorization. Every text in it went through `mask`. */
export function bugOf(judged: Judged, taxonomy: Taxonomy, mask: Mask): Bug {
  const { failure, facts, judgement, scope, claim, links } = judged;
  const hide = (text: string): string => mask(text).text;
  const shorten = (max: number) => (text: string): string => maskedBeginning(text, max, mask);
  return {
    id: hide(failure.id),
    toolkit: maskedOrNull(failure.toolkit, hide),
    tool: maskedOrNull(failure.tool, hide),
    account: maskedOrNull(failure.account, hide),
    time: failure.time === null ? null : isoTime(failure.time),
    status: facts.status?.value ?? null,
    call: maskedOrNull(callOf(facts), shorten(MAX_CALL)),
    cluster: judgement.cluster,
    bucket: judgement.bucket,
    ...responsibilityOf(judgement.bucket, taxonomy),
    rule: judgement.winner.rule.source.id,
    rationale: rationaleOf(judgement, taxonomy),
    demoted_from: judgement.demotion?.from ?? null,
    fault: faultOf(judged, shorten(MAX_CALL)),
    ...reclassificationOf(scope),
    upstream: claim === null ? null : { category: hide(claim.category), confidence: claim.confidence, reason: maskedOrNull(claim.reason, shorten(MAX_REASON)) },
    signature: signatureOf(failure, judgement),
    evidence: evidenceOf(judged, mask),
    rivals: rivalsOf(judgement),
    links: Object.fromEntries(Object.entries(links).map(([name, link]) => [name, hide(link)])),
  };
}

function responsibilityOf(bucket: string, taxonomy: Taxonomy): Pick<Bug, "owner" | "action"> {
  const { owner = "", action = "" } = taxonomy.pack.buckets[bucket] ?? {};
  return { owner, action };
}

function faultOf(judged: Judged, hide: (text: string) => string): Bug["fault"] {
  const { demotion } = judged.judgement;
  if (demotion === null) return null;
  const { id, fault, why } = demotion.check.source;
  return { check: id, kind: fault, subject: maskedOrNull(subjectOf(judged), hide), why };
}

function reclassificationOf(scope: Scope): Pick<Bug, "reclassified_from" | "reclassified_by"> {
  if (scope.kind !== "reclassified") return { reclassified_from: null, reclassified_by: null };
  return { reclassified_from: scope.from, reclassified_by: scope.by.source.why };
}

function maskedOrNull(text: string | null, hide: (text: string) => string): string | null {
  return text === null ? null : hide(text);
}

function isoTime(time: number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Why the failure stands where it stands: what the evidence says, and what that means for who must act. */
function rationaleOf(judgement: Judgement, taxonomy: Taxonomy): string {
  const { winner, demotion, cluster } = judgement;
  const why = winner.rule.source.why;
  if (demotion === null) return `${why} ${taxonomy.pack.clusters[cluster]?.rationale ?? ""}`.trim();
  const ours = demotion.check.source.why;
  return ours === why ? `${why} Demoted from ${demotion.from} for it.` : `${why} Demoted from ${demotion.from}: ${ours}`;
}

/** Faults of the call as such, not of anything in it. */
const ABOUT_THE_CALL: ReadonlySet<FaultKind> = new Set(["route", "method", "version", "content-type"]);

/** What is at fault: named by the proof of the spot-check, or by the answer beside it. */
function subjectOf({ facts, judgement }: Judged): string | null {
  const { demotion } = judgement;
  if (demotion === null) return null;
  const { subject } = demotion.proof;
  const { fault } = demotion.check.source;
  if (fault === "scope") return facts.scopes.map((scope) => scope.value).join(", ") || subject;
  if (ABOUT_THE_CALL.has(fault)) return routeOf(facts) ?? subject;
  return subject ?? facts.said.find((said) => said.field !== null)?.field ?? null;
}

function callOf({ request }: Facts): string | null {
  if (request.url === null) return null;
  return request.method === null ? request.url : `${request.method} ${request.url}`;
}

function routeOf(facts: Facts): string | null {
  return callOf(facts)?.replace(/[?#].*$/s, "").replace(/[a-z][a-z\d+.-]*:\/\/[^/]*/i, "") ?? null;
}

function evidenceOf({ facts, judgement }: Judged, mask: Mask): Evidence[] {
  const proofs: Proof[] = [judgement.winner.proof];
  if (judgement.demotion !== null) proofs.push(judgement.demotion.proof);
  const { status } = facts;
  if (status !== null) proofs.push({ kind: "status", where: null, text: String(status.value), span: [0, 3], place: status.place, subject: null });
  const seen = new Set<string>();
  return proofs.map((proof) => quote(proof, mask)).filter((evidence) => {
    const key = `${evidence.pointer}\n${evidence.text}\n${evidence.span.join()}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** The telling part with some context; masked first and cut afterwards, so that no half of a secret is left over. */
export function quote(proof: Proof, mask: Mask): Evidence {
  const masked = mask(proof.text);
  const start = masked.offset(proof.span[0], "start");
  const end = masked.offset(proof.span[1], "end");
  const from = atCharacter(masked.text, Math.max(0, start - CONTEXT));
  const to = atCharacter(masked.text, Math.min(masked.text.length, Math.max(Math.min(end, start + MAX_QUOTE), start) + CONTEXT));
  const text = masked.text.slice(from, to);
  return { pointer: maskedPointer(proof.place, mask), text, span: [Math.min(start - from, text.length), Math.min(end - from, text.length)] };
}

/** A key may hold a secret like any text: `{"errors": {"ann@example.com": …}}`. What is masked in it no pointer can reach. */
export function maskedPointer(place: Place, mask: Mask): string {
  return pointerOf(place, (key) => mask(key).text);
}

function rivalsOf({ cluster, losers }: Judgement): Bug["rivals"] {
  return losers
    .filter(({ match }) => match.rule.cluster !== cluster && match.tier !== "none")
    .slice(0, MAX_RIVALS)
    .map(({ match, because }) => ({ cluster: match.rule.cluster, rule: match.rule.source.id, lost_because: because }));
}
