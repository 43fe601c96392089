import type { Categorization, ReviewItem } from "../categorization/schema.ts";
import type { Head } from "../categorization/tally.ts";
import { Overview } from "./overview.ts";

/** What reports are made of: the head of a categorization, and an overview of its verdicts instead of the verdicts. */
export interface Findings {
  readonly head: Head;
  readonly overview: Overview;
  /** The first entries that need review, by id; `head.totals.needs_review` says how many there are. */
  readonly firstReviews: readonly ReviewItem[];
}

/** How many entries that need review a report can show. */
export const FIRST_REVIEWS = 20;

/** The findings of a categorization that is at hand as a whole. */
export function findingsOf(categorization: Categorization): Findings {
  const { bugs, needs_review: reviews, ...head } = categorization;
  const overview = new Overview(head.buckets);
  for (const bug of bugs) overview.add(bug, Buffer.from(JSON.stringify(bug)));
  return { head, overview, firstReviews: reviews.slice(0, FIRST_REVIEWS) };
}
