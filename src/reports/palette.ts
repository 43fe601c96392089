/** Colours by meaning. Passed in, so that a report knows no terminal. */
export interface Palette {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  accent(text: string): string;
}

const plain = (text: string): string => text;

/** No colours: files, pipes, tests. */
export const noColours: Palette = { strong: plain, faint: plain, good: plain, bad: plain, accent: plain };
