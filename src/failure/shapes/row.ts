import { Fields, type Mapping, textOf } from "../aliases.ts";
import { type Failure, isObject, type JsonObject, type Part, unwrapped } from "../failure.ts";
import { callOf, memberOf, mergeRequests, outcomeIn, requestOf, statusIn, statusOf } from "../http.ts";
import { timeOf } from "../time.ts";

/** A row of a table export: flat columns, with objects or JSON text in some of them. */
export function readRow(record: Part<JsonObject>, id: string, mapping: Mapping | null): Failure {
  const fields = new Fields(record, mapping);
  const answers = [...fields.all("response"), ...fields.all("error")].map(unwrapped);
  const status = statusIn(fields) ?? statusOf(memberOf(answers[0] ?? null, "status"));
  return {
    id,
    toolkit: nameOf(fields.find("toolkit")),
    tool: nameOf(fields.find("tool")),
    account: nameOf(fields.find("account")),
    time: timeOf(fields.find("time")?.value),
    outcome: outcomeIn(fields),
    statuses: status === null ? [] : [status],
    request: mergeRequests([...fields.all("request").map(requestOf), callOf(record)]),
    answers: answers.filter((answer) => !isOnlyStatus(answer)),
  };
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
