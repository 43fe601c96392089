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

/** The keys from the root of the record to the place. */
export function keysOf(place: Place): readonly (string | number)[] {
  const keys: (string | number)[] = [];
  for (let here: Place | null = place; here !== null && here.parent !== null; here = here.parent) keys.push(here.key);
  return keys.toReversed();
}

/**
 * The place as a JSON Pointer (RFC 6901): `/response/error/message`; the root is the empty string.
 *
 * @param shown what is shown of a key
 */
export function pointerOf(place: Place, shown: (key: string) => string = (key) => key): string {
  const keys = keysOf(place).map((key) => (typeof key === "number" ? String(key) : shown(key)));
  return keys.length === 0 ? "" : `/${keys.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}
