import { CHECKS, type Finding } from "../../rules/lint/finding.ts";
import type { RuleUse, Survey } from "../../rules/survey.ts";
import { terminal } from "../escape.ts";
import { counted, numeral } from "../numbers.ts";
import type { Palette } from "../palette.ts";

/** Where a rule stands in a file, or null. */
export type WhereOf = (id: string) => string | null;

/** The findings of a lint, worst first. */
export function renderFindings(findings: readonly Finding[], where: WhereOf, palette: Palette): string {
  if (findings.length === 0) return `${palette.good("✓")} nothing to mend\n`;
  const errors = findings.filter((finding) => CHECKS[finding.check].severity === "error");
  const warnings = findings.filter((finding) => CHECKS[finding.check].severity === "warning");
  const lines = [...errors, ...warnings].flatMap((finding) => findingLines(finding, where, palette));
  return `${[...lines, "", `${counted(errors.length, "error")}, ${counted(warnings.length, "warning")}`].join("\n")}\n`;
}

function findingLines({ check, id, what, proof }: Finding, where: WhereOf, palette: Palette): readonly string[] {
  const place = where(id);
  const mark = CHECKS[check].severity === "error" ? palette.bad("error") : palette.accent("warning");
  return [
    `${mark} ${palette.strong(check)} ${place === null ? id : `${place} ${id}`}: ${terminal(what)}`,
    ...(proof === null ? [] : [`  ${palette.faint(terminal(proof.length > 200 ? `${proof.slice(0, 200)}…` : proof))}`]),
  ];
}

/** How the rules fare on a log export: what never fires, what never wins, what overlaps, what each carries alone. */
export function renderSurvey(survey: Survey, palette: Palette): string {
  const { rules, failures, successes } = survey;
  const never = rules.filter((rule) => rule.fires === 0);
  const losing = rules.filter((rule) => rule.fires > 0 && rule.wins === 0);
  return `${[
    palette.strong(`On ${counted(failures, "failure")} and ${counted(successes, "successful call")}`),
    useTable(rules.filter((rule) => rule.fires > 0)),
    named("Never fire", never.map((rule) => rule.id), palette),
    named("Fire and never win", losing.map((rule) => `${rule.id} (${numeral(rule.fires)})`), palette),
    overlapMatrix(survey, palette),
  ].join("\n\n")}\n`;
}

const ID_WIDTH = 30;

function useRow(id: string, cluster: string, cells: readonly (string | number)[]): string {
  return `  ${id.padEnd(ID_WIDTH)} ${cluster.padEnd(20)}${cells.map(countCell).join("")}`;
}

function countCell(value: string | number): string {
  return (typeof value === "number" ? numeral(value) : value).padStart(9);
}

function useTable(rules: readonly RuleUse[]): string {
  const sorted = rules.toSorted((a, b) => b.wins - a.wins || b.fires - a.fires || (a.id < b.id ? -1 : 1));
  return [useRow("rule", "cluster", ["fires", "wins", "alone", "success"]), ...sorted.map((rule) => useRow(rule.id, rule.cluster, [rule.fires, rule.wins, rule.alone, rule.onSuccess]))].join("\n");
}

function named(title: string, names: readonly string[], palette: Palette): string {
  return `${palette.strong(title)}\n  ${names.length === 0 ? "none" : names.join(", ")}`;
}

/** Records in which rules of two clusters hold, as a triangle. */
function overlapMatrix({ overlaps }: Survey, palette: Palette): string {
  const clusters = [...new Set(overlaps.flatMap(({ a, b }) => [a, b]))].toSorted();
  const count = (x: string, y: string): number => overlaps.find(({ a, b }) => (a === x && b === y) || (a === y && b === x))?.count ?? 0;
  const rows = clusters.slice(1).map((id, index) => `  ${id.padEnd(20)}${clusters.slice(0, index + 1).map((other) => (count(id, other) === 0 ? "·" : numeral(count(id, other))).padStart(8)).join("")}`);
  const heads = clusters.slice(0, -1).map((id) => id.slice(0, 7).padStart(8)).join("");
  return [palette.strong("Overlaps: failures in which rules of two clusters hold"), ...(rows.length === 0 ? ["  none"] : [`  ${" ".repeat(20)}${heads}`, ...rows])].join("\n");
}
