/** The version of the document; raised when a reader of the old one would misread the new one. */
export const CATEGORIZATION_VERSION = "triage.categorization/1";
