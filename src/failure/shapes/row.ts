import { ALIASES, Fields, type Mapping, normalise, textOf } from "../aliases.ts";
import { type Failure, isObject, type JsonObject, member, type Part, type RequestParts, unwrapped } from "../failure.ts";
import { callOf, memberOf, mergeRequests, outcomeIn, requestOf, statusIn, statusOf } from "../http.ts";
import { timeOf } from "../time.ts";

/** A row of a table export: flat columns, with objects or JSON text in some of them. */
export function readRow(record: Part<JsonObject>, id: string, mapping: Mapping | null): Failure {
  const fields = new Fields(record, mapping);
  const http = httpIn(record);
  const own = [...responsesIn(fields), ...fields.all("error")];
  const found = own.length > 0 ? own : http.answers;
  const answers = (found.length > 0 ? found : unknownTexts(record, fields)).map(unwrapped);
  const status = statusIn(fields) ?? http.status ?? statusOf(memberOf(answers[0] ?? null, "status"));
  return {
    id,
    toolkit: nameOf(fields.find("toolkit")),
    tool: nameOf(fields.find("tool")),
    account: nameOf(fields.find("account")),
    time: timeOf(fields.find("time")?.value),
    outcome: outcomeIn(fields),
    statuses: status === null ? [] : [status],
    request: mergeRequests([...fields.all("request").map(requestOf), callOf(record, found), ...http.requests]),
    answers: answers.filter((answer) => !isOnlyStatus(answer)),
  };
}

interface Http {
  readonly status: Part<number> | null;
  readonly requests: readonly RequestParts[];
  readonly answers: readonly Part[];
}

const NO_HTTP: Http = { status: null, requests: [], answers: [] };

/** Schemas of logs give the call an object of its own: `http` (Elastic Common Schema, OpenTelemetry), `httpRequest` (Google's LogEntry). */
function httpIn(record: Part<JsonObject>): Http {
  const part = memberOf(record, "http") ?? memberOf(record, "httpRequest");
  if (part === null || !isObject(part.value)) return NO_HTTP;
  const fields = new Fields({ ...part, value: part.value });
  const answers = fields.all("response").filter((answer) => isCertain(answer) && !isOnlyStatus(answer)).map(unwrapped);
  const inAnswers = answers.map(({ value, ...place }) => (isObject(value) ? statusIn(new Fields({ ...place, value })) : null));
  return {
    status: statusIn(fields) ?? inAnswers.find((status) => status !== null) ?? null,
    requests: [callOf({ ...part, value: part.value }, answers), ...fields.all("request").map(requestOf)],
    answers,
  };
}

/** Names that a call's own data bears as often as its answer. */
const EITHER: ReadonlySet<string> = new Set(ALIASES.sent);

/** Nobody writes what was sent under this name. */
function isCertain(part: Part): boolean {
  return !EITHER.has(normalise(String(part.place.key)));
}

/** Where a column is certain to be the answer, one that may be either beside a URL is what was sent. */
function responsesIn(fields: Fields): readonly Part[] {
  const all = fields.all("response");
  const certain = all.filter(isCertain);
  return certain.length > 0 && fields.find("url") !== null ? certain : all;
}

const SPEAKS_OF_FAILURE = /error|exception|traceback|fail|denied|forbidden|unauthori|invalid|not found|time[d ]?-?out|refused|http|\b[45]\d\d\b/i;

/** Columns under names that nobody knows, where no other holds an answer: what speaks of a failure there is better than nothing. */
function unknownTexts(record: Part<JsonObject>, fields: Fields): readonly Part[] {
  return fields.unknown().map((key) => member(record, key, record.value[key])).filter(({ value }) => typeof value === "string" && /\s\S+\s/.test(value) && SPEAKS_OF_FAILURE.test(value));
}

/** `app: "slack"`, or `app: {uniqueId: "slack", name: "Slack"}`. */
function nameOf(part: Part | null): string | null {
  if (part === null || !isObject(part.value)) return textOf(part);
  for (const key of ["uniqueId", "slug", "id", "key", "name"]) {
    const name = textOf(memberOf(part, key));
    if (name !== null) return name;
  }
  return null;
}

function isOnlyStatus(part: Part): boolean {
  return typeof part.value === "number" || typeof part.value === "boolean";
}
