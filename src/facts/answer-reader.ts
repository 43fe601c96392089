import { beginningOf } from "../failure/beginning.ts";
import { isObject, type JsonObject, member, type Part } from "../failure/failure.ts";
import type { Said, StatusFact } from "./facts.ts";
import { fieldOf, isBareMapOfErrors, isComplaint, isContentBlock, isErrorList, isMapOfErrors, isTold, mayBeSaid, mayHoldErrors, odataMessage, saysWhy } from "./forms/json-shapes.ts";
import type { Literal } from "./forms/literals.ts";
import { beforeMarkup, type Markup, pageTexts, textOf, xmlToObject } from "./forms/markup.ts";
import { rpcName } from "./forms/rpc-codes.ts";
import { formOfText, MAX_SCAN } from "./forms/text-form.ts";
import { type Role, rolesOf } from "./roles.ts";
import { type Context, Notes } from "./notes.ts";
import { signalOf } from "./signals.ts";
import { isCode } from "./words.ts";

const MAX_DEPTH = 14;
const MAX_ELEMENTS = 40;
/** How deep the failed ones stand among the items of an answer. */
const MAX_SOUGHT = 3;

/** Keys that are codes themselves, with the name of what they are about as value: `deprecated_argument: "as_user"`. */
const TELLING_KEY = /^(?:cf-mitigated|(?:deprecated|unknown|unexpected|unrecogni[sz]ed|unsupported|missing|required)[_-]?(?:argument|field|parameter|param|key|property)s?)$/i;

/** What a text in front of a body says of a call that went well: `Error code: 200 - {…}`. */
const STATUS_OF_SUCCESS = /\b(?:status|code|http)\D{0,4}2\d\d\b/i;

/**
 * Walks an answer and takes down what it says: codes, messages, statuses, scopes. The forms of error that the world uses
 * (RFC 9457, google.rpc.Status, OAuth 2, JSON:API, OData, GraphQL, SOAP, MCP …) differ in the names of their keys and in
 * little else that matters here, so one walk reads them all by the roles of the keys.
 */
export class AnswerReader {
  readonly #notes = new Notes();
  readonly #failed: boolean;
  #passed: boolean;
  /** The answer as a whole says that the call failed. */
  failed = false;
  /** An answer that breaks off. */
  brokenOff: Part<string> | null = null;
  /** It had called itself an error by then. */
  brokeOffInError = false;

  /** @param status what the record itself states as HTTP status, if anything */
  constructor(status: number | null) {
    this.#failed = status !== null && status >= 400;
    this.#passed = status !== null && status < 400;
  }

  get said(): readonly Said[] {
    return this.#notes.said;
  }

  get statuses(): readonly StatusFact[] {
    return this.#notes.statuses;
  }

  get scopes(): readonly Part<string>[] {
    return this.#notes.scopes;
  }

  read(answer: Part): void {
    this.#value(answer, { certain: this.#failed, inErrors: false, listed: false, payload: false, form: "json", field: null, depth: 0 });
  }

  #value(part: Part, context: Context): void {
    if (context.depth > MAX_DEPTH || this.#notes.full) return;
    const { value } = part;
    if (typeof value === "string") this.#text(part, value, context);
    else if (Array.isArray(value)) this.#list(part, value, context);
    else if (isObject(value)) this.#object({ ...part, value }, context);
  }

  #list(part: Part, list: readonly unknown[], outer: Context): void {
    const context = { ...outer, listed: true, depth: outer.depth + 1 };
    list.slice(0, MAX_ELEMENTS).forEach((item, index) => {
      const element = member(part, index, item);
      // A list in an answer that may be a success is its data, unless an element is nothing but an error.
      const isError = isObject(item) && ((Object.keys(item).length <= 4 && signalOf(item) === "failed") || (!this.#passed && isComplaint(item)));
      if (isContentBlock(item)) this.#value(member(element, "text", item.text), context);
      else if (context.certain || isError) this.#value(element, context);
    });
  }

  #object(part: Part<JsonObject>, outer: Context): void {
    const signal = signalOf(part.value);
    if (signal === "succeeded" && !this.#failed) return this.#successEnvelope(part, outer);
    this.failed ||= signal === "failed" && !outer.listed;
    const context = { ...outer, field: fieldOf(part.value) ?? outer.field, depth: outer.depth + 1 };
    if (!outer.certain && signal !== "failed") {
      // Without a status that says that all went well, fields with complaints are what a validation answers.
      const complains = !this.#passed && !outer.listed && isBareMapOfErrors(part.value);
      return complains ? this.#members(part, { ...context, certain: true, inErrors: true }) : this.#undecided(part, context);
    }
    const rpc = rpcName(part.value);
    if (rpc !== null) this.#notes.say("code", rpc, part, context);
    this.#members(part, { ...context, certain: true });
  }

  #members(part: Part<JsonObject>, context: Context): void {
    for (const key of Object.keys(part.value)) {
      const value = part.value[key];
      if (isWorthALook(key, value, context)) this.#member(member(part, key, value), key, context);
    }
  }

