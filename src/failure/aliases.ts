import { isObject, type JsonObject, member, type Part } from "./failure.ts";
import type { Mappable } from "./mappable.ts";

/**
 * The names under which exports write the fields of a record, best first. Compared without regard to case, blanks,
 * hyphens and underscores, so `logId`, `log_id` and `Log ID` are one name.
 */
export const ALIASES = {
  id: ["logid", "actionlogid", "id", "executionid", "executionlogid", "recordid", "bugid", "uuid", "uid", "eventid", "spanid", "runid", "callid", "toolcallid"],
  toolkit: ["toolkit", "toolkitslug", "toolkitname", "app", "appname", "appslug", "appuniqueid", "appkey", "integration", "connector", "service", "servicename", "servername", "provider", "vendor"],
  tool: ["tool", "toolslug", "toolname", "action", "actionid", "actionname", "actionslug", "actionkey", "operation", "operationid", "operationname", "function", "functionname", "endpointname"],
  account: ["connectedaccountid", "connectedaccount", "connectionid", "accountid", "connection", "account"],
  time: ["createdat", "timestamp", "time", "starttime", "startedat", "starteddatetime", "executedat", "occurredat", "starttimeunixnano", "date", "ts"],
  status: ["statuscode", "httpstatus", "httpstatuscode", "httpcode", "responsestatus", "responsestatuscode", "responsecode", "httpresponsestatuscode", "status"],
  outcome: ["successful", "success", "outcome", "status", "state", "executionstatus"],
  request: ["request", "req", "requestpayload", "requestdata", "payloadreceived", "toolcall", "toolcalls", "functioncall", "toolinput", "input", "inputs", "payload"],
  response: ["response", "res", "resp", "responsebody", "responsepayload", "responsedata", "responsetext", "responsejson", "rawresponse", "apiresponse", "toolresponse", "tooloutput", "toolresult", "httpresponsebody", "output", "outputs", "result", "data", "body"],
  error: ["error", "errormessage", "errors", "errordetails", "errortext", "errorbody", "errorresponse", "err", "exception", "exceptionmessage", "failure", "failurereason", "message", "stderr"],
  method: ["method", "httpmethod", "requestmethod", "httprequestmethod", "verb"],
  url: ["url", "uri", "requesturl", "requesturi", "urlfull", "httpurl", "endpoint", "path", "href"],
  headers: ["headers", "requestheaders"],
  sent: ["body", "json", "data", "form", "params", "query", "queryparams", "queryparameters", "pathparams", "arguments", "args", "parameters", "variables", "requestbody", "requestjson", "requestparams", "httprequestbody"],
} as const satisfies Record<string, readonly string[]>;

const KNOWN: ReadonlySet<string> = new Set<string>(Object.values(ALIASES).flat());

export type Field = keyof typeof ALIASES;

/** Where a field stands that no alias finds, as keys from the top of the record. */
export type Mapping = ReadonlyMap<Mappable, readonly string[]>;

const normalised = new Map<string, string>();

/** A name as it is compared. */
export function normalise(key: string): string {
  const known = normalised.get(key);
  if (known !== undefined) return known;
  const name = key.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
  // Exports use a handful of keys; the bound keeps a hostile one from filling memory.
  if (normalised.size < 10_000) normalised.set(key, name);
  return name;
}

/** The members of one object, findable by what they mean. */
export class Fields {
  readonly #owner: Part<JsonObject>;
  readonly #keys = new Map<string, string>();
  readonly #mapping: Mapping | null;

  constructor(owner: Part<JsonObject>, mapping: Mapping | null = null) {
    this.#owner = owner;
    this.#mapping = mapping;
    for (const key of Object.keys(owner.value)) {
      const name = normalise(key);
      if (!this.#keys.has(name)) this.#keys.set(name, key);
    }
  }

  /** The first alias of `field` that has a value; null and "" are no values. */
  find(field: Field): Part | null {
    return this.all(field)[0] ?? null;
  }

  /** Every alias of `field` that has a value, best first. */
  all(field: Field): readonly Part[] {
    const mapped = this.#mapped(field);
    if (mapped !== null) return [mapped];
    const found: Part[] = [];
    for (const alias of ALIASES[field]) {
      const key = this.#keys.get(alias);
      if (key === undefined) continue;
      const value = this.#owner.value[key];
      if (value !== null && value !== undefined && value !== "") found.push(member(this.#owner, key, value));
    }
    return found;
  }

  /** Whether any alias of `field` is a key here, with or without a value. */
  has(field: Field): boolean {
    return this.#mapped(field) !== null || ALIASES[field].some((alias) => this.#keys.has(alias));
  }

  /** Keys that are no alias of any field. */
  unknown(): readonly string[] {
    return [...this.#keys].filter(([name]) => !KNOWN.has(name)).map(([, key]) => key);
  }

  #mapped(field: Field): Part | null {
    const path = (this.#mapping as ReadonlyMap<Field, readonly string[]> | null)?.get(field);
    if (path === undefined) return null;
    let here: Part = this.#owner;
    for (const key of path) {
      if (!isObject(here.value) || !Object.hasOwn(here.value, key)) return null;
      here = member(here, key, here.value[key]);
    }
    return here.value === null || here.value === "" ? null : here;
  }
}

/** A text, trimmed and not empty; numbers count, for ids are often numbers. */
export function textOf(part: Part | null): string | null {
  if (part === null) return null;
  if (typeof part.value === "number") return Number.isFinite(part.value) ? String(part.value) : null;
  if (typeof part.value !== "string") return null;
  const text = part.value.trim();
  return text === "" ? null : text;
}
