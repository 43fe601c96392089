import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Failure } from "../../src/failure/failure.ts";
import { pointerOf } from "../../src/failure/place.ts";
import { readRecord } from "../../src/failure/read-record.ts";
import { runCli, workFolder } from "../support/run-cli.ts";

function deep(depth: number): unknown {
  return JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`) as unknown;
}

function failureOf(record: unknown, key: string | null = null): Failure {
  const reading = readRecord(record, key, null, () => null);
  if (reading.kind === "unreadable") throw new Error(reading.reason);
  return reading.failure;
}

describe("every record shape tells the same story", () => {
  const expected = [
    ["log_a1", "RESOURCE_NOT_FOUND", "PLATFORM_FIXTURE_ISSUE"],
    ["log_a2", "PERMISSION_DENIED", "TOOLKIT_IMPLEMENTATION_BUG"],
    ["log_a3", "AUTH_EXPIRED", "PLATFORM_AUTH_ISSUE"],
    ["log_a4", "RATE_LIMITED", "UPSTREAM_API_BEHAVIOR"],
    ["log_a5", "INVALID_FIXTURE", "TOOLKIT_IMPLEMENTATION_BUG"],
    ["log_a6", "NO_DATA", "DATA_QUALITY_GAP"],
  ];
  const own = ["--map", "id=meta.ref", "--map", "toolkit=meta.vendor", "--map", "tool=op", "--map", "status=http.code", "--map", "request=sent", "--map", "response=got"];

  test.each([["array.json", []], ["shape-columns.json", []], ["shape-flattened.json", []], ["shape-execution-log.json", []], ["shape-har.har", []], ["keyed-by-id.json", []], ["shape-own-names.ndjson", own]])("%s", async (name, flags) => {
    const run = await runCli(["classify", `fixtures/shapes/${name}`, "--out", "-", "--quiet", ...flags]);
    const { bugs } = JSON.parse(run.stdout) as { readonly bugs: readonly { readonly id: string; readonly cluster: string; readonly bucket: string }[] };
    expect(bugs.map((bug) => [bug.id, bug.cluster, bug.bucket])).toEqual(expected);
  });
});

describe("a row", () => {
  test("is found under the names that exports use", () => {
    const failure = failureOf({ "Log ID": "log_1", App: "github", Action: "GITHUB_GET_REPO", "HTTP Status": "404", Method: "get", URL: "https://api.github.com/repos/a/b", "Connected Account": "ca_1", "Created At": "2026-04-01 08:00:00Z" });
    expect(failure).toMatchObject({ id: "log_1", toolkit: "github", tool: "GITHUB_GET_REPO", account: "ca_1", time: Date.UTC(2026, 3, 1, 8) });
    expect(failure.statuses.map((status) => status.value)).toEqual([404]);
    expect(failure.request).toMatchObject({ method: "GET", url: { value: "https://api.github.com/repos/a/b" } });
  });

  test("gives places as JSON Pointers, with awkward keys escaped", () => {
    const [answer] = failureOf({ id: "log_1", response: { "a/b~c": 1 } }).answers;
    expect(answer === undefined ? null : pointerOf(answer.place)).toBe("/response");
    const failure = failureOf({ id: "x", "res/ponse": null, error: { message: "gone" } });
    expect(failure.answers.map((part) => pointerOf(part.place))).toContain("/error");
  });

  test("with nothing but an id is a failure with nothing in it", () => {
    expect(failureOf({ id: 7 })).toMatchObject({ id: "7", toolkit: null, tool: null, statuses: [], answers: [] });
  });
});

describe("the answer of a row", () => {
  test.each(["response", "res", "response_body", "response_data", "output", "result", "data", "body"])("under %s is not taken for what was sent", (name) => {
    const failure = failureOf({ id: "x", status_code: 400, url: "https://api.example.com/things/7", [name]: "You do not have permission to access this thing" });
    expect(failure.answers.map((part) => part.value)).toEqual(["You do not have permission to access this thing"]);
    expect(failure.request.data).toEqual([]);
  });

  test("leaves a body beside it to the request", () => {
    const failure = failureOf({ id: "x", url: "https://api.example.com/things", method: "POST", body: { name: "n" }, response: { message: "no" } });
    expect(failure.answers.map((part) => part.value)).toEqual([{ message: "no" }]);
    expect(failure.request.data.map((part) => part.value)).toEqual([{ name: "n" }]);
  });

  test("is looked for in columns that nobody knows, where no other holds one", () => {
    const failure = failureOf({ id: "x", note: "nightly run on staging", exception_text: "Traceback (most recent call last): Could not find page 12" });
    expect(failure.answers.map((part) => pointerOf(part.place))).toEqual(["/exception_text"]);
  });
});

describe("a call and its answer in an object of their own", () => {
  const request = { method: "POST", url: "https://api.example.com/things", body: { name: "n" } };
  test.each([
    ["payload", { status: "failed", payload: { req: request, resp: { message: "no" } } }, "/payload/resp"],
    ["data", { status: "failed", data: { request, response: { message: "no" } } }, "/data/response"],
    ["http", { http: { request, response: { status_code: 422, body: { message: "no" } } } }, "/http/response"],
    ["contexts", { event_id: "e", request, contexts: { response: { status_code: 400, data: { message: "no" } } } }, "/contexts/response"],
  ])("under %s are told apart", (_key, record, place) => {
    const failure = failureOf({ id: "x", action_key: "THING_CREATE", ...record });
    expect(failure.answers.map((part) => pointerOf(part.place))).toEqual([place]);
    expect(failure.request).toMatchObject({ method: "POST", url: { value: "https://api.example.com/things" } });
    expect(failure.request.data.map((part) => part.value)).toEqual([{ name: "n" }]);
    expect(failure.tool).toBe("THING_CREATE");
  });

  test("leave a payload that is only what was sent", () => {
    const failure = failureOf({ id: "x", payload: { to: "a", body: "b" }, response: { message: "no" } });
    expect(failure.request.data.map((part) => part.value)).toEqual([{ to: "a", body: "b" }]);
  });

  test("may have a URL that was taken apart", () => {
    const url = { protocol: "https", host: ["api", "example", "com"], path: ["v1", "things"] };
    expect(failureOf({ id: "x", request: { method: "GET", url }, response: { code: 404 } }).request.url?.value).toBe("https://api.example.com/v1/things");
    expect(failureOf({ id: "x", request: { method: "GET", url: { ...url, raw: "https://api.example.com/v1/things?a=1" } }, response: { code: 404 } }).request.url?.value).toBe("https://api.example.com/v1/things?a=1");
  });

  test("may be what a client prints of it", () => {
    const failure = failureOf({ id: "x", name: "AxiosError", message: "Request failed with status code 429", config: { url: "https://api.example.com/things", method: "post", data: "{\"a\":1}" }, status: 429 });
    expect(failure.request).toMatchObject({ method: "POST", url: { value: "https://api.example.com/things" }, data: [{ value: { a: 1 } }] });
    expect(failure.tool).toBeNull();
  });
});

describe("a tool that a language model called", () => {
  test.each([
    ["over JSON-RPC", { request: { jsonrpc: "2.0", id: 3, method: "tools/call", params: { name: "create_issue", arguments: { owner: "a" } } } }],
    ["in a list", { tool_calls: [{ id: "call_1", type: "function", function: { name: "create_issue", arguments: "{\"owner\":\"a\"}" } }] }],
    ["by its name alone", { function_call: { name: "create_issue", arguments: "{\"owner\":\"a\"}" } }],
    ["as a block", { tool_call: { type: "tool_use", id: "toolu_1", name: "create_issue", input: { owner: "a" } } }],
  ])("%s", (_how, call) => {
    const failure = failureOf({ id: "x", ...call, tool_output: "Error: Not Found" });
    expect(failure).toMatchObject({ tool: "create_issue", request: { method: null, url: null, data: [{ value: { owner: "a" } }] } });
    expect(failure.answers.map((part) => part.value)).toEqual(["Error: Not Found"]);
  });

  test("is none where a call has no arguments of its own", () => {
    expect(failureOf({ id: "x", request: { jsonrpc: "2.0", id: 3, method: "getTeachers", params: { school: "a" } } })).toMatchObject({ tool: null, request: { method: null, data: [{ value: { school: "a" } }] } });
  });
});

describe("what a tracer recorded", () => {
  const noted = { "http.request.method": "GET", "url.full": "https://api.example.com/things/7", "http.response.status_code": 404, "http.response.body": "{\"message\":\"no\"}" };
  const listed = Object.entries(noted).map(([key, value]) => ({ key, value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value } }));

  test.each([["by name", noted, "/attributes/http.response.body"], ["in a list", listed, "/attributes"]])("is a call with its attributes %s", (_how, attributes, place) => {
    const failure = failureOf({ trace_id: "t", span_id: "s", name: "THING_GET", startTimeUnixNano: "1775037600000000000", attributes, status: { code: 2, message: "404 Not Found" } });
    expect(failure).toMatchObject({ id: "s", tool: "THING_GET", outcome: "failed", time: Date.UTC(2026, 3, 1, 10), request: { method: "GET", url: { value: "https://api.example.com/things/7" } } });
    expect(failure.statuses.map((status) => status.value)).toEqual([404]);
    expect(failure.answers.map((part) => [pointerOf(part.place), part.value])).toEqual([[place, { message: "no" }], ["/status/message", "404 Not Found"]]);
  });

  test.each([
    ["Jaeger", { traceID: "t", spanID: "s", operationName: "THING_GET", tags: [{ key: "http.method", type: "string", value: "GET" }, { key: "http.url", type: "string", value: "https://api.example.com/things/7" }, { key: "http.status_code", type: "int64", value: 401 }, { key: "error", type: "string", value: "Invalid key" }] }],
    ["Zipkin", { traceId: "t", id: "s", name: "THING_GET", tags: { "http.method": "GET", "http.url": "https://api.example.com/things/7", "http.status_code": "401", error: "Invalid key" } }],
    ["X-Ray", { trace_id: "t", id: "s", name: "THING_GET", http: { request: { method: "GET", url: "https://api.example.com/things/7" }, response: { status: 401 } }, cause: { exceptions: [{ message: "Invalid key" }] } }],
  ])("may be one of %s", (_tracer, span) => {
    const failure = failureOf(span);
    expect(failure).toMatchObject({ id: "s", tool: "THING_GET", request: { method: "GET", url: { value: "https://api.example.com/things/7" } } });
    expect(failure.statuses.map((status) => status.value)).toEqual([401]);
    expect(failure.answers.map((part) => part.value)).toContain("Invalid key");
  });

  test("says by its events what was thrown", () => {
    const failure = failureOf({ traceId: "t", spanId: "s", name: "THING_GET", events: [{ name: "exception", attributes: { "exception.type": "TimeoutError", "exception.message": "timed out" } }] });
    expect(failure.answers.map((part) => part.value)).toEqual(["TimeoutError", "timed out"]);
  });

  test("may be a run with a name of its own, which other records have for other things", () => {
    expect(failureOf({ id: "r", name: "THING_GET", run_type: "tool", inputs: { a: 1 }, error: "no" })).toMatchObject({ tool: "THING_GET" });
    expect(failureOf({ id: "r", name: "Ann", inputs: { a: 1 }, error: "no" })).toMatchObject({ tool: null });
  });

  test("may be a chain of exceptions", () => {
    const failure = failureOf({ event_id: "e", exception: { values: [{ type: "Cause", value: "socket closed" }, { type: "InvalidRequestError", value: "No such customer" }] } });
    expect(failure.answers.map((part) => part.value)).toEqual(["No such customer", "InvalidRequestError", "socket closed", "Cause"]);
  });
});

describe("a status", () => {
  test.each([[404], ["404"], ["404.0"], ["404 Not Found"], ["HTTP 404"], ["HTTP/1.1 404 Not Found"], [404.0]])("may be written as %j", (status) => {
    expect(failureOf({ id: "x", http_status: status }).statuses.map((part) => part.value)).toEqual([404]);
  });

  test.each([["404 things were moved to another place in the house last night"], ["4040"], ["error"], [40.4]])("is not %j", (status) => {
    expect(failureOf({ id: "x", http_status: status }).statuses).toEqual([]);
  });
});

describe("a time", () => {
  const ten = Date.UTC(2026, 3, 1, 10);
  test.each([
    [ten], [ten / 1000], [ten * 1000], [ten * 1_000_000], [String(ten)], ["2026-04-01T10:00:00Z"], ["2026-04-01T12:00:00+02:00"], ["2026-04-01 10:00:00"], ["2026-04-01 10:00:00 UTC"],
    ["2026-04-01 10:00:00+00"], ["2026-04-01 10:00:00.000000"], ["2026-04-01T10:00:00.000000000Z"], ["Wed, 01 Apr 2026 10:00:00 +0000"], ["1 Apr 2026 10:00:00 GMT"],
  ])("may be written as %j", (time) => {
    expect(failureOf({ id: "x", created_at: time }).time).toBe(ten);
  });

  test.each([["soon"], [-5], ["2026-13-45"], ["9999-01-01"], [1e25]])("is not %j", (time) => {
    expect(failureOf({ id: "x", created_at: time }).time).toBeNull();
  });
});

test("a field that was mapped is found there in every shape", () => {
  const [record] = JSON.parse(readFileSync("fixtures/shapes/shape-execution-log.json", "utf8")) as readonly Record<string, unknown>[];
  const reading = readRecord({ ...record, meta: { acct: "ca_mapped" } }, null, new Map([["account", ["meta", "acct"]]]), () => null);
  expect(reading.kind === "failure" ? reading.failure.account : "").toBe("ca_mapped");
  expect(reading.kind === "failure" ? reading.failure.tool : "").toBe("GITHUB_GET_REPO");
});

describe("an execution log", () => {
  test("gives tool, account, time in milliseconds, and the call of its last step", () => {
    const [record] = JSON.parse(readFileSync("fixtures/shapes/shape-execution-log.json", "utf8")) as readonly unknown[];
    const failure = failureOf(record);
    expect(failure).toMatchObject({ id: "log_a1", toolkit: "github", tool: "GITHUB_GET_REPO", account: "ca_github", outcome: "failed" });
    expect(failure.request.url?.value).toBe("https://api.github.com/repos/octo-org/gone-7421");
    expect(failure.request.url === null ? "" : pointerOf(failure.request.url.place)).toBe("/steps/0/logs/0/request/url");
    expect(failure.statuses.map((status) => pointerOf(status.place))).toEqual(["/steps/0/logs/0/response/status"]);
  });
});

describe("what is no record", () => {
  test.each([[null, /is null/], [3, /a number/], ["text", /a text/], [[], /an array/], [{}, /empty object/], [{ a: 1, b: 2 }, /its keys are a, b .*--map id=KEY/]])("%j is unreadable, with a reason", (value, reason) => {
    const reading = readRecord(value, null, null, () => null);
    expect(reading.kind === "unreadable" ? reading.reason : "").toMatch(reason);
  });

  test("the key of an object keyed by id stands in for an id", () => {
    expect(failureOf({ response: "x" }, "log_9").id).toBe("log_9");
  });
});

describe("what Elasticsearch answers", () => {
  const source = { tool: "T", toolkit: "x", status_code: 404, response: { message: "Room 12 not found" } };
  test("is read through to the records, with the ids beside them and the places as they stood", async () => {
    const hits = { took: 3, _shards: { total: 1 }, hits: { total: { value: 2 }, hits: [{ _index: "logs", _id: "e1", _source: source }, { _index: "logs", _id: "e2", _source: { ...source, id: "own" } }] } };
    const run = await runCli(["classify", "-", "--out", "-", "--quiet"], { stdin: JSON.stringify(hits) });
    const { bugs } = JSON.parse(run.stdout) as { readonly bugs: readonly { readonly id: string; readonly evidence: readonly { readonly pointer: string }[] }[] };
    expect(bugs.map((bug) => [bug.id, bug.evidence[0]?.pointer])).toEqual([["e1", "/_source/response/message"], ["own", "/_source/response/message"]]);
  });
});

describe("a record inside somebody else's entry", () => {
  const record = { tool: "T", status_code: 404, response: { message: "Room 12 not found" } };
  const text = JSON.stringify({ id: "a", ...record });
  const typed = { id: { S: "a" }, tool: { S: "T" }, status_code: { N: "404" }, response: { M: { message: { S: "Room 12 not found" } } } };
  test.each<[string, readonly unknown[] | Readonly<Record<string, unknown>>, string]>([
    ["a node of a GraphQL connection", { data: { logs: { edges: [{ cursor: "c", node: { id: "a", ...record } }] } } }, "/node/response/message"],
    ["a list of holders", { results: [{ log: { id: "a", ...record }, note: "looked at" }] }, "/log/response/message"],
    ["Google Cloud Logging", [{ insertId: "a", timestamp: "2026-04-01T08:00:00Z", severity: "ERROR", jsonPayload: record }], "/jsonPayload/response/message"],
    ["CloudWatch Logs Insights", { results: [{ "@ptr": "p", "@timestamp": "2026-04-01 08:00:00.000", "@message": text }] }, "/@message"],
    ["Datadog", { data: [{ id: "a", type: "log", attributes: { service: "crm", status: "error", message: "call failed", attributes: { ...record, request: { method: "GET", url: "https://x.example/y" } } } }] }, "/attributes/attributes/response/message"],
    ["Splunk", [{ preview: false, offset: 0, result: { _raw: text, _time: "2026-04-01T08:00:00Z" } }], "/result/_raw"],
    ["Airtable", { records: [{ id: "a", createdTime: "2026-04-01T08:00:00Z", fields: { Tool: "T", "Status Code": 404, Response: "Room 12 not found" } }] }, "/fields/Response"],
    ["JSON:API", { data: [{ type: "logs", id: "a", attributes: record }] }, "/attributes/response/message"],
    ["DynamoDB", [{ Item: typed }], "/Item"],
    ["a scan of DynamoDB", { Items: [typed] }, ""],
    ["MongoDB", [{ _id: { $oid: "a" }, tool: "T", status: { $numberInt: "404" }, createdAt: { $date: "2026-04-01T08:00:00Z" }, response: { message: "Room 12 not found" } }], "/response/message"],
  ])("of %s", async (_name, document, pointer) => {
    const run = await runCli(["classify", "-", "--out", "-", "--quiet"], { stdin: JSON.stringify(document) });
    const { bugs, needs_review: review } = JSON.parse(run.stdout) as { readonly bugs: readonly { readonly id: string; readonly tool: string; readonly status: number; readonly evidence: readonly { readonly pointer: string }[] }[]; readonly needs_review: readonly unknown[] };
    expect(review).toEqual([]);
    expect(bugs.map((bug) => [bug.id, bug.tool, bug.evidence[0]?.pointer])).toEqual([["a", "T", pointer]]);
  });

  test("has what it does not say from the entry around it", () => {
    const failure = failureOf({ id: "a", toolkit: "crm", connected_account_id: "ca_1", log: { tool: "T", request: { method: "GET", url: "https://x.example" }, response: "Token expired" } });
    expect(failure).toMatchObject({ id: "a", toolkit: "crm", account: "ca_1", tool: "T" });
    expect(failureOf({ insertId: "a", severity: "ERROR", jsonPayload: { ...record, toolkit: "own" }, resource: {} }).toolkit).toBe("own");
  });

  test("may be as deep as anybody likes", () => {
    expect(failureOf({ _id: { $oid: "a" }, tool: "T", response: "x", more: deep(5_000) }).id).toBe("a");
    expect(failureOf({ Item: { ...typed, more: { L: [{ L: deep(2_000) }] } } }).id).toBe("a");
  });

  test.each([
    ["of the entry", '[{"id":9007199254740993,"node":{"tool":"T","status_code":404,"response":"x"}},{"id":9007199254740992,"node":{"tool":"T","status_code":404,"response":"x"}}]', ["9007199254740992", "9007199254740993"]],
    ["in the record", '[{"node":{"id":9007199254740993,"tool":"T","status_code":404,"response":"x"}}]', ["9007199254740993"]],
    ["in decoded text, where they are lost", JSON.stringify([{ insertId: "p", jsonPayload: '{"id":9007199254740993,"tool":"T","status_code":404,"response":"x"}' }]), ["p"]],
  ])("keeps digits beyond 2^53 %s", async (_name, stdin, ids) => {
    const run = await runCli(["classify", "-", "--out", "-", "--quiet"], { stdin });
    expect((JSON.parse(run.stdout) as { readonly bugs: readonly { readonly id: string }[] }).bugs.map((bug) => bug.id)).toEqual(ids);
  });

  test("has the time of the entry where it has none", () => {
    expect(failureOf({ insertId: "a", timestamp: "2026-04-01T08:00:00Z", jsonPayload: record }).time).toBe(Date.UTC(2026, 3, 1, 8));
  });

  test.each([
    ["an answer under data", { id: "a", tool: "T", data: { status: 404, error: "gone", data: null, id: "not-this" } }, "a"],
    ["an answer under body", { id: "a", body: { status: 404, error: "gone", data: null, id: "not-this" } }, "a"],
    ["an answer that names the call", { id: "a", toolkit: "x", tool: "T", status_code: 401, data: { request: "/1.1/a.json", error: "Not authorized." } }, "a"],
    ["an answer that names an action", { id: "a", toolkit: "x", tool: "T", result: { id: "not-this", action: "delete", message: "Not found" } }, "a"],
    ["an answer of a row without a tool", { id: "a", result: { id: "not-this", action: "delete", message: "Not found" } }, "a"],
    ["the thing that the row is about", { id: "a", toolkit: "x", item: { id: "not-this", service: "s", status: "failed", message: "m" } }, "a"],
    ["the event of a row", { id: "a", tool: "T", event: { id: "not-this", service: "s", status: 1, data: {}, error: "e" } }, "a"],
    ["a field of that name without a hit around it", { id: "a", toolkit: "x", status: 404, message: "Room gone", _source: { file: "x.log" } }, "a"],
    ["what was sent", { id: "a", tool: "T", response: "Room 12 not found", payload: { id: "not-this", tool: "U", error: "x" } }, "a"],
  ])("is not found in %s", (_name, row, id) => {
    expect(failureOf(row).id).toBe(id);
  });

  test("is claimed by an entry of the same kind", async () => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "logs.json"), JSON.stringify([{ id: "a", ...record }]));
    writeFileSync(join(cwd, "up.json"), JSON.stringify({ edges: [{ node: { log_id: "a", classification: "TEST_DATA" } }] }));
    const run = await runCli(["classify", "logs.json", "--upstream", "up.json", "--out", "-", "--quiet"], { cwd });
    expect(JSON.parse(run.stdout)).toMatchObject({ bugs: [{ id: "a", upstream: { category: "TEST_DATA" } }] });
  });
});

describe("a row with the call in an object of its own", () => {
  test.each([
    ["Elastic Common Schema", { http: { request: { method: "GET" }, response: { status_code: 404, body: { content: "Room 12 not found" } } }, url: { full: "https://x.example/rooms/12", path: "/rooms/12" } }],
    ["LogEntry", { httpRequest: { requestMethod: "GET", requestUrl: "https://x.example/rooms/12", status: 404 }, textPayload: "Room 12 not found" }],
  ])("%s", (_name, row) => {
    const failure = failureOf({ id: "a", ...row });
    expect(failure.statuses.map((status) => status.value)).toEqual([404]);
    expect(failure.request).toMatchObject({ method: "GET", url: { value: "https://x.example/rooms/12" } });
    expect(JSON.stringify(failure.answers)).toContain("Room 12 not found");
  });
});

test("what was sent in the object of a call is not taken for the answer", () => {
  const failure = failureOf({ id: "a", http: { method: "POST", url: "https://x.example", body: { error: "is what was sent" }, status_code: 400 } });
  expect(failure.answers).toEqual([]);
  expect(JSON.stringify(failure.request.data)).toContain("is what was sent");
});

describe("ids beyond 2^53", () => {
  test.each([
    ["at the top", '{"id":9007199254740993,"status_code":404,"request":{"id":1}}', []],
    ["at a mapped place", '{"meta":{"x":{"logId":1},"logId":9007199254740993},"logId":2,"status_code":404}', ["--map", "id=meta.logId"]],
    ["in a hit", '{"_id":"x","_source":{"a":{"id":1},"id":9007199254740993,"status_code":404}}', []],
    ["in a record written as text", JSON.stringify('{"id":9007199254740993,"status_code":404}'), []],
  ])("keep their digits %s, and so do those of the upstream classification", async (_name, record, flags) => {
    const cwd = workFolder();
    writeFileSync(join(cwd, "logs.json"), `[${record}]`);
    writeFileSync(join(cwd, "up.json"), '[{"other":{"log_id":3},"log_id":9007199254740993,"label":"TEST_DATA"},{"log_id":9007199254740995,"label":"TEST_DATA"}]');
    const run = await runCli(["classify", "logs.json", "--upstream", "up.json", "--out", "-", "--quiet", ...flags], { cwd });
    const { bugs, needs_review: review } = JSON.parse(run.stdout) as { readonly bugs: readonly { readonly id: string; readonly upstream: unknown }[]; readonly needs_review: readonly { readonly id: string }[] };
    expect(bugs.map((bug) => [bug.id, bug.upstream !== null])).toEqual([["9007199254740993", true]]);
    expect(review.map(({ id }) => id)).toEqual(["9007199254740995"]);
  });
});
