import { TriageError } from "../errors.ts";
import { Candidates } from "./candidates.ts";
import { hashTaxonomy } from "./hash.ts";
import type { Cluster, Condition, Reclassification, Rule, SpotCheck, StatusRange, TaxonomyPack, Where } from "./schema.ts";

/** Runs a search, or breaks it off. */
export type Guard = (search: () => void) => void;

/** A condition made ready to be tried: patterns compiled, ranges opened. */
export interface CompiledCondition {
  readonly source: Condition;
  /** Place among all conditions of the taxonomy; rules come first, by their rank. */
  readonly index: number;
  readonly at: ReadonlySet<Where> | null;
  /** Each with the `g` flag, to walk through their matches and read their groups. */
  readonly patterns: readonly RegExp[];
  readonly except: RegExp | null;
  readonly statuses: readonly (readonly [number, number])[] | null;
  /** Runs the searches of a condition that can take too long; null where none can. */
  readonly guard: Guard | null;
}

export interface CompiledRule extends CompiledCondition {
  readonly source: Rule;
  readonly cluster: string;
  /** Place in the order in which rules are tried when their evidence is equally strong. */
  readonly rank: number;
}

export interface CompiledSpotCheck extends CompiledCondition {
  readonly source: SpotCheck;
}

export interface CompiledReclassification extends CompiledCondition {
  readonly source: Reclassification;
}

/** A taxonomy pack ready for use. */
export interface Taxonomy {
  readonly pack: TaxonomyPack;
  /** SHA-256 of everything that can change an output, in hex; see hash.ts. */
  readonly sha256: string;
  /** In the order of precedence. */
  readonly rules: readonly CompiledRule[];
  readonly spotChecks: readonly CompiledSpotCheck[];
  readonly reclassifications: readonly CompiledReclassification[];
  /** Rules without patterns: no text can rule them out. */
  readonly silentRules: readonly CompiledRule[];
  /** Which patterns may match a text. */
  readonly candidates: Candidates<PatternPlace>;
}

/** A pattern and where it belongs. */
export interface PatternPlace {
  /** Index of its condition. */
  readonly condition: number;
  /** Place among the patterns of its condition. */
  readonly order: number;
  readonly pattern: RegExp;
}

/**
 * Compiles a pack. Throws TriageError TAXONOMY_INVALID for a pattern that is no regular expression.
 *
 * @param guards for rules that can take too long, by id
 */
export function compileTaxonomy(pack: TaxonomyPack, guards: ReadonlyMap<string, Guard> = NO_GUARDS): Taxonomy {
  const compileCondition = (source: Condition, id: string, index: number): CompiledCondition => conditionOf(source, id, index, guards.get(id) ?? null);
  const clusters = pack.precedence.map((id) => pack.clusters[id]).filter((cluster): cluster is Cluster => cluster !== undefined);
  let index = 0;
  const rules = clusters.flatMap((cluster) => cluster.rules.map((rule): CompiledRule => ({ ...compileCondition(rule, rule.id, index), source: rule, cluster: cluster.id, rank: index++ })));
  const spotChecks = pack.demotion.checks.map((check): CompiledSpotCheck => ({ ...compileCondition(check, check.id, index++), source: check }));
  const reclassifications = pack.reclassifications.map((entry): CompiledReclassification => ({ ...compileCondition(entry, entry.id, index++), source: entry }));
  return {
    pack,
    sha256: hashTaxonomy(pack),
    rules,
    spotChecks,
    reclassifications,
    silentRules: rules.filter(({ patterns }) => patterns.length === 0),
    candidates: new Candidates([...rules, ...spotChecks, ...reclassifications].flatMap(placesOf), ({ pattern }) => pattern.source),
  };
}

const NO_GUARDS: ReadonlyMap<string, Guard> = new Map();

function placesOf({ index, patterns }: CompiledCondition): readonly PatternPlace[] {
  return patterns.map((pattern, order) => ({ condition: index, order, pattern }));
}

function conditionOf(source: Condition, id: string, index: number, guard: Guard | null): CompiledCondition {
  return {
    source,
    index,
    at: source.at === undefined ? null : new Set(source.at),
    patterns: (source.patterns ?? []).map((pattern) => compilePattern(pattern, id)),
    except: source.except === undefined || source.except.length === 0 ? null : unionOf(source.except),
    statuses: source.status === undefined ? null : source.status.map(openRange),
    guard,
  };
}

/** A pattern as a regular expression over words in lower case: without regard to case, a blank matches blanks and line ends. */
export function compilePattern(pattern: string, id: string): RegExp {
  try {
    return new RegExp(expanded(pattern), "g");
  } catch (error) {
    throw new TriageError("TAXONOMY_INVALID", `${id}: ${pattern} is no regular expression`, { hint: "patterns are written in JavaScript's dialect", cause: error });
  }
}

function unionOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.map((pattern) => `(?:${expanded(pattern).replace(/\(\?<[A-Za-z]\w*>/g, "(?:")})`).join("|"));
}

/** Escapes and names of groups, which stay; capitals; and blanks outside of sets that are not themselves repeated. */
const PARTS = /\\u[\da-fA-F]{4}|\\[^u]|\(\?<[A-Za-z]\w*>|(\[(?:\\.|[^\]\\])*\])|(\p{Lu})| (?![{*+?])/gu;

/**
 * The words are in lower case, so the pattern is too: V8 compiles that in a fifth of the time that the flag `i` takes, and a
 * set of blanks in a fraction of what their alternatives take.
 */
function expanded(pattern: string): string {
  return pattern.replace(PARTS, (part, set: string | undefined) => (part === " " ? "[ \\n]+" : set !== undefined ? lowerSet(part) : part.startsWith("\\") || part.startsWith("(?<") ? part : part.toLowerCase()));
}

/** A set in lower case; its escapes stay. */
function lowerSet(set: string): string {
  return set.replace(/\\u[\da-fA-F]{4}|\\[^u]|\p{Lu}/gu, (part) => (part.startsWith("\\") ? part : part.toLowerCase()));
}

/** "No status" is kept as status 0. */
function openRange(range: StatusRange): readonly [number, number] {
  if (range === "none") return [0, 0];
  if (typeof range === "number") return [range, range];
  const century = /^(\d)xx$/.exec(range)?.[1];
  if (century !== undefined) return [Number(century) * 100, Number(century) * 100 + 99];
  const [from = 0, to = 0] = range.split("-").map(Number);
  return [from, to];
}

