/** The version of the document; raised when a reader of the old one would misread the new one. */
export const CATEGORIZATION_VERSION = "triage.categorization/1";

/** The same for a line of `triage classify --stream`. */
export const VERDICT_VERSION = "triage.verdict/1";
