/**
 * What a text must hold for a pattern to match it at all: one literal of each of a few sets. Read from the pattern itself,
 * so that it can never disagree with it. Where nothing can be said for sure, nothing is said.
 */

interface Need {
  /** The node matches this text and nothing else (without regard to case); null where it may match several. */
  readonly exact: string | null;
  /** One literal of each set stands in whatever the node matches. */
  readonly sets: readonly LiteralSet[];
}

type LiteralSet = readonly string[];

const UNKNOWN: Need = { exact: null, sets: [] };
const EMPTY: Need = { exact: "", sets: [] };
/** More sets would rule out little more. */
const MAX_SETS = 3;
/** Shorter literals stand in every text. */
const MIN_LENGTH = 2;
/** Stands for any character outside of ASCII: most texts hold none, and whole rules look for nothing else. */
export const NOT_ASCII = "\u0080";
/** Words that so many errors hold that looking for them rules little out. */
const FREQUENT = new Set(["not", "the", "invalid", "error", "request", "access", "is", "for", "found", "required", "failed", "this", "to", "be", "your", "api", "id", "in", "of", "or", "no"]);

/**
 * Sets of literals, in lower case; every match of `pattern` holds at least one literal of each set. The most telling first.
 *
 * @param pattern the source of a regular expression with the flag `i` and without `u` and `v`
 */
export function requiredLiterals(pattern: string): readonly LiteralSet[] {
  const reader = new PatternReader(pattern);
  const need = reader.alternation();
  return reader.atEnd ? setsOf(need).toSorted((a, b) => strength(b) - strength(a)).slice(0, MAX_SETS) : [];
}

class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get atEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  alternation(): Need {
    const options = [this.#sequence()];
    while (this.#take("|")) options.push(this.#sequence());
    const [only] = options;
    if (options.length === 1 && only !== undefined) return only;
    const choices = options.map((option) => strongest(setsOf(option)));
    return choices.some((choice) => choice === null) ? UNKNOWN : { exact: null, sets: [[...new Set(choices.flatMap((choice) => choice ?? []))]] };
  }

  #sequence(): Need {
    const found: LiteralSet[] = [];
    let run = "";
    let whole = true;
    while (this.#goesOn) {
      const { exact, sets } = this.#atom();
      const { least, most } = this.#repeats();
      // What need not be there says nothing of the text; what is there once goes on where the one before it ends.
      const sure = least > 0 ? exact : null;
      if (sure !== null) run += sure;
      if (sure !== null && least === 1 && most === 1) continue;
      whole = false;
      found.push([run], ...(least > 0 ? sets : []));
      run = least === most ? (sure ?? "") : "";
    }
    found.push([run]);
    return whole ? { exact: run, sets: [] } : { exact: null, sets: found.filter(isUsable) };
  }

  #atom(): Need {
    const char = this.#next();
    if (char === "(") return this.#group();
    if (char === "[") return this.#set();
    if (char === "\\") return escape(this.#next(), () => this.#skipCode());
    if (char === "^" || char === "$") return EMPTY;
    if (char === ".") return UNKNOWN;
    if (char.charCodeAt(0) > 127) return { exact: null, sets: [[NOT_ASCII]] };
    return { exact: char.toLowerCase(), sets: [] };
  }

  #group(): Need {
    const kind = /^\?(?::|<?[=!]|<\w+>)/.exec(this.#source.slice(this.#at, this.#at + 80))?.[0] ?? "";
    this.#at += kind.length;
    const inside = this.alternation();
    this.#take(")");
    // A lookaround takes up no text.
    return /[=!]$/.test(kind) ? EMPTY : inside;
  }

  #set(): Need {
    while (!this.atEnd) {
      const char = this.#next();
      if (char === "\\") this.#next();
      else if (char === "]") break;
    }
    return UNKNOWN;
  }

  /** How often at least and at most the atom before stands here. */
  #repeats(): { readonly least: number; readonly most: number } {
    const [text = "", sign, from, comma, to] = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at, this.#at + 20)) ?? [];
    this.#at += text.length;
    if (text === "") return { least: 1, most: 1 };
    if (sign !== undefined) return { least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity };
    return { least: Number(from), most: comma === "" ? Number(from) : to === "" ? Infinity : Number(to) };
  }

  #skipCode(): void {
    this.#at += /^(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|k<\w+>|c[A-Za-z])/.exec(this.#source.slice(this.#at - 1, this.#at + 40))?.[0].length ?? 1;
    this.#at--;
  }

  /** The sequence being read has another atom. */
  get #goesOn(): boolean {
    return !this.atEnd && this.#char() !== "|" && this.#char() !== ")";
  }

  #char(): string {
    return this.#source[this.#at] ?? "";
  }

  #next(): string {
    return this.#source[this.#at++] ?? "";
  }

  #take(char: string): boolean {
    if (this.#char() !== char) return false;
    this.#at++;
    return true;
  }
}

function escape(char: string, skipCode: () => void): Need {
  if (char === "b" || char === "B") return EMPTY;
  if (/[uxkc]/.test(char)) skipCode();
  // A letter or digit behind a backslash is a class, a code or a reference; anything else is itself.
  return /\w/.test(char) ? UNKNOWN : { exact: char, sets: [] };
}

function setsOf({ exact, sets }: Need): readonly LiteralSet[] {
  return exact === null ? sets : [[exact]].filter(isUsable);
}

function isUsable(set: LiteralSet): boolean {
  return set.every((literal) => literal.length >= MIN_LENGTH || literal === NOT_ASCII);
}

/** The set that rules out the most: the one whose weakest literal is the strongest. */
function strongest(sets: readonly LiteralSet[]): LiteralSet | null {
  let chosen: LiteralSet | null = null;
  for (const set of sets) if (chosen === null || strength(set) > strength(chosen)) chosen = set;
  return chosen;
}

function strength(set: LiteralSet): number {
  return Math.min(...set.map((literal) => (literal === NOT_ASCII ? 8 : Math.min(literal.length, 12)) - (FREQUENT.has(literal.trim()) ? 6 : 0))) - set.length / 50;
}
