import { beginningOf } from "../failure/beginning.ts";
import { type Failure, isObject, type JsonObject } from "../failure/failure.ts";
import { headersIn } from "../failure/headers.ts";
import { secretsIn } from "./find.ts";
import { isToken, looksAssigned, looksRandom } from "./looks.ts";
import { secrecyOf } from "./names.ts";

const SECRET_HEADER = /^(?:proxy-)?authorization$|^(?:set-)?cookie$|token|secret|api-?key|apikey|credential|signature|^x-auth/i;
const HEADERS = /^headers?$/i;
const BASIC = /^basic\s+([A-Za-z\d+/_-]{4,}={0,2})$/i;
/** Shorter values occur by chance. Characters. */
const MIN_LENGTH = 8;
const MIN_MADE_LENGTH = 6;
const MAX_VALUES = 200;
const MAX_VISITS = 5_000;
const MAX_DEPTH = 16;
const MAY_BE_JSON = /^\s*[[{"]/;
const FORM = /^[\w.%[\]~-]{1,100}=[^\s]*$/;
/**
 * Texts are searched for what they name as secret up to this length, each and all together: what an API quotes it was told
 * early, and whatever is shown is searched anew. Characters.
 */
const MAX_TEXT = 1_500;
const MAX_PROSE = 12_000;
/** JSON in a string is looked into up to this length. Characters. */
const MAX_NESTED = 200_000;

/**
 * The values with which a record's call proves itself. An API may quote them bare, where nothing but the request tells that
 * they are secret. `Authorization: Bearer abc` gives `abc`; `Basic …` gives what it encodes; a cookie gives each of its
 * values; a body is read into the JSON and the forms that its strings hold. Of an answer, only what looks random is taken:
 * under `password` it has sentences as a rule.
 */
export function secretsOf({ request, answers }: Pick<Failure, "request" | "answers">): readonly string[] {
  const secrets = new Secrets();
  for (const header of request.headers) secrets.headers(header.value);
  if (request.url !== null) secrets.url(request.url.value);
  for (const part of request.data) secrets.value("", part.value, false, 0);
  for (const part of answers) secrets.value("", part.value, true, 0);
  return secrets.list();
}

class Secrets {
  readonly #values = new Set<string>();
  #visits = 0;
  #read = 0;

  /** The longest first, so that what holds another is found before it. */
  list(): readonly string[] {
    return [...this.#values].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, MAX_VALUES);
  }

  headers(headers: unknown): void {
    for (const [name, texts] of headersIn(headers)) {
      if (SECRET_HEADER.test(name.trim()) || secrecyOf(name) !== null) for (const text of texts) this.#credentials(text.trim());
    }
  }

  #credentials(value: string): void {
    const basic = BASIC.exec(value)?.[1];
    if (basic !== undefined) {
      const pair = Buffer.from(basic, "base64").toString("utf8");
      const colon = pair.indexOf(":");
      this.#add(pair);
      if (colon !== -1) this.#login(pair.slice(0, colon), pair.slice(colon + 1));
    }
    this.#add(value);
    for (const part of value.split(/[;,]\s*/)) this.#add(part.replace(/^[\w-]+(?:=| +)/, "").replace(/^"|"$/g, "").trim());
  }

  /** As user name some APIs take a key; a user name that is a plain word could be any word. */
  #login(user: string, password: string): void {
    if (!/^[A-Za-z]*$/.test(user)) this.#add(user);
    this.#add(password);
  }

  /** User information, and parameters that are named like secrets. */
  url(url: string): void {
    const [, user = "", password = ""] = /^[a-z][a-z\d+.-]*:\/\/([^/?#\s:@]*):([^/?#\s]*)@/i.exec(url) ?? [];
    this.#login(decoded(user), decoded(password));
    const query = /\?([^#]*)/s.exec(url)?.[1];
    if (query !== undefined) this.#form(query, false, 0);
  }

  value(key: string, value: unknown, answered: boolean, depth: number): void {
    if (depth > MAX_DEPTH || ++this.#visits > MAX_VISITS) return;
    if (typeof value === "string") this.#text(key, value, answered, depth);
    else if (typeof value === "number") this.#named(key, value, answered);
    else if (Array.isArray(value)) for (const item of value) this.value(key, item, answered, depth + 1);
    else if (isObject(value)) this.#object(value, answered, depth);
  }

  #object(object: JsonObject, answered: boolean, depth: number): void {
    // Parameters and headers as lists of pairs.
    const name = nameIn(object);
    if (name !== null) this.value(name, object["value"], answered, depth + 1);
    for (const key of Object.keys(object)) {
      if ((key.length === 6 || key.length === 7) && HEADERS.test(key)) this.headers(object[key]);
      this.value(key, object[key], answered, depth + 1);
    }
  }

  #text(key: string, text: string, answered: boolean, depth: number): void {
    // Bodies hold far more short texts than long ones.
    if (text.length < MIN_MADE_LENGTH) return;
    this.#named(key, text, answered);
    if (text.length > MAX_NESTED) return;
    if (MAY_BE_JSON.test(text)) this.#json(key, text, answered, depth);
    else if (text.includes("=") && FORM.test(text)) this.#form(text, answered, depth);
    else this.#prose(text);
  }

  #json(key: string, text: string, answered: boolean, depth: number): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return this.#prose(text);
    }
    this.value(key, value, answered, depth + 1);
  }

  /** What a text names as secret is read in pieces later, and a piece has no name any more. */
  #prose(text: string): void {
    if (this.#read > MAX_PROSE) return;
    const beginning = beginningOf(text, MAX_TEXT);
    this.#read += beginning.length;
    for (const value of secretsIn(beginning)) this.#add(value);
  }

  #form(text: string, answered: boolean, depth: number): void {
    for (const [name, value] of new URLSearchParams(text)) this.value(name, value, answered, depth + 1);
  }

  #named(key: string, named: string | number, answered: boolean): void {
    const secrecy = secrecyOf(key);
    if (secrecy === null) return;
    const value = String(named);
    if (/^(?:bearer|basic|token)\s/i.test(value)) return this.#credentials(value);
    const isSecret = answered ? secrecy !== "perhaps" && isToken(value) : secrecy === "perhaps" ? isToken(value) : looksAssigned(value);
    if (isSecret) this.#add(value);
  }

  #add(value: string): void {
    const made = value.length >= MIN_MADE_LENGTH && looksRandom(value) && /\d/.test(value);
    if ((value.length >= MIN_LENGTH || made) && looksAssigned(value) && !/^[<{$*[]/.test(value)) this.#values.add(value);
  }
}

/** The name of a pair that is written as an object. */
function nameIn(pair: JsonObject): string | null {
  const name = pair["name"] ?? pair["key"];
  return typeof name === "string" && "value" in pair ? name : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
