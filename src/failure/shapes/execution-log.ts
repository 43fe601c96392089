import { Fields, textOf } from "../aliases.ts";
import { elementsOf, type Failure, isObject, type JsonObject, memberOf, type Part, type RequestParts, unwrapped } from "../failure.ts";
import { callOf, mergeRequests, outcomeIn, requestOf, statusIn } from "../http.ts";
import { timeOf } from "../time.ts";

/** The detailed execution log of a tool platform has one of these and nobody else does. */
export function isExecutionLog(record: JsonObject): boolean {
  return "actionLogId" in record || (Array.isArray(record["steps"]) && ("actionId" in record || "payloadReceived" in record));
}

/**
 * An execution log: `actionLogId`, `app{uniqueId,name}`, `connection{id,entity}`, `payloadReceived`, `response`, `error`,
 * and the HTTP calls in `steps[].logs[]`. A tool may call more than once; the last call that failed tells.
 */
export function readExecutionLog(record: Part<JsonObject>, id: string): Failure {
  const calls = callsOf(record);
  const telling = calls.toReversed().find((call) => (call.status?.value ?? 0) >= 400) ?? calls.at(-1) ?? null;
  const app = memberOf(record, "app");
  return {
    id,
    toolkit: textOf(memberOf(app, "uniqueId")) ?? textOf(memberOf(app, "name")) ?? textOf(app),
    tool: textOf(memberOf(record, "actionId")) ?? textOf(new Fields(record).find("tool")),
    account: textOf(memberOf(memberOf(record, "connection"), "id")) ?? textOf(new Fields(record).find("account")),
    time: timeOf(record.value["startTime"]) ?? timeOf(new Fields(record).find("time")?.value),
    outcome: outcomeIn(new Fields(record)),
    statuses: calls.flatMap((call) => (call.status === null ? [] : [call.status])),
    request: mergeRequests([...(telling === null ? [] : [telling.request]), requestOf(memberOf(record, "payloadReceived"))]),
    answers: [memberOf(record, "response"), memberOf(record, "error"), ...calls.flatMap((call) => call.answers), ...stepMessages(record)]
      .flatMap((part) => (part === null || part.value === null ? [] : [unwrapped(part)])),
  };
}

interface Call {
  readonly request: RequestParts;
  readonly status: ReturnType<typeof statusIn>;
  readonly answers: readonly Part[];
}

function callsOf(record: Part): readonly Call[] {
  return elementsOf(memberOf(record, "steps")).flatMap((step) =>
    elementsOf(memberOf(step, "logs")).flatMap((log) => {
      const request = memberOf(log, "request");
      const response = memberOf(log, "response");
      if (!isObject(request?.value) && !isObject(response?.value)) return [];
      return [{
        request: request !== null && isObject(request.value) ? callOf({ ...request, value: request.value }) : requestOf(null),
        status: response !== null && isObject(response.value) ? statusIn(new Fields({ ...response, value: response.value })) : null,
        answers: response === null ? [] : [response],
      }];
    }),
  );
}

function stepMessages(record: Part): readonly Part[] {
  return elementsOf(memberOf(record, "steps")).flatMap((step) =>
    [memberOf(step, "message"), memberOf(step, "error"), ...elementsOf(memberOf(step, "logs")).map((log) => memberOf(log, "message"))]
      .filter((part): part is Part => part !== null && part.value !== "" && part.value !== null),
  );
}
