import type { Mask } from "../categorization/mask.ts";
import { judge, type Judgement } from "../classify/judge.ts";
import type { Facts } from "../facts/facts.ts";
import type { Failure } from "../failure/failure.ts";
import type { Taxonomy } from "../taxonomy/compile.ts";
import { canonical } from "../taxonomy/hash.ts";
import type { TaxonomyPack } from "../taxonomy/schema.ts";
import { agrees, type Label } from "./label.ts";
import { conditionsOf } from "./lint/patterns.ts";

/** Where a failure ends under one taxonomy. */
export interface End {
  readonly cluster: string;
  readonly bucket: string;
  readonly owner: string;
}

/** One failure that ends elsewhere. */
export interface Moved {
  readonly id: string;
  readonly tool: string | null;
  /** The words that decide now. */
  readonly text: string;
  readonly rules: readonly [before: string, after: string];
  /** Whether a label says that the move is right, or wrong; null without a label, or where both ends are wrong. */
  readonly verdict: "right" | "wrong" | null;
}

/** All failures that go from one end to another. */
export interface Move {
  readonly from: End;
  readonly to: End;
  readonly count: number;
  readonly right: number;
  readonly wrong: number;
  readonly samples: readonly Moved[];
}

/** A count before and after. */
export interface Shift {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** What a change of the taxonomy does to a log export. */
export interface Difference {
  readonly failures: number;
  readonly labelled: { readonly count: number; readonly agreedBefore: number; readonly agreedAfter: number };
  readonly moves: readonly Move[];
  readonly clusters: readonly Shift[];
  readonly buckets: readonly Shift[];
  readonly rules: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly changed: readonly string[] };
}

const MOST_SAMPLES = 3;
/** Moves that a label calls wrong are what a reviewer must see. */
const MOST_WRONG_SAMPLES = 20;

/** Judges every failure under two taxonomies and keeps what moves; memory grows with the kinds of moves, not with the export. */
export class Comparison {
  readonly #before: Taxonomy;
  readonly #after: Taxonomy;
  readonly #maskOf: (failure: Failure) => Mask;
  readonly #moves = new Map<string, { from: End; to: End; count: number; right: number; wrong: number; samples: Moved[] }>();
  readonly #clusters = new Map<string, [number, number]>();
  readonly #buckets = new Map<string, [number, number]>();
  #failures = 0;
  readonly #labelled = { count: 0, agreedBefore: 0, agreedAfter: 0 };

  /** @param maskOf the mask of a failure: hides what must not leave in its texts */
  constructor(before: Taxonomy, after: Taxonomy, maskOf: (failure: Failure) => Mask) {
    this.#before = before;
    this.#after = after;
    this.#maskOf = maskOf;
  }

  add(failure: Failure, facts: Facts, label: Label | null): void {
    this.#failures++;
    const before = judge(facts, this.#before);
    const after = judge(facts, this.#after);
    const from = endOf(before, this.#before.pack);
    const to = endOf(after, this.#after.pack);
    for (const [side, end] of [[0, from], [1, to]] as const) {
      shift(this.#clusters, end.cluster, side);
      shift(this.#buckets, end.bucket, side);
    }
    if (label !== null) {
      this.#labelled.count++;
      if (agrees(label, before)) this.#labelled.agreedBefore++;
      if (agrees(label, after)) this.#labelled.agreedAfter++;
    }
    if (from.cluster !== to.cluster || from.bucket !== to.bucket || from.owner !== to.owner) this.#addMove(from, to, this.#moved(failure, before, after, label));
  }

  difference(): Difference {
    const moves = [...this.#moves.values()].toSorted((a, b) => b.wrong - a.wrong || b.count - a.count || (keyOf(a.from, a.to) < keyOf(b.from, b.to) ? -1 : 1));
    return { failures: this.#failures, labelled: { ...this.#labelled }, moves, clusters: shifts(this.#clusters), buckets: shifts(this.#buckets), rules: changedRules(this.#before.pack, this.#after.pack) };
  }

  #moved(failure: Failure, before: Judgement, after: Judgement, label: Label | null): Moved {
    const mask = this.#maskOf(failure);
    const was = label !== null && agrees(label, before);
    const is = label !== null && agrees(label, after);
    return {
      id: mask(failure.id).text,
      tool: failure.tool === null ? null : mask(failure.tool).text,
      text: mask(after.winner.proof.text).text,
      rules: [ruleOf(before), ruleOf(after)],
      verdict: was === is ? null : is ? "right" : "wrong",
    };
  }

  #addMove(from: End, to: End, moved: Moved): void {
    const key = keyOf(from, to);
    const move = this.#moves.get(key) ?? { from, to, count: 0, right: 0, wrong: 0, samples: [] };
    this.#moves.set(key, move);
    move.count++;
    if (moved.verdict !== null) move[moved.verdict]++;
    const most = moved.verdict === "wrong" ? MOST_WRONG_SAMPLES : MOST_SAMPLES;
    if (move.samples.length < most) move.samples.push(moved);
  }
}

function endOf({ cluster, bucket }: Judgement, pack: TaxonomyPack): End {
  return { cluster, bucket, owner: pack.buckets[bucket]?.owner ?? "" };
}

function ruleOf({ winner, demotion }: Judgement): string {
  return demotion === null ? winner.rule.source.id : `${winner.rule.source.id}, ${demotion.check.source.id}`;
}

function keyOf(from: End, to: End): string {
  return [from.cluster, from.bucket, from.owner, to.cluster, to.bucket, to.owner].join(" ");
}

function shift(counts: Map<string, [number, number]>, id: string, side: 0 | 1): void {
  const pair = counts.get(id) ?? [0, 0];
  pair[side]++;
  counts.set(id, pair);
}

function shifts(counts: ReadonlyMap<string, readonly [number, number]>): readonly Shift[] {
  return [...counts].map(([id, [before, after]]) => ({ id, before, after })).toSorted((a, b) => b.after - a.after || b.before - a.before || (a.id < b.id ? -1 : 1));
}

function changedRules(before: TaxonomyPack, after: TaxonomyPack): Difference["rules"] {
  const was = new Map(conditionsOf(before).map((condition) => [condition.id, canonical(condition)]));
  const is = new Map(conditionsOf(after).map((condition) => [condition.id, canonical(condition)]));
  return {
    added: [...is.keys()].filter((id) => !was.has(id)).toSorted(),
    removed: [...was.keys()].filter((id) => !is.has(id)).toSorted(),
    changed: [...is].filter(([id, text]) => was.has(id) && was.get(id) !== text).map(([id]) => id).toSorted(),
  };
}
