import { beginningOf } from "../failure/beginning.ts";
import type { Part } from "../failure/failure.ts";
import type { Form, Said, StatusFact } from "./facts.ts";
import { remembered } from "./memo.ts";
import { rolesOf } from "./roles.ts";
import { statusInText } from "./status-text.ts";
import { type CodeInText, codesInText, isExceptionName, withoutStack } from "./text-codes.ts";
import { isCode, isIdentifier, MAX_TEXT, wordsOfCode, wordsOfSentence } from "./words.ts";

const MAX_SAID = 48;
const REMEMBERED = { texts: 1_200, length: 1_000 };

/** What is known at the point of the answer that is being read. */
export interface Context {
  /** It is certain that this is about an error: the status says so, or an error object is around it. */
  readonly certain: boolean;
  /** Inside a list or map of errors, where unknown keys are names of fields. */
  readonly inErrors: boolean;
  /** Inside a list, whose elements may be data and tell nothing of the call. */
  readonly listed: boolean;
  /** Under `data` of an answer that may be that of a success, as GraphQL gives what it has found. */
  readonly payload: boolean;
  readonly form: Form;
  readonly field: string | null;
  readonly depth: number;
}

interface Sentence {
  readonly text: string;
  /** An identifier has no words worth reading, but may hold a status or a code. */
  readonly kind: "nothing" | "code" | "identifier" | "sentence";
  readonly status: number | null;
  readonly codes: readonly CodeInText[];
}

const readSentence = remembered((source): Sentence => {
  const text = source.trim().replace(/[\s:=,>-]+$/, "");
  if (text === "" || !/\p{L}{2}|\d{3}/u.test(text)) return { text, kind: "nothing", status: null, codes: [] };
  if (isCode(text)) return { text, kind: "code", status: null, codes: [] };
  return { text, kind: isIdentifier(text) ? "identifier" : "sentence", status: statusInText(text)?.value ?? null, codes: codesInText(withoutStack(text)) };
}, REMEMBERED);

/** The words of a code, or of a sentence; none where there is no letter in them. */
const codeWords = remembered((text) => lettered(wordsOfCode(text)), REMEMBERED);
const sentenceWords = remembered((text) => lettered(wordsOfSentence(withoutStack(text))), REMEMBERED);

function lettered(words: string): string {
  return /\p{L}/u.test(words) ? words : "";
}

/** Takes down what a reader comes upon. */
export class Notes {
  readonly said: Said[] = [];
  readonly statuses: StatusFact[] = [];
  readonly scopes: Part<string>[] = [];

  /** An answer has said its say long before this; a longer one wants to cost time. */
  get full(): boolean {
    return this.said.length >= MAX_SAID;
  }

  say(kind: Said["kind"], text: string, part: Part, context: Context): void {
    if (this.full) return;
    const words = kind === "code" ? codeWords(text) : sentenceWords(text);
    if (words === "") return;
    const form = kind === "code" && isExceptionName(text) ? "exception" : context.form;
    this.said.push({ kind, form, text, words, place: part.place, field: context.field });
  }

  /** A text for people: the status and the codes that stand in it, and the sentence itself. */
  sentence(part: Part, source: string, context: Context): void {
    const { text, kind, status, codes } = readSentence(beginningOf(source, MAX_TEXT));
    if (kind === "nothing") return;
    if (kind === "code") return this.say("code", text, part, context);
    if (status !== null) this.statuses.push({ value: status, from: "text", place: part.place });
    for (const { code, form } of codes) this.say("code", code, part, { ...context, form });
    if (kind === "sentence") this.say("message", text, part, context);
  }

  /** Takes a number as HTTP status where its key allows; true when it was one. */
  status(part: Part, key: string, value: number): boolean {
    if (!rolesOf(key).includes("status") || value < 100 || value > 599 || !Number.isInteger(value)) return false;
    const isVague = /code$/i.test(key) && !/status|http|response/i.test(key);
    this.statuses.push({ value, from: isVague ? "code" : "body", place: part.place });
    return true;
  }

  /** Takes one or more names of permissions; true when it was any. */
  scope(part: Part): boolean {
    const values: readonly unknown[] = Array.isArray(part.value) ? part.value : [part.value];
    const scopes = values.filter((value): value is string => typeof value === "string" && /^[\w.:/-]+(?:[ ,]+[\w.:/-]+)*$/.test(value));
    for (const scope of scopes) this.scopes.push({ ...part, value: scope });
    return scopes.length > 0;
  }
}
