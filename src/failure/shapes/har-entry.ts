import { createHash } from "node:crypto";
import { textOf } from "../aliases.ts";
import { elementsOf, type Failure, isObject, type JsonObject, memberOf, type Outcome, type Part, type RequestParts, unwrapped } from "../failure.ts";
import { statusOf } from "../http.ts";
import { timeOf } from "../time.ts";

/** An entry of a HAR 1.2 file: request, response and the time it started. */
export function isHarEntry(record: JsonObject): boolean {
  return isObject(record["request"]) && isObject(record["response"]) && "startedDateTime" in record;
}

/**
 * HAR gives its entries no id. This one is made of what does not change when the file is saved again: time, method, URL.
 */
export function harId(record: Part<JsonObject>): string {
  const request = memberOf(record, "request");
  const parts = [memberOf(record, "startedDateTime"), memberOf(request, "method"), memberOf(request, "url")].map(textOf);
  return `har_${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12)}`;
}

export function readHarEntry(record: Part<JsonObject>, id: string): Failure {
  const request = harRequest(memberOf(record, "request"));
  const response = memberOf(record, "response");
  const location = request.url === null ? null : locationOf(request.url.value);
  const status = statusOf(memberOf(response, "status"));
  return {
    id,
    toolkit: location?.host ?? null,
    tool: location === null ? null : `${request.method ?? "GET"} ${location.path}`,
    account: null,
    time: timeOf(record.value["startedDateTime"]),
    outcome: outcomeOf(status?.value ?? null),
    statuses: status === null ? [] : [status],
    request,
    answers: [contentOf(memberOf(response, "content")), memberOf(response, "headers"), memberOf(response, "_error"), memberOf(response, "comment")]
      .filter((part): part is Part => part !== null),
  };
}

function outcomeOf(status: number | null): Outcome {
  if (status === null) return "unknown";
  return status >= 400 ? "failed" : "succeeded";
}

function harRequest(request: Part | null): RequestParts {
  const url = memberOf(request, "url");
  const posted = memberOf(request, "postData");
  const data = [memberOf(posted, "text"), memberOf(posted, "params")].filter((part): part is Part => part !== null && part.value !== "");
  return {
    method: textOf(memberOf(request, "method"))?.toUpperCase() ?? null,
    url: typeof url?.value === "string" ? { ...url, value: url.value } : null,
    headers: elementsOf(memberOf(request, "headers")),
    data: data.map(unwrapped),
  };
}

/** The body; HAR writes what is no text as base64. */
function contentOf(content: Part | null): Part | null {
  const text = memberOf(content, "text");
  if (text === null || typeof text.value !== "string" || text.value === "") return null;
  if (memberOf(content, "encoding")?.value !== "base64") return unwrapped(text);
  return unwrapped({ value: Buffer.from(text.value, "base64").toString("utf8"), place: text.place, decoded: true });
}

function locationOf(url: string): { readonly host: string; readonly path: string } | null {
  try {
    const { host, pathname } = new URL(url);
    return { host, path: pathname };
  } catch {
    return null;
  }
}
