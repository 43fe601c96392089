import { z } from "zod";
import type { CauseField, Condition, FaultKind, Where } from "./schema.ts";

/** Id of a rule, a spot-check or a reclassification. */
const ruleId = z.string().regex(/^[a-z][a-z0-9-]*$/, "must be words in lower case with hyphens, as in card-declined");
const clusterId = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "must be words in upper case with underscores, as in CARD_DECLINED");
const bucketId = clusterId;
/** Shown on terminals and in reports as it stands, so nothing in it may steer a terminal or turn the text around. */
const sentence = z.string().trim().min(1, "must not be empty").regex(/^(?:[\n\t]|[^\p{Cc}\u202a-\u202e\u2066-\u2069])*$/u, "must not hold control characters");

const where = z.enum(["code", "message", "page", "exception"] as const satisfies readonly Where[]);
const patterns = z.array(z.string().min(1)).min(1);
const status = z.union([
  z.int().min(100).max(599),
  z.string().regex(/^(?:[1-5]xx|[1-5]\d\d-[1-5]\d\d|none)$/),
], 'must be a status as 404, "5xx", "520-530" or "none"');

const conditionShape = {
  at: z.array(where).min(1).optional().describe("where the patterns look; everywhere when left out"),
  patterns: patterns.optional().describe("regular expressions in JavaScript's dialect, without regard to case; one must match. A code is seen as words (ResourceNotFound is `resource not found`), a sentence with blanks for _ and - inside words. A blank matches blanks and line ends. A group named field, scope or value is kept as what is at fault"),
  except: patterns.optional().describe("a match does not count where one of these matches in the same clause"),
  status: z.array(status).min(1).optional().describe('404, "5xx", "520-530", or "none" where no status is known'),
  method: z.array(z.string().regex(/^[A-Z]+$/, "must be a method in upper case, as in POST")).min(1).optional(),
  says: z.enum(["something", "nothing"]).optional().describe("whether the answer says anything beyond that there was an error"),
  addresses: z.enum(["object", "nothing"]).optional().describe("whether the call is about one particular thing"),
  mark: z.array(z.enum(["template", "placeholder", "gap", "sentinel"])).min(1).optional().describe("one of these marks stands in the request"),
  absence: z.array(z.enum(["nothing", "truncated"])).min(1).optional(),
  succeeded: z.literal(true).optional().describe("the answer is that of a successful call"),
  path: z.literal("filled").optional().describe("the path that was called holds no template, placeholder or gap"),
  field: z.enum(["sent", "not-sent", "mistyped"]).optional().describe("whether the field that the answer names was sent; mistyped: in a JSON body as what the matched words ask for, in another JSON type, as \"256\" for an integer"),
} satisfies Record<keyof Condition, z.ZodType>;

const sample = z.union([
  z.string().min(1),
  z.strictObject({
    status: z.int().optional(), method: z.string().optional(), url: z.string().optional(),
    body: z.unknown().optional(), response: z.unknown().optional(),
  }),
], "must be a text, or a failure with status, method, url, body and response");

const samples = {
  hits: z.array(sample).default([]).describe("failures that must end here; a text stands for an answer without status"),
  misses: z.array(sample).default([]).describe("failures that look alike and must not end here"),
};

const yieldsTo = z.strictObject({ to: z.string().describe("a rule or a cluster"), strength: z.literal("cause").optional(), why: sentence });

const rule = z.strictObject({
  id: ruleId,
  why: sentence.describe("why this evidence means this cluster; shown to people"),
  strength: z.enum(["cause", "kind"]).optional().describe("whether a match names the cause, or only the kind of error; kind when left out"),
  ...conditionShape,
  yieldsTo: z.array(yieldsTo).optional(),
  explains: z.record(z.string(), z.enum(["cause", "kind"])).optional().describe("clusters whose verdict this rule takes over, up to that strength of their evidence"),
  ...samples,
});

const cluster = z.strictObject({
  description: sentence.optional().describe("what it is, in one sentence"),
  rationale: sentence.optional().describe("why it goes to its bucket"),
  bucket: bucketId.nullable().optional().describe("where it goes; null for the fallback"),
  rules: z.array(rule).default([]).describe("in an inherited cluster these are tried before the inherited ones"),
});

const causeFields = ["toolkit", "account", "tool", "cluster", "rule"] as const satisfies readonly CauseField[];
const bucket = z.strictObject({
  owner: sentence.optional(), action: sentence.optional(), description: sentence.optional(),
  ask: sentence.optional().describe("what the owner is asked to do"),
  disproof: sentence.optional().describe("what would prove a verdict of this bucket wrong"),
  cause: z.array(z.enum(causeFields)).min(1).optional().describe("what failures have in common that the owner deals with in one go"),
});

const faultKinds = ["field", "missing-field", "type", "header", "scope", "method", "content-type", "route", "version", "body"] as const satisfies readonly FaultKind[];
const spotCheck = z.strictObject({
  id: ruleId, why: sentence, fault: z.enum(faultKinds).describe("what is wrong with the request"),
  from: z.array(clusterId).min(1).describe("clusters that it looks at"),
  rules: z.array(ruleId).min(1).optional().describe("one of these rules matched"),
  ...conditionShape, ...samples,
});

const reclassification = z.strictObject({
  id: ruleId, why: sentence,
  from: z.array(z.string().min(1)).min(1).describe("upstream categories"),
  clusters: z.array(clusterId).min(1).optional(),
  ...conditionShape,
});

/** A taxonomy of one's own, as it stands in a YAML or JSON file. Data only: nothing in it executes. */
export const taxonomyFileSchema = z.strictObject({
  $schema: z.string().optional(),
  name: sentence,
  version: z.string("must be a text, as in \"1.0.0\"").regex(/^\d+\.\d+\.\d+$/, "must be three numbers, as in 1.0.0"),
  extends: z.string().optional().describe("the taxonomy it builds on; without it, the file must be complete"),
  owners: z.array(sentence).default([]).describe("who may own a bucket; every owner is checked against it"),
  clusters: z.record(clusterId, cluster).default({}),
  precedence: z.array(clusterId).optional().describe("which cluster goes first where evidence is equally strong; own clusters go before inherited ones when left out"),
  buckets: z.record(bucketId, bucket).default({}),
  fallback: bucketId.optional().describe("where clusters without a bucket go"),
  demotion: bucketId.optional().describe("where a spot-check demotes to"),
  spotChecks: z.array(spotCheck).default([]).describe("tried before the inherited ones"),
  scope: z.strictObject({ inScope: z.array(sentence).default([]), outOfScope: z.array(sentence).default([]) }).prefault({}).describe("upstream categories, beside the inherited ones"),
  reclassifications: z.array(reclassification).default([]).describe("tried before the inherited ones"),
  disable: z.array(sentence).default([]).describe("inherited rules, spot-checks and reclassifications to leave out"),
});

export type TaxonomyFile = z.infer<typeof taxonomyFileSchema>;
