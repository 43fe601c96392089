import type { Condition, Rule, TaxonomyPack } from "../../taxonomy/schema.ts";
import { counted } from "../numbers.ts";
import type { Palette } from "../palette.ts";

/** A whole taxonomy, in the order in which it decides: clusters with their rules, spot-checks, scope. */
export function renderRuleList(pack: TaxonomyPack, sha256: string, palette: Palette): string {
  return `${[
    head(pack, sha256, palette),
    ...pack.precedence.map((id) => clusterBlock(pack, id, palette)),
    section(`Spot-checks: demote to ${pack.demotion.bucket}`, pack.demotion.checks.map((check) => [check.id, `${check.fault.padEnd(14)} from ${check.from.join(", ")}`]), palette),
    section("Reclassification: brings into scope", pack.reclassifications.map((entry) => [entry.id, `from ${entry.from.join(", ")}: ${entry.why}`]), palette),
    section("Owners", Object.entries(pack.buckets).map(([id, bucket]) => [id, `${bucket.owner}: ${bucket.action}`]), palette),
  ].join("\n\n")}\n`;
}

function head(pack: TaxonomyPack, sha256: string, palette: Palette): string {
  const rules = Object.values(pack.clusters).reduce((sum, cluster) => sum + cluster.rules.length, 0);
  return `${palette.strong(`${pack.name} ${pack.version}`)}  ${palette.faint(sha256.slice(0, 12))}  ${counted(rules, "rule")} in ${counted(pack.precedence.length, "cluster")}, ${counted(pack.demotion.checks.length, "spot-check")}, ${counted(Object.keys(pack.buckets).length, "bucket")}`;
}

function clusterBlock(pack: TaxonomyPack, id: string, palette: Palette): string {
  const bucket = pack.dispatch[id] ?? pack.fallback;
  const title = `${palette.accent(id)} → ${bucket}  ${palette.faint(pack.buckets[bucket]?.owner ?? "")}`;
  return [title, ...(pack.clusters[id]?.rules ?? []).map((rule) => `  ${rule.id.padEnd(ID_WIDTH)} ${evidenceOf(rule).padEnd(EVIDENCE_WIDTH)} ${rule.why}`.trimEnd())].join("\n");
}

const ID_WIDTH = 30;
const EVIDENCE_WIDTH = 34;

/** What a rule rests on, in a few words: `cause at code`. */
export function evidenceOf(rule: Rule): string {
  if (rule.patterns !== undefined) return `${rule.strength ?? "kind"} at ${rule.at?.join(", ") ?? "any place"}`;
  return restOf(rule);
}

function restOf(condition: Condition): string {
  if (condition.mark !== undefined) return `mark: ${condition.mark.join(", ")}`;
  if (condition.status !== undefined) return `status ${condition.status.join(", ")}`;
  if (condition.absence !== undefined) return `absence: ${condition.absence.join(", ")}`;
  return condition.succeeded === true ? "a success" : "nothing else";
}

function section(title: string, rows: readonly (readonly [string, string])[], palette: Palette): string {
  return [palette.strong(title), ...rows.map(([id, text]) => `  ${id.padEnd(ID_WIDTH)} ${text}`)].join("\n");
}
