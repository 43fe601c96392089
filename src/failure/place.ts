/**
 * A place inside a record, as a chain of keys up to the root. Kept as a chain because far more places are visited than
 * are ever shown; only those become text.
 */
export interface Place {
  readonly parent: Place | null;
  readonly key: string | number;
}

/** The whole record. */
export const ROOT: Place = { parent: null, key: "" };

export function at(parent: Place, key: string | number): Place {
  return { parent, key };
}

/**
 * The place as a JSON Pointer (RFC 6901): `/response/error/message`; the root is the empty string.
 *
 * @param shown what is shown of a key
 */
export function pointerOf(place: Place, shown: (key: string) => string = (key) => key): string {
  const keys: string[] = [];
  for (let here: Place | null = place; here !== null && here.parent !== null; here = here.parent) {
    keys.push((typeof here.key === "number" ? String(here.key) : shown(here.key)).replaceAll("~", "~0").replaceAll("/", "~1"));
  }
  return keys.length === 0 ? "" : `/${keys.toReversed().join("/")}`;
}
