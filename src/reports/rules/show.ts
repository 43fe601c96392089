import type { Bucket, Cluster, Condition, Reclassification, Rule, Sample, SpotCheck, TaxonomyPack } from "../../taxonomy/schema.ts";
import { terminal } from "../escape.ts";
import { counted } from "../numbers.ts";
import type { Palette } from "../palette.ts";
import { evidenceOf } from "./list.ts";

/** One part of a taxonomy as prose; null where nothing has this id. */
export function renderPart(pack: TaxonomyPack, id: string, place: string | null, palette: Palette): string | null {
  const lines = partLines(pack, id, palette);
  if (lines === null) return null;
  return `${[...lines, ...(place === null ? [] : ["", palette.faint(`written at ${place}`)])].join("\n")}\n`;
}

/** Every id that `renderPart` knows. */
export function partIds(pack: TaxonomyPack): readonly string[] {
  return [...Object.keys(pack.clusters), ...Object.keys(pack.buckets), ...Object.values(pack.clusters).flatMap((cluster) => cluster.rules.map((rule) => rule.id)), ...pack.demotion.checks.map((check) => check.id), ...pack.reclassifications.map((entry) => entry.id)];
}

function partLines(pack: TaxonomyPack, id: string, palette: Palette): readonly string[] | null {
  const cluster = Object.hasOwn(pack.clusters, id) ? pack.clusters[id] : undefined;
  if (cluster !== undefined) return clusterLines(pack, cluster, palette);
  const bucket = Object.hasOwn(pack.buckets, id) ? pack.buckets[id] : undefined;
  if (bucket !== undefined) return bucketLines(pack, id, bucket, palette);
  const home = Object.values(pack.clusters).find((candidate) => candidate.rules.some((rule) => rule.id === id));
  const rule = home?.rules.find((candidate) => candidate.id === id);
  if (home !== undefined && rule !== undefined) return ruleLines(pack, home, rule, palette);
  const check = pack.demotion.checks.find((candidate) => candidate.id === id);
  if (check !== undefined) return checkLines(pack, check, palette);
  const entry = pack.reclassifications.find((candidate) => candidate.id === id);
  return entry === undefined ? null : reclassificationLines(entry, palette);
}

function clusterLines(pack: TaxonomyPack, { id, description, rationale, rules }: Cluster, palette: Palette): readonly string[] {
  const bucket = pack.dispatch[id] ?? pack.fallback;
  const place = pack.precedence.indexOf(id);
  return [
    `${palette.accent(id)}: ${description}`,
    "",
    `Goes to ${palette.strong(bucket)} (${pack.buckets[bucket]?.owner ?? ""}: ${pack.buckets[bucket]?.action ?? ""}). ${rationale}`,
    `Where evidence is equally strong: ${place === 0 ? "it goes before every other cluster" : `it goes after ${pack.precedence.slice(0, place).join(", ")}`}.`,
    "",
    `${palette.strong("Rules")}, in the order in which they are tried`,
    ...rules.map((rule) => `  ${rule.id.padEnd(30)} ${evidenceOf(rule).padEnd(34)} ${rule.why}`),
  ];
}

function bucketLines(pack: TaxonomyPack, id: string, bucket: Bucket, palette: Palette): readonly string[] {
  const clusters = pack.precedence.filter((cluster) => (pack.dispatch[cluster] ?? pack.fallback) === id);
  return [
    `${palette.strong(id)}: ${bucket.description}`,
    "",
    `Owner     ${bucket.owner}`,
    `Action    ${bucket.action}`,
    `Ask       ${bucket.ask}`,
    `Wrong if  ${bucket.disproof}`,
    `One message for each ${bucket.cause.join(", ")}.`,
    clusters.length > 0 ? `Takes ${clusters.join(", ")}.` : id === pack.demotion.bucket ? "Takes what a spot-check demotes." : "Takes no cluster.",
  ];
}

