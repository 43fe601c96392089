/** The candidates that look most like a word, nearest first: for "did you mean". Empty where none is near. */
export function nearest(word: string, candidates: Iterable<string>, count = 1): readonly string[] {
  const limit = Math.max(2, Math.floor(word.length / 3));
  return [...candidates]
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((near) => near.distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map((near) => near.candidate);
}

/** Ids and names are short; what is longer is compared by its beginning. Characters. */
const COMPARED = 64;

/** Edit distance (Levenshtein). */
export function distance(a: string, b: string): number {
  const x = a.slice(0, COMPARED);
  const y = b.slice(0, COMPARED);
  let row = Array.from({ length: y.length + 1 }, (_value, index) => index);
  for (let i = 1; i <= x.length; i++) {
    const next = [i];
    for (let j = 1; j <= y.length; j++) next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (x[i - 1] === y[j - 1] ? 0 : 1));
    row = next;
  }
  return row[y.length] ?? Infinity;
}
