import type { Absence } from "../facts/facts.ts";
import type { MarkKind } from "../facts/marks.ts";

/** Where a pattern looks. A page is what an HTML page says in its title and headings; an exception is what a client program calls the failure. */
export type Where = "code" | "message" | "page" | "exception";

/** How much a match says: it names the cause, or only the kind of error (`validation_error`, `Forbidden`). */
export type Strength = "cause" | "kind";

/** `404`, `"5xx"`, `"520-530"`, or `"none"` where no status is known. */
export type StatusRange = number | `${number}xx` | `${number}-${number}` | "none";

/**
 * What must hold of a failure's facts; every member that is given must. Pure data, so that a person can read it, a file
 * can hold it and a lint can check it.
 */
export interface Condition {
  /** Where `patterns` look; everywhere when left out. */
  readonly at?: readonly Where[];
  /**
   * Regular expressions in JavaScript's dialect, without regard to case; one of them must match. They see a code as words
   * (`ResourceNotFound` → `resource not found`), a sentence without links and with `_` and `-` inside words as blanks.
   * A blank matches blanks and line ends. A group named `field`, `scope` or `value` is kept as the subject.
   */
  readonly patterns?: readonly string[];
  /** A match does not count where one of these matches in the same clause: between full stops, semicolons and line ends. */
  readonly except?: readonly string[];
  readonly status?: readonly StatusRange[];
  readonly method?: readonly string[];
  /** Whether the answer says anything beyond "there was an error". */
  readonly says?: "something" | "nothing";
  /** Whether the call is about one particular thing. A call of which nothing is recorded meets neither. */
  readonly addresses?: "object" | "nothing";
  /** One of these marks stands in the request. */
  readonly mark?: readonly MarkKind[];
  readonly absence?: readonly Absence[];
  /** The answer is that of a successful call. */
  readonly succeeded?: true;
  /** The path that was called holds no template, placeholder or gap. */
  readonly path?: "filled";
  /**
   * Whether the field that the answer names was sent; none holds where it names none. `not-sent` also holds where nothing is recorded
   * of what was sent. `mistyped`: it was sent in a JSON body, as what the matched words ask for and in another JSON type, as
   * "256" where an integer is wanted, or one object where a list is; the last type that the match names is the wanted one.
   */
  readonly field?: "sent" | "not-sent" | "mistyped";
}

/** A small failure, to show what a rule is for. A bare text stands for an answer without status. */
export type Sample = string | SampleFailure;

export interface SampleFailure {
  readonly status?: number;
  readonly method?: string;
  readonly url?: string;
  readonly body?: unknown;
  readonly response?: unknown;
}

export interface YieldsTo {
  /** Id of a rule, or of a cluster. */
  readonly to: string;
  /** With a cluster: only to evidence that names the cause. */
  readonly strength?: "cause";
  readonly why: string;
}

/** One way to recognise a cluster. */
export interface Rule extends Condition {
  readonly id: string;
  /** Why this evidence means this cluster. Shown to people. */
  readonly why: string;
  /** Left out where status, mark or absence alone decide. */
  readonly strength?: Strength;
  /** When one of these matches too, this rule stands back. */
  readonly yieldsTo?: readonly YieldsTo[];
  /** Clusters whose verdict this rule takes over, because it explains it; up to the given strength of their evidence. */
  readonly explains?: Readonly<Partial<Record<string, Strength>>>;
  /** Failures that must end in this cluster through this rule. */
  readonly hits: readonly Sample[];
  /** Failures that look alike and must not be decided by this rule. */
  readonly misses: readonly Sample[];
}

/** A cause, and the ways to recognise it. */
export interface Cluster<Id extends string = string> {
  readonly id: Id;
  /** What it is, in one sentence. */
  readonly description: string;
  /** Why it goes to its bucket: the first half of every rationale. */
  readonly rationale: string;
  readonly rules: readonly Rule[];
}

/** A responsibility. */
export interface Bucket {
  readonly owner: string;
  readonly action: string;
  readonly description: string;
  /** What the owner is asked to do; goes into the message to them. */
  readonly ask: string;
  /** What would prove a verdict of this bucket wrong. */
  readonly disproof: string;
  /** What failures have in common that the owner deals with in one go; one message is written for each such root cause. */
  readonly cause: readonly CauseField[];
}

/** Members of a verdict by which root causes are told apart. */
export type CauseField = "toolkit" | "account" | "tool" | "cluster" | "rule";

/** What is wrong with the request, and so what there is to change. */
export type FaultKind = "field" | "missing-field" | "type" | "header" | "scope" | "method" | "content-type" | "route" | "version" | "body";

/** The second pass: evidence that the request is built wrongly, whatever data is fed in. */
export interface SpotCheck extends Condition {
  readonly id: string;
  readonly why: string;
  readonly fault: FaultKind;
  /** Clusters that it looks at. */
  readonly from: readonly string[];
  /** One of these rules of the same cluster matched, whether or not it decided; its match is what is looked at. */
  readonly rules?: readonly string[];
  readonly hits: readonly Sample[];
  readonly misses: readonly Sample[];
}

/** Evidence on which a failure of another upstream category is brought into scope. */
export interface Reclassification extends Condition {
  readonly id: string;
  readonly why: string;
  /** Upstream categories, normalised. */
  readonly from: readonly string[];
  /** Holds where the failure's own cluster is one of these. */
  readonly clusters?: readonly string[];
}

/** Upstream categories that the pack knows: in scope, or known and out of it. Anything else needs review. */
export interface Scope {
  readonly inScope: readonly string[];
  readonly outOfScope: readonly string[];
}

/** Clusters, buckets, dispatch, spot-checks and reclassification: everything that a verdict is made from. */
export interface TaxonomyPack<ClusterId extends string = string, BucketId extends string = string> {
  readonly name: string;
  /** Semantic: patch moves no known failure, minor adds rules, major moves failures between clusters. */
  readonly version: string;
  /** Who may own a bucket; every owner is checked against it. */
  readonly owners: readonly string[];
  readonly clusters: Readonly<Record<ClusterId, Cluster>>;
  /** Which cluster goes first where evidence is equally strong. Holds every cluster once. */
  readonly precedence: readonly ClusterId[];
  readonly buckets: Readonly<Record<BucketId, Bucket>>;
  /** A cluster with `null` falls through to `fallback`. */
  readonly dispatch: Readonly<Record<ClusterId, BucketId | null>>;
  readonly fallback: BucketId;
  readonly demotion: { readonly bucket: BucketId; readonly checks: readonly SpotCheck[] };
  readonly scope: Scope;
  readonly reclassifications: readonly Reclassification[];
}
