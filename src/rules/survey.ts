import { chooseRule, matchRules, type RuleMatch } from "../classify/choose.ts";
import type { Facts } from "../facts/facts.ts";
import type { Taxonomy } from "../taxonomy/compile.ts";
import type { Finding } from "./lint/finding.ts";

/** How one rule fares on a log export. Counts of records. */
export interface RuleUse {
  readonly id: string;
  readonly cluster: string;
  /** It holds. */
  readonly fires: number;
  /** It decides. */
  readonly wins: number;
  /** Without it, the record would end in another cluster. */
  readonly alone: number;
  /** It holds, by what the answer says, on a call that succeeded. */
  readonly onSuccess: number;
  /** A record on which it held although the call succeeded. */
  readonly successSample: string | null;
}

/** Records in which rules of two clusters hold. */
export interface Overlap {
  readonly a: string;
  readonly b: string;
  readonly count: number;
}

export interface Survey {
  readonly failures: number;
  readonly successes: number;
  readonly rules: readonly RuleUse[];
  readonly overlaps: readonly Overlap[];
}

interface Counts {
  fires: number;
  wins: number;
  alone: number;
  onSuccess: number;
  successSample: string | null;
}

/** Watches every rule of a taxonomy over a log export, record by record; needs no more memory for more of them. */
export class Surveyor {
  readonly #taxonomy: Taxonomy;
  readonly #counts: ReadonlyMap<string, Counts>;
  readonly #overlaps = new Map<string, number>();
  #failures = 0;
  #successes = 0;

  constructor(taxonomy: Taxonomy) {
    this.#taxonomy = taxonomy;
    this.#counts = new Map(taxonomy.rules.map((rule) => [rule.source.id, { fires: 0, wins: 0, alone: 0, onSuccess: 0, successSample: null }]));
  }

  /** Takes a record in. `succeeded`: the log says of itself that the call did, and the answer says nothing else. */
  add(id: string, facts: Facts, succeeded: boolean): void {
    const matches = matchRules(facts, this.#taxonomy);
    if (succeeded) this.#addSuccess(id, matches);
    else this.#addFailure(matches);
  }

  #addSuccess(id: string, matches: readonly RuleMatch[]): void {
    this.#successes++;
    for (const match of matches) {
      const counts = match.proof.where === null ? undefined : this.#counts.get(match.rule.source.id);
      if (counts === undefined) continue;
      counts.onSuccess++;
      counts.successSample ??= id;
    }
  }

  #addFailure(matches: readonly RuleMatch[]): void {
    this.#failures++;
    for (const { rule } of matches) this.#count(rule.source.id, "fires");
    const winner = chooseRule(matches)?.winner;
    if (winner !== undefined) {
      this.#count(winner.rule.source.id, "wins");
      const without = chooseRule(matches.filter((match) => match !== winner))?.winner;
      if (without?.rule.cluster !== winner.rule.cluster) this.#count(winner.rule.source.id, "alone");
    }
    const clusters = [...new Set(matches.filter((match) => match.tier !== "none").map((match) => match.rule.cluster))].toSorted();
    clusters.forEach((a, index) => {
      for (const b of clusters.slice(index + 1)) this.#overlaps.set(`${a} ${b}`, (this.#overlaps.get(`${a} ${b}`) ?? 0) + 1);
    });
  }

  #count(id: string, what: "fires" | "wins" | "alone"): void {
    const counts = this.#counts.get(id);
    if (counts !== undefined) counts[what]++;
  }

  survey(): Survey {
    const overlaps = [...this.#overlaps].map(([key, count]) => {
      const [a = "", b = ""] = key.split(" ");
      return { a, b, count };
    });
    return {
      failures: this.#failures,
      successes: this.#successes,
      rules: this.#taxonomy.rules.map(({ source, cluster }) => ({ id: source.id, cluster, ...(this.#counts.get(source.id) ?? { fires: 0, wins: 0, alone: 0, onSuccess: 0, successSample: null }) })),
      overlaps: overlaps.toSorted((x, y) => y.count - x.count || (x.a + x.b < y.a + y.b ? -1 : 1)),
    };
  }
}

/** Rules that hold on calls that succeeded, as findings. */
export function successFindings({ rules, successes }: Survey): readonly Finding[] {
  return rules.filter((rule) => rule.onSuccess > 0).map(({ id, onSuccess, successSample }) => ({
    check: "fires-on-success", id, proof: successSample, what: `holds on ${onSuccess} of ${successes} successful calls, the first of which is`,
  }));
}
