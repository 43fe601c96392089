import { Fields, type Mapping, textOf } from "../aliases.ts";
import { elementsOf, type Failure, isObject, type JsonObject, member, memberOf, type Part, type RequestParts, unwrapped } from "../failure.ts";
import { callOf, mergeRequests, outcomeIn, requestOf, statusIn, statusOf } from "../http.ts";
import { timeOf } from "../time.ts";
import { toolCallIn } from "../tool-call.ts";
import { type Exchange, exchangeIn, isCertain, isOnlyStatus } from "./exchange.ts";
import { isSpan, NO_SPAN, readSpan } from "./span.ts";

/** A row of a table export: flat columns, with objects or JSON text in some of them; also what a tracer recorded. */
export function readRow(record: Part<JsonObject>, id: string, mapping: Mapping | null): Failure {
  const fields = new Fields(record, mapping);
  const exchange = exchangeIn(record);
  const span = isSpan(record.value) ? readSpan(record) : NO_SPAN;
  const found = [...[...responsesIn(fields), ...fields.all("error").flatMap(exceptionsOf)].filter((part) => isApart(part, exchange)), ...exchange.answers, ...span.errors];
  const answers = (found.length > 0 ? found : unknownTexts(record, fields)).map(unwrapped);
  const status = statusIn(fields) ?? exchange.status ?? statusOf(memberOf(answers[0] ?? null, "status"));
  return {
    id,
    toolkit: nameOf(fields.find("toolkit")),
    tool: nameOf(fields.find("tool")) ?? nameOfCall(fields) ?? span.name,
    account: nameOf(fields.find("account")),
    time: timeOf(fields.find("time")?.value),
    outcome: span.outcome ?? outcomeIn(fields),
    statuses: status === null ? [] : [status],
    request: mergeRequests([...fields.all("request").filter((part) => isApart(part, exchange)).map(requestOf), sentIn(record, found, exchange), ...exchange.requests]),
    answers: answers.filter((answer) => !isOnlyStatus(answer)),
  };
}

function sentIn(record: Part<JsonObject>, answers: readonly Part[], { key }: Exchange): RequestParts {
  return callOf(record, key === null ? answers : [...answers, member(record, key, null)]);
}

/** What is read as an exchange is not read as one of its halves too. */
function isApart(part: Part, exchange: Exchange): boolean {
  return exchange.key === null || part.place.key !== exchange.key;
}

/** Trackers of errors (Sentry) keep a chain of exceptions, what came of all last: `exception: {values: [{type, value}]}`. */
function exceptionsOf(error: Part): readonly Part[] {
  const chain = elementsOf(memberOf(error, "values"));
  return chain.length === 0 ? [error] : chain.toReversed().flatMap((exception) => [memberOf(exception, "value"), memberOf(exception, "type")].filter((part) => part !== null));
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

function nameOfCall(fields: Fields): string | null {
  return fields.all("request").map((request) => toolCallIn(unwrapped(request))?.name ?? null).find((name) => name !== null) ?? null;
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
