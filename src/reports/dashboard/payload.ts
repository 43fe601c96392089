import type { Bug, Categorization } from "../../categorization/schema.ts";
import { BugMessages } from "../bug-messages.ts";
import type { RootCause } from "../overview.ts";
import { taxonomyName } from "../provenance.ts";
import { type Budget, BUDGET, fairShare } from "./budget.ts";
import { columnsOf } from "./columns.ts";
import type { Detail, Head, Index, Island } from "./format.ts";
import { pack, packBlocks } from "./pack.ts";

const BLOCK = { details: 250, messages: 100 } as const;
/** Entries under “needs review” that the page shows; the count is always whole. */
const MAX_REVIEW = 500;

/** Where the evidence page of a bug stands, seen from the page; absent where none were written. */
export type PageOf = (bug: Bug) => string;

export interface Payload {
  readonly head: Head;
  readonly islands: Readonly<Record<Island, string>>;
}

/** The categorization as the page carries it. What goes beyond the budget keeps its place in every count, and no row. */
export function payloadOf(categorization: Categorization, pageOf: PageOf | null, budget: Budget = BUDGET): Payload {
  let rows = Math.min(categorization.bugs.length, budget.rows);
  for (;;) {
    const payload = payloadWith(categorization, pageOf, rows);
    const bytes = Object.values(payload.islands).reduce((sum, island) => sum + island.length, 0);
    if (bytes <= budget.bytes || rows === 0) return payload;
    // A little less than in proportion, so that the second attempt nearly always fits.
    rows = Math.min(rows - 1, Math.floor((rows * budget.bytes * 0.97) / bytes));
  }
}

function payloadWith(categorization: Categorization, pageOf: PageOf | null, limit: number): Payload {
  const kept = fairShare(categorization.bugs, limit);
  const rows = categorization.bugs.filter((bug) => kept.has(bug));
  const leftOut = categorization.bugs.filter((bug) => !kept.has(bug));
  const { messages, causes } = messagesOf(categorization, rows);
  const head = headOf(categorization, rows.length, leftOut.length);
  const index: Index = { ...columnsOf(rows, leftOut), pages: pageOf === null ? null : rows.map(pageOf), causes };
  return {
    head,
    islands: { head: pack(head), index: pack(index), details: packBlocks(rows.map(detailOf), BLOCK.details), messages: packBlocks(messages, BLOCK.messages) },
  };
}

/** One message for each root cause that has a row. */
function messagesOf(categorization: Categorization, rows: readonly Bug[]): { readonly messages: readonly string[]; readonly causes: readonly number[] } {
  const all = new BugMessages(categorization);
  const numbers = new Map<RootCause, number>();
  const messages: string[] = [];
  const causes = rows.map((bug) => {
    const cause = all.causeOf(bug);
    const known = numbers.get(cause);
    if (known !== undefined) return known;
    numbers.set(cause, messages.length);
    return messages.push(all.textOf(bug)) - 1;
  });
  return { messages, causes };
}

function headOf({ totals, buckets, out_of_scope, needs_review, run }: Categorization, rows: number, leftOut: number): Head {
  return {
    totals,
    buckets: buckets.map(({ id, owner, action, description, count }) => ({ id, owner, action, description, count })),
    out_of_scope,
    review: needs_review.slice(0, MAX_REVIEW),
    run: {
      version: run.version,
      taxonomy: taxonomyName(run.taxonomy),
      redacted: run.redacted,
      complete: run.complete,
      inputs: [...run.inputs, ...run.upstream].map(({ path, records }) => ({ path, records })),
    },
    rows,
    left_out: leftOut,
    block: BLOCK,
  };
}

function detailOf({ call, rule, signature, fault, reclassified_by, upstream, evidence, rivals }: Bug): Detail {
  return { call, rule, signature, fault, reclassified_by, upstream, evidence, rivals };
}