  /** "ok" of the transport around an answer that says itself that it failed. */
  #successEnvelope(part: Part<JsonObject>, context: Context): void {
    for (const key of Object.keys(part.value)) {
      const value = part.value[key];
      if (rolesOf(key).includes("wrapper") && isObject(value) && signalOf(value) === "failed") this.#value(member(part, key, value), { ...context, depth: context.depth + 1 });
    }
  }

  /**
   * An object without a sign of failure. Its wrappers and lists may hold one; and where no status says that all went well,
   * or the object is little more than a message, its message is taken at its word.
   */
  #undecided(part: Part<JsonObject>, context: Context): void {
    const keys = Object.keys(part.value);
    const mayTell = !this.#passed || keys.length <= 3;
    for (const key of keys) {
      const inner = member(part, key, part.value[key]);
      const roles = rolesOf(key);
      const says = mayTell && mayBeSaid(roles, inner.value);
      // A thing that was found is no error for being all that there is, or for its name.
      const isTelling = !context.payload && (keys.length === 1 || says);
      if (mayHoldErrors(inner.value, roles, isTelling)) this.#value(inner, { ...context, payload: this.#passed && key === "data" && isObject(inner.value) });
      else if (says && isTold(inner.value)) this.#text(inner, inner.value, context);
    }
  }

  #member(part: Part, key: string, context: Context): void {
    const { value } = part;
    const roles = rolesOf(key);
    if (roles.includes("scope") && this.#notes.scope(part)) return;
    if (typeof value === "number") this.#notes.status(part, key, value);
    else if (typeof value === "string") this.#string({ ...part, value }, key, roles, context);
    else if (typeof value === "object" && value !== null) this.#nested(part, key, roles, context);
  }

  #string(part: Part<string>, key: string, roles: readonly Role[], context: Context): void {
    const { value } = part;
    if (/^\d{3}$/.test(value) && this.#number(part, key, roles)) return;
    if (TELLING_KEY.test(key)) return this.#notes.say("code", `${key}: ${value}`, part, context);
    if (roles.includes("says") || roles.includes("error")) return this.#text(part, value, context);
    if (roles.includes("wrapper")) return this.#value(part, { ...context, certain: this.#failed });
    if (roles.some(isOfCodes)) return isCode(value) ? this.#notes.say("code", value, part, context) : undefined;
    if (roles.length === 0 && context.inErrors && saysWhy(value)) this.#text(part, value, { ...context, field: key });
  }

  /** A bare number is a status under the name of one; as a message it is the API's own, and says nothing. */
  #number(part: Part<string>, key: string, roles: readonly Role[]): boolean {
    return this.#notes.status(part, key, Number(part.value)) || roles.includes("says");
  }

  #nested(part: Part, key: string, roles: readonly Role[], context: Context): void {
    // In a map of errors every key is the name of a field, whatever else it may be the name of.
    if (context.inErrors && isErrorList(part.value)) return this.#value(part, { ...context, field: key });
    if (roles.includes("skip")) return this.#headers(part, key, context);
    if (roles.includes("field")) return;
    const message = odataMessage(part);
    if (message !== null) return this.#text(message, message.value, context);
    if (roles.includes("wrapper") && !context.inErrors) return this.#value(part, { ...context, certain: this.#failed });
    if (roles.includes("error")) return this.#value(part, { ...context, certain: true, inErrors: true });
    this.#ownName(part, key, context);
  }

  /** A key that is the sender's own: the name of a field in a map of errors, or of anything in a body known to be about one. */
  #ownName(part: Part, key: string, context: Context): void {
    if (context.inErrors || isErrorList(part.value)) this.#value(part, { ...context, field: key, inErrors: true });
    else if (this.#failed) this.#value(part, context);
    else if (!context.listed) this.#seek(part, context, 0);
  }

  /** The data of an answer that says that it failed, or failed in part: what in it says the same is read, the rest is data. */
  #seek(part: Part, context: Context, depth: number): void {
    const { value } = part;
    if (depth > MAX_SOUGHT) return;
    if (Array.isArray(value)) value.slice(0, MAX_ELEMENTS).forEach((item, index) => { this.#seek(member(part, index, item), context, depth + 1); });
    else if (isObject(value) && signalOf(value) === "failed") this.#value(part, { ...context, listed: true, depth: context.depth + 1 });
    else if (isObject(value)) for (const key of Object.keys(value)) this.#seek(member(part, key, value[key]), context, depth + 1);
  }

  /** RFC 6750, 3: a refused bearer token says why in `WWW-Authenticate`. */
  #headers(part: Part, key: string, context: Context): void {
    if (key.toLowerCase() !== "headers" || !isObject(part.value)) return;
    for (const name of Object.keys(part.value)) {
      const value = part.value[name];
      if (name.toLowerCase() === "www-authenticate" && typeof value === "string") this.#notes.sentence(member(part, name, value), value, { ...context, form: "header" });
    }
  }

  #text(part: Part, source: string, context: Context): void {
    const text = source.trim();
    if (text === "" || this.#notes.full || context.depth > MAX_DEPTH) return;
    const form = formOfText(text);
    switch (form.kind) {
      case "code": return this.#notes.say("code", text, part, context);
      // A body that was flattened into an error text may be any body, also that of a success.
      case "json": return this.#value(decoded(part, form.value), { ...context, certain: this.#failed, inErrors: false, depth: context.depth + 1 });
      case "pairs": return this.#value(decoded(part, form.value), { ...context, depth: context.depth + 1 });
      case "markup": {
        this.#notes.sentence(part, beforeMarkup(text, form.markup), context);
        return this.#markup(part, text, form.markup, context);
      }
      case "sentence": return form.literal === null ? this.#notes.sentence(part, text, context) : this.#printed(part, text, form.literal, context);
      default: return form satisfies never;
    }
  }

  /** A sentence, with the object that a program has printed into it, and what stands behind that. */
  #printed(part: Part, text: string, literal: Literal & { readonly start: number }, context: Context): void {
    const before = text.slice(0, literal.start);
    this.#notes.sentence(part, before, context);
    const isWholeAnswer = before.trim() === "";
    if (isWholeAnswer && literal.end >= text.length) {
      if (this.brokenOff === null) this.brokeOffInError = isObject(literal.value) && signalOf(literal.value) === "failed";
      this.brokenOff ??= { ...part, value: text };
    }
    const isOfSuccess = STATUS_OF_SUCCESS.test(before);
    this.#passed ||= isOfSuccess;
    this.#value(decoded(part, literal.value), { ...context, certain: isWholeAnswer || isOfSuccess ? this.#failed : true, inErrors: isMapOfErrors(before, literal.value), depth: context.depth + 1 });
    this.#text(part, text.slice(literal.end), { ...context, certain: true, depth: context.depth + 2 });
  }

  #markup(part: Part, text: string, { kind, start }: Markup, context: Context): void {
    const source = text.slice(start);
    const inside: Part = { value: source, place: part.place, decoded: true };
    if (kind === "xml") {
      const certain = this.#failed || /<(?:[\w.-]+:)?(?:\w*(?:error|fault|exception)\w*|err(?:code|text|msg|no|str)?)[\s>/]/i.test(source.slice(0, MAX_SCAN));
      return this.#value({ ...inside, value: xmlToObject(source) }, { ...context, certain, inErrors: certain, form: "xml", depth: context.depth + 1 });
    }
    const texts = pageTexts(source);
    const shown = texts.length > 0 ? texts : [beginningOf(textOf(source.slice(0, MAX_SCAN)), 400)];
    for (const shownText of shown) this.#notes.sentence(inside, shownText, { ...context, form: "html" });
  }
}

/** Whether a member is worth a closer look; most of what a body holds is its data, and bodies hold hundreds of values. */
function isWorthALook(key: string, value: unknown, { inErrors }: Context): boolean {
  if (typeof value === "string") return inErrors || rolesOf(key).length > 0 || value.length === 3 || TELLING_KEY.test(key);
  return typeof value === "number" ? rolesOf(key).includes("status") || rolesOf(key).includes("scope") : typeof value === "object" && value !== null;
}

/** What failed before there was a status is written in its place: `httpCode: "ECONNREFUSED"`. */
function isOfCodes(role: Role): boolean {
  return role === "code" || role === "status";
}

/** What was read out of the text at a place. */
function decoded({ place }: Part, value: unknown): Part {
  return { value, place, decoded: true };
}
