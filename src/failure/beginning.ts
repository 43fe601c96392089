/** Where a text can be cut without leaving half of a word, a number or a secret. */
const BOUNDARY = /[\s"'<>{}()[\],;&|]/;

/**
 * The beginning of a text, cut between two words. A cut inside a secret would leave a half that nothing recognises, so what
 * is cut before it is masked is cut here. Only a text that is one single word is cut in the middle.
 */
export function beginningOf(text: string, max: number): string {
  if (text.length <= max) return text;
  for (let end = max; end > 0; end--) if (BOUNDARY.test(text.charAt(end))) return text.slice(0, end);
  return text.slice(0, max);
}
