import { z } from "zod";
import { CATEGORIZATION_VERSION, VERDICT_VERSION } from "./version.ts";

const count = z.int().nonnegative();
const id = z.string();

const evidence = z.strictObject({
  pointer: z.string().describe("JSON Pointer (RFC 6901) into the record as it stood in the export; of text that holds JSON, the pointer to the text"),
  text: z.string().describe("the passage quoted, secrets masked"),
  span: z.tuple([count, count]).describe("the telling part of the text: start and end in UTF-16 code units"),
});

const rival = z.strictObject({
  cluster: id,
  rule: id,
  lost_because: z.string(),
});

const fault = z.strictObject({
  check: id.describe("id of the spot-check"),
  kind: z.enum(["field", "missing-field", "type", "header", "scope", "method", "content-type", "route", "version", "body"]),
  subject: z.string().nullable().describe("the field, header, scope or route at fault, where the answer names it"),
  why: z.string(),
});

const upstream = z.strictObject({
  category: z.string(),
  confidence: z.number().nullable(),
  reason: z.string().nullable(),
});

const bug = z.strictObject({
  id,
  toolkit: z.string().nullable(),
  tool: z.string().nullable(),
  account: z.string().nullable().describe("the connected account the call was made with"),
  time: z.string().nullable().describe("when it happened, ISO 8601 in UTC"),
  status: z.int().nullable().describe("the HTTP status that tells"),
  call: z.string().nullable().describe("method and URL as they were called, secrets masked"),
  cluster: id,
  bucket: id,
  owner: z.string(),
  action: z.string(),
  rule: id,
  rationale: z.string(),
  demoted_from: id.nullable().describe("the bucket a spot-check took it from"),
  fault: fault.nullable().describe("what is wrong on our own side, where a spot-check found it"),
  reclassified_from: z.string().nullable().describe("the upstream category that the evidence overruled"),
  reclassified_by: z.string().nullable().describe("the reason for it"),
  upstream: upstream.nullable(),
  signature: z.string().describe("fingerprint of the cause: equal where one tool fails in one way"),
  evidence: z.array(evidence),
  rivals: z.array(rival),
  links: z.record(z.string(), z.string()),
});

const input = z.strictObject({ path: z.string(), sha256: z.string(), records: count });

/** `bug_categorization.json`: all verdicts of a run and their totals; every report is made from it. */
export const categorizationSchema = z.strictObject({
  schema: z.literal(CATEGORIZATION_VERSION),
  run: z.strictObject({
    version: z.string().describe("version of triage"),
    taxonomy: z.strictObject({
      name: z.string(), version: z.string(), sha256: z.string(),
      fallback_bucket: id.describe("where clusters without a bucket of their own go"),
      demotion_bucket: id.describe("where a spot-check demotes to"),
    }),
    inputs: z.array(input),
    upstream: z.array(input),
    redacted: z.boolean(),
    complete: z.boolean().describe("false when part of an input could not be read"),
    upstream_only: count.optional().describe("entries of the upstream classification that are about no log; they stand under needs_review and are counted in totals.records. Left out where there are none"),
  }),
  totals: z.strictObject({
    records: count.describe("every log record, damaged stretch and upstream entry without a log; = in_scope + out_of_scope + needs_review"),
    in_scope: count.describe("= canonical + reclassified = sum of the buckets"),
    canonical: count,
    reclassified: count,
    demoted: count,
    out_of_scope: count,
    needs_review: count,
  }),
  buckets: z.array(z.strictObject({
    id, owner: z.string(), action: z.string(), description: z.string(),
    ask: z.string().describe("what the owner is asked to do"),
    disproof: z.string().describe("what would prove a verdict of this bucket wrong"),
    cause: z.array(z.enum(["toolkit", "account", "tool", "cluster", "rule"])).describe("what failures of one root cause have in common"),
    count,
  })),
  clusters: z.array(z.strictObject({ id, bucket: id, count, reclassified: count, rationale: z.string().describe("why the cluster goes to its bucket") })),
  out_of_scope: z.array(z.strictObject({ category: z.string(), count })),
  bugs: z.array(bug),
  needs_review: z.array(z.strictObject({ id, reason: z.string() })),
});

const verdictBase = {
  schema: z.literal(VERDICT_VERSION),
  taxonomy: z.string().describe("SHA-256 of the taxonomy that judged"),
  redacted: z.boolean(),
  id,
  mark: z.string().regex(/^[\da-f]{8}$/).describe("fingerprint of the record's bytes: tells copies of a record from different records with one id"),
};

/** One line of `triage classify --stream`: the verdict on one record. */
export const verdictSchema = z.discriminatedUnion("verdict", [
  z.strictObject({ ...verdictBase, verdict: z.literal("bug"), bug }),
  z.strictObject({ ...verdictBase, verdict: z.literal("out_of_scope"), category: z.string() }),
  z.strictObject({ ...verdictBase, verdict: z.literal("needs_review"), reason: z.string(), damaged: z.boolean().describe("the line could not be read") }),
]);

export type VerdictLine = z.infer<typeof verdictSchema>;
export type Categorization = z.infer<typeof categorizationSchema>;
export type Bug = Categorization["bugs"][number];
export type Evidence = Bug["evidence"][number];
export type ReviewItem = Categorization["needs_review"][number];
export type InputProvenance = Categorization["run"]["inputs"][number];
