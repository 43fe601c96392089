import type { Part } from "../failure/failure.ts";
import type { Place } from "../failure/place.ts";
import type { RequestFacts } from "./request.ts";

/** The form of error that a fact was read from. */
export type Form = "json" | "text" | "html" | "xml" | "exception" | "header";

/** Something that the answer says, with the place it stands at. */
export interface Said {
  /** A machine-readable code, or a sentence for people. */
  readonly kind: "code" | "message";
  readonly form: Form;
  /** As it stands in the answer. */
  readonly text: string;
  /** As rules see it: see words.ts. */
  readonly words: string;
  readonly place: Place;
  /** The request field that it is about, where the answer names one. */
  readonly field: string | null;
}

/** An HTTP status, and who states it: the record's own field, a status in the body, a text, or a body's numeric code. */
export interface StatusFact {
  readonly value: number;
  readonly from: "record" | "body" | "text" | "code";
  readonly place: Place;
}

/** Why there is nothing to judge by. */
export type Absence =
  /** No status, no body, no error text; or an envelope with nothing in it. */
  | "nothing"
  /** A body that breaks off before it says anything of an error. */
  | "truncated";

/** What a failure itself says. Knows no cluster. */
export interface Facts {
  /** The status that tells: the innermost failing one. */
  readonly status: StatusFact | null;
  readonly said: readonly Said[];
  /** None of it says more than that there was an error. */
  readonly saysNothing: boolean;
  /** Permissions that the answer names as needed. */
  readonly scopes: readonly Part<string>[];
  readonly absence: Absence | null;
  /** The answer that breaks off, where one does. */
  readonly brokenOff: Part<string> | null;
  /** The answer, by its status or by what it says of itself, is that of a failed call. */
  readonly failed: boolean;
  /** The answer is the answer of a successful call. */
  readonly succeeded: boolean;
  /** What was sent; read only where a rule asks for it. */
  readonly request: RequestFacts;
}
