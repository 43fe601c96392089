import { isToken } from "./looks.ts";

/** One way in which a known secret may come back. */
export interface Known {
  readonly value: string;
  /** What is looked for: the value, or of a long random one its beginning, for an answer may break off in it. */
  readonly probe: string;
  /** Only as a word of its own: letters alone could be part of any word. */
  readonly asWord: boolean;
}

const PROBE_LENGTH = 10;

/** The forms of secrets that no decoder of texts takes off: base64, and blanks as form fields have them. */
export function formsOf(values: readonly string[]): readonly Known[] {
  const forms = new Set(values.flatMap((value) => {
    const base64 = Buffer.from(value).toString("base64").replace(/=+$/, "");
    return [value, value.replaceAll(" ", "+"), base64, base64.replaceAll("+", "-").replaceAll("/", "_")];
  }));
  return [...forms].map((value) => ({ value, probe: isToken(value) ? value.slice(0, PROBE_LENGTH) : value, asWord: /^[A-Za-z]+$/.test(value) }));
}

/** Where known secrets stand in a text. */
export function knownHits(text: string, known: readonly Known[]): readonly { readonly start: number; readonly end: number }[] {
  return known.flatMap((one) => {
    const hits: { readonly start: number; readonly end: number }[] = [];
    for (let start = text.indexOf(one.probe); start !== -1;) {
      const end = endOf(text, start, one);
      if (!one.asWord || !isInsideWord(text, start, end)) hits.push({ start, end });
      start = text.indexOf(one.probe, end);
    }
    return hits;
  });
}

function endOf(text: string, start: number, { value, probe }: Known): number {
  let length = probe.length;
  while (length < value.length && text.charCodeAt(start + length) === value.charCodeAt(length)) length++;
  return start + length;
}

function isInsideWord(text: string, start: number, end: number): boolean {
  return /[A-Za-z]/.test(text.charAt(start - 1)) || /[A-Za-z]/.test(text.charAt(end));
}
