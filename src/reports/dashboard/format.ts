/**
 * What the page carries and the client reads, so that both sides mean the same.
 * A row is one bug; after the rows come groups of bugs that the page left out, which count and are never shown.
 */

/** A column in which few values come often: each value once, and for each row its place among them. */
export interface Dictionary<Value> {
  readonly values: readonly Value[];
  readonly at: readonly number[];
}

/** What can be filtered by; each is a dictionary over rows and groups. */
export const FACETS = ["bucket", "cluster", "toolkit", "tool", "account", "status", "scope", "demoted"] as const;
export type Facet = (typeof FACETS)[number];
export type FacetValue = string | null;

/** Something for each facet. */
export function perFacet<Value>(make: (facet: Facet) => Value): Readonly<Record<Facet, Value>> {
  return { bucket: make("bucket"), cluster: make("cluster"), toolkit: make("toolkit"), tool: make("tool"), account: make("account"), status: make("status"), scope: make("scope"), demoted: make("demoted") };
}

/** Addresses of one kind: the parts around the id where they all have them, else one for each row. */
export type LinkColumn =
  | { readonly kind: "around-id"; readonly before: string; readonly behind: string }
  | { readonly kind: "each"; readonly urls: readonly (string | null)[] };

/** All that the table, the marks and the search need; unpacked at once. */
export interface Index {
  readonly facets: Readonly<Record<Facet, Dictionary<FacetValue>>>;
  /** How many bugs each group stands for; row count + index of the group is its place in the facets. */
  readonly groups: readonly number[];
  readonly ids: readonly string[];
  readonly times: readonly (string | null)[];
  readonly rationale: Dictionary<string>;
  readonly quote: Dictionary<string>;
  readonly links: Readonly<Record<string, LinkColumn>>;
  /** Addresses of the evidence pages, where they were written. */
  readonly pages: readonly string[] | null;
  /** Which message belongs to each row. */
  readonly causes: readonly number[];
}

export interface Quote {
  readonly pointer: string;
  readonly text: string;
  readonly span: readonly [number, number];
}

/** The rest of a bug, unpacked when its row is opened. */
export interface Detail {
  readonly call: string | null;
  readonly rule: string;
  readonly signature: string;
  readonly fault: { readonly check: string; readonly kind: string; readonly subject: string | null; readonly why: string } | null;
  readonly reclassified_by: string | null;
  readonly upstream: { readonly category: string; readonly confidence: number | null; readonly reason: string | null } | null;
  readonly evidence: readonly Quote[];
  readonly rivals: readonly { readonly cluster: string; readonly rule: string; readonly lost_because: string }[];
}

/** What is known before any row is unpacked; small. */
export interface Head {
  readonly totals: Readonly<Record<"records" | "in_scope" | "canonical" | "reclassified" | "demoted" | "out_of_scope" | "needs_review", number>>;
  readonly buckets: readonly { readonly id: string; readonly owner: string; readonly action: string; readonly description: string; readonly count: number }[];
  readonly out_of_scope: readonly { readonly category: string; readonly count: number }[];
  readonly review: readonly { readonly id: string; readonly reason: string }[];
  readonly run: { readonly version: string; readonly taxonomy: string; readonly redacted: boolean; readonly complete: boolean; readonly inputs: readonly { readonly path: string; readonly records: number }[] };
  readonly rows: number;
  /** Bugs that count in the totals and have no row here. */
  readonly left_out: number;
  /** Rows to a block of details, messages to a block of messages. */
  readonly block: { readonly details: number; readonly messages: number };
}

/** The names of the data islands in the page. */
export type Island = "head" | "index" | "details" | "messages";