function ruleLines(pack: TaxonomyPack, cluster: Cluster, rule: Rule, palette: Palette): readonly string[] {
  const bucket = pack.dispatch[cluster.id] ?? pack.fallback;
  return [
    `${palette.strong(rule.id)}, a rule of ${palette.accent(cluster.id)} → ${bucket}`,
    "",
    rule.why,
    `Evidence: ${evidenceOf(rule)}.`,
    ...conditionLines(rule),
    ...(rule.yieldsTo ?? []).map(({ to, strength, why }) => `Yields to ${to}${strength === undefined ? "" : " where its evidence names the cause"}: ${why}.`),
    ...Object.entries(rule.explains ?? {}).map(([id, strength]) => `Takes over from ${id}${strength === "kind" ? " where its evidence names only the kind of error" : ""}.`),
    ...sampleLines(rule, palette),
  ];
}

function checkLines(pack: TaxonomyPack, check: SpotCheck, palette: Palette): readonly string[] {
  return [
    `${palette.strong(check.id)}, a spot-check: demotes ${check.from.join(", ")} to ${pack.demotion.bucket} (${check.fault})`,
    "",
    check.why,
    ...(check.rules === undefined ? [] : [`Where one of these rules holds: ${check.rules.join(", ")}.`]),
    ...conditionLines(check),
    ...sampleLines(check, palette),
  ];
}

function reclassificationLines(entry: Reclassification, palette: Palette): readonly string[] {
  return [
    `${palette.strong(entry.id)}, a reclassification from ${entry.from.join(", ")}`,
    "",
    `Brings a failure into scope because ${entry.why}.`,
    ...(entry.clusters === undefined ? [] : [`Where its own cluster is ${entry.clusters.join(", ")}.`]),
    ...conditionLines(entry),
  ];
}

/** The members of a condition, each as a line. */
function conditionLines(condition: Condition): readonly string[] {
  const { patterns, except } = condition;
  return [
    ...factLines(condition),
    ...(patterns === undefined ? [] : ["Patterns:", ...patterns.map((pattern) => `  ${terminal(pattern)}`)]),
    ...(except === undefined ? [] : ["Except where this stands in the same clause:", ...except.map((pattern) => `  ${terminal(pattern)}`)]),
  ];
}

const HOW_SENT: Readonly<Record<NonNullable<Condition["field"]>, string>> = { sent: "sent", "not-sent": "not sent", mistyped: "sent in another JSON type than is asked for" };

/** What a condition asks of a failure beside its words. */
function factLines({ status, method, says, addresses, mark, absence, succeeded, path, field }: Condition): readonly string[] {
  const lines: readonly (readonly [unknown, string])[] = [
    [status, `Status: ${status?.join(", ") ?? ""}.`],
    [method, `Method: ${method?.join(", ") ?? ""}.`],
    [says, `The answer says ${says ?? ""}.`],
    [addresses, `The call is about ${addresses === "object" ? "one" : "no"} particular thing.`],
    [mark, `A mark stands in the request: ${mark?.join(", ") ?? ""}.`],
    [absence, `Recorded is ${absence?.join(" or ") ?? ""}.`],
    [succeeded, "The answer is that of a successful call."],
    [path, "The path holds no template, placeholder or gap."],
    [field, `The field that the answer names was ${field === undefined ? "" : HOW_SENT[field]}.`],
  ];
  return lines.filter(([member]) => member !== undefined).map(([, line]) => line);
}

const MOST_SAMPLES = 8;

function sampleLines({ hits, misses }: { readonly hits: readonly Sample[]; readonly misses: readonly Sample[] }, palette: Palette): readonly string[] {
  return [...listed("Hits", hits, palette), ...listed("Misses", misses, palette)];
}

function listed(title: string, samples: readonly Sample[], palette: Palette): readonly string[] {
  const left = samples.length - MOST_SAMPLES;
  return ["", `${palette.strong(title)} (${counted(samples.length, "sample")})`, ...samples.slice(0, MOST_SAMPLES).map((sample) => `  ${sampleText(sample)}`), ...(left > 0 ? [`  and ${left} more`] : [])];
}

/** A sample on one line. */
export function sampleText(sample: Sample): string {
  return terminal(typeof sample === "string" ? sample : JSON.stringify(sample));
}
