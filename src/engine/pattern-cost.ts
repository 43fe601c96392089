import { MAX_TEXT } from "../facts/words.ts";
import { anatomyOf } from "../taxonomy/anatomy.ts";
import { compilePattern } from "../taxonomy/compile.ts";
import type { Condition, TaxonomyPack } from "../taxonomy/schema.ts";
import { within } from "./within.ts";

/** A pattern that can take too long on a text that somebody else wrote. */
export interface CostlyPattern {
  /** Id of the rule, spot-check or reclassification that it stands in. */
  readonly id: string;
  readonly pattern: string;
  readonly why: string;
  /** A text on which it does, where one was found; its beginning. */
  readonly attack: string | null;
}

/** What one pattern may take on one text of the greatest length. Milliseconds. */
const PATTERN_BUDGET = 50;
/** How long the proof of one pattern may take. Milliseconds. */
const PROOF_BUDGET = 3_000;
const SHOWN = 60;

/**
 * Finds the patterns of a taxonomy that can take more than linear time, or too long on the longest text that rules see.
 *
 * A repeat without an upper bound is checked by recheck, which proves it safe or finds an attack; what it cannot prove counts
 * as costly. With bounds on every repeat the time is linear in the text, and what is left to see is the factor: the pattern
 * is run on texts made of its own words.
 *
 * @param trusted patterns that need no check
 */
export async function findCostly(pack: TaxonomyPack, trusted: ReadonlySet<string>): Promise<readonly CostlyPattern[]> {
  const costly: CostlyPattern[] = [];
  for (const { id, pattern } of patternsOf(pack)) {
    if (trusted.has(pattern)) continue;
    const found = anatomyOf(pattern).unbounded === null ? probe(pattern) : await prove(pattern);
    if (found !== null) costly.push({ id, pattern, ...found });
  }
  return costly;
}

/** Every pattern of a pack, with the id of what it stands in. */
export function patternsOf(pack: TaxonomyPack): readonly { readonly id: string; readonly pattern: string }[] {
  const conditions: readonly (Condition & { readonly id: string })[] = [...Object.values(pack.clusters).flatMap((cluster) => cluster.rules), ...pack.demotion.checks, ...pack.reclassifications];
  return conditions.flatMap(({ id, patterns = [], except = [] }) => [...patterns, ...except].map((pattern) => ({ id, pattern })));
}

type Cost = Pick<CostlyPattern, "why" | "attack"> | null;

async function prove(pattern: string): Promise<Cost> {
  const recheck = await import("recheck/lib/browser.js");
  // CommonJS: bundlers and loaders do not agree on where its members are found.
  const found = (recheck.default ?? recheck).checkSync(compilePattern(pattern, "").source, "", { timeout: PROOF_BUDGET });
  const repeat = anatomyOf(pattern).unbounded ?? "";
  const hint = `give ${repeat} an upper bound, as in {0,40}`;
  switch (found.status) {
    case "safe": return null;
    case "vulnerable": return { why: `takes ${found.complexity.summary} time; ${hint}`, attack: shortened(found.attack.string) };
    case "unknown": return { why: `could not be proven to take linear time; ${hint}`, attack: null };
    default: return found satisfies never;
  }
}

function probe(pattern: string): Cost {
  if (!anatomyOf(pattern).repeats) return null;
  const regex = compilePattern(pattern, "");
  const attack = attacksOn(pattern).find((text) => isSlow(regex, text));
  return attack === undefined ? null : { why: `takes more than ${PATTERN_BUDGET} ms on a text of ${MAX_TEXT} characters; make its repeats shorter, or its alternatives unlike each other`, attack: shortened(attack) };
}

/** On a busy machine one run says little: what is slow is slow each time, and in time of the processor. */
const RUNS = 3;
const HANGS = 5_000;

function isSlow(regex: RegExp, text: string): boolean {
  for (let run = 0; run < RUNS; run++) {
    const start = process.cpuUsage();
    regex.lastIndex = 0;
    const done = within(HANGS, () => regex.test(text));
    if (done === null) return true;
    if (process.cpuUsage(start).user / 1000 <= PATTERN_BUDGET) return false;
  }
  return true;
}

const MOST_WORDS = 16;

/** Texts of the greatest length made of the pattern's own words, which go furthest before they fail. */
function attacksOn(pattern: string): readonly string[] {
  const words = anatomyOf(pattern).literals.slice(0, MOST_WORDS);
  const pieces = [...words.flatMap((word) => [word, `${word} `, `${word}  `, `${word} a `]), ...words.slice(1).map((word, index) => `${words[index] ?? ""} ${word} `), "a", "a ", "'a' ", "0", " "];
  return pieces.map((piece) => `${piece.repeat(Math.ceil(MAX_TEXT / piece.length)).slice(0, MAX_TEXT - 1)}\u0000`);
}

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${text.length} characters)` : text;
}
