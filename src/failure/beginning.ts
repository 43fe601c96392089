/** Where a text can be cut without leaving half of a word, a number or a secret. */
const BOUNDARY = /[\s"'<>{}()[\],;&|]/;
/** The same of each character of ASCII; a long token is walked back through to where it begins, and an expression for each step of it costs more than all the rest. */
const IS_BOUNDARY = Uint8Array.from({ length: 128 }, (_value, code) => (BOUNDARY.test(String.fromCharCode(code)) ? 1 : 0));

/**
 * The beginning of a text, cut between two words. A cut inside a secret would leave a half that nothing recognises, so what
 * is cut before it is masked is cut here. Only a text that is one single word is cut in the middle.
 */
export function beginningOf(text: string, max: number): string {
  if (text.length <= max) return text;
  for (let end = max; end > 0; end--) if (isBoundary(text, end)) return text.slice(0, end);
  return text.slice(0, max);
}

function isBoundary(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < IS_BOUNDARY.length ? IS_BOUNDARY[code] === 1 : BOUNDARY.test(text.charAt(at));
}
