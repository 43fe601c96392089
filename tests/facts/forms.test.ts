import { describe, expect, test } from "vitest";
import { readFacts } from "../../src/facts/read.ts";
import { pointerOf } from "../../src/failure/place.ts";
import { readRecord } from "../../src/failure/read-record.ts";

interface Read {
  readonly status: number | null;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly fields: readonly string[];
  readonly scopes: readonly string[];
  readonly pointers: readonly string[];
  readonly succeeded: boolean;
}

function read(response: unknown, status?: number): Read {
  const reading = readRecord({ id: "x", status_code: status ?? null, response }, null, null, () => null);
  if (reading.kind === "unreadable") throw new Error(reading.reason);
  const facts = readFacts(reading.failure);
  return {
    status: facts.status?.value ?? null,
    codes: facts.said.filter((said) => said.kind === "code").map((said) => said.text),
    messages: facts.said.filter((said) => said.kind === "message").map((said) => said.text),
    fields: [...new Set(facts.said.flatMap((said) => said.field ?? []))],
    scopes: facts.scopes.map((scope) => scope.value),
    pointers: facts.said.map((said) => pointerOf(said.place)),
    succeeded: facts.succeeded,
  };
}

function absenceOf(response: string): string | null {
  const reading = readRecord({ id: "x", response }, null, null, () => null);
  return reading.kind === "failure" ? readFacts(reading.failure).absence : null;
}

describe("forms of error", () => {
  const forms: readonly (readonly [string, unknown, Partial<Record<"codes" | "messages" | "fields" | "scopes", readonly string[]>> & { readonly status?: number }])[] = [
    ["problem details (RFC 9457)", { type: "https://example.com/probs/out-of-credit", title: "You do not have enough credit.", status: 403, detail: "Your balance is 30." }, { messages: ["You do not have enough credit.", "Your balance is 30."], status: 403 }],
    ["google.rpc.Status", { error: { code: 403, message: "The caller does not have permission", status: "PERMISSION_DENIED", details: [{ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }] } }, { codes: ["PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"], messages: ["The caller does not have permission"], status: 403 }],
    ["gRPC status by number", { code: 5, message: "row was not there", details: [] }, { codes: ["NOT_FOUND"], messages: ["row was not there"] }],
    ["OAuth 2 (RFC 6749, 5.2)", { error: "invalid_grant", error_description: "The code has expired." }, { codes: ["invalid_grant"], messages: ["The code has expired."] }],
    ["JSON:API", { errors: [{ status: "422", source: { pointer: "/data/attributes/name" }, title: "Invalid", detail: "is too short" }] }, { messages: ["is too short"], fields: ["/data/attributes/name"], status: 422 }],
    ["OData", { error: { code: "BadRequest", message: { lang: "en-US", value: "Invalid filter clause" } } }, { codes: ["BadRequest"], messages: ["Invalid filter clause"] }],
    ["GraphQL errors in a 200", { data: null, errors: [{ message: "Not allowed here", path: ["x"], extensions: { code: "FORBIDDEN" } }] }, { codes: ["FORBIDDEN"], messages: ["Not allowed here"] }],
    ["ok: false", { ok: false, error: "missing_scope", needed: "im:read", provided: "chat:write" }, { codes: ["missing_scope"], scopes: ["im:read"] }],
    ["a map of field errors", { errors: { email: ["is not a valid address"], name: ["can't be blank"] } }, { messages: ["is not a valid address", "can't be blank"], fields: ["email", "name"] }],
    ["a list of texts", { errors: ["first thing is wrong", "second thing is wrong"] }, { messages: ["first thing is wrong", "second thing is wrong"] }],
    ["an XML error", "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>", { codes: ["NoSuchKey"], messages: ["The specified key does not exist."] }],
    ["a SOAP fault", "<soap:Envelope xmlns:soap=\"x\"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>Session is no longer valid</faultstring></soap:Fault></soap:Body></soap:Envelope>", { messages: ["Session is no longer valid"] }],
    ["XML that names errors in its own way", "<?xml version=\"1.0\"?><packet version=\"1.6\"><site><status>error</status><errcode>1013</errcode><errtext>Site is not there</errtext></site></packet>", { messages: ["Site is not there"] }],
    ["name-value pairs", "error=3110\nerrorMessage=%22sessionId%22+is+not+there", { messages: ["\"sessionId\" is not there"] }],
    ["numbered name-value pairs", "ACK=Failure&L_ERRORCODE0=10002&L_LONGMESSAGE0=This%20request%20is%20not%20authorized", { messages: ["This request is not authorized"] }],
    ["keys made of what they are about", { apiStatus: "error", upstreamErrorDescription: "It is out of order" }, { messages: ["It is out of order"] }],
    ["a code that is no status, with a description", { code: 2003, desc: "Something is left out", session: { status: "active" } }, { messages: ["Something is left out"] }],
    ["the name of an error beside a message, without a status", { message: "That went wrong", type: "InternalServerError" }, { codes: ["InternalServerError"], messages: ["That went wrong"] }],
    ["nothing but a detail, without a status", { detail: "Too many sessions at once." }, { messages: ["Too many sessions at once."] }],
    ["an error with what had it in front", { "api-status": "error", "api-error": "It went wrong there" }, { messages: ["It went wrong there"] }],
    ["a model state", { Message: "No.", ModelState: { "order.number": ["The number is not there"] } }, { messages: ["The number is not there"], fields: ["order.number"] }],
    ["a code and an info, without a status", { code: 101, type: "missing_key", info: "You have not supplied a key" }, { messages: ["You have not supplied a key"] }],
    ["an HTML page", "<html><head><title>Down for repair</title></head><body><h1>We are back soon</h1></body></html>", { messages: ["Down for repair", "We are back soon"] }],
    ["JSON inside a string", JSON.stringify({ error: { code: "quota_exceeded", message: "Monthly quota is used up" } }), { codes: ["quota_exceeded"], messages: ["Monthly quota is used up"] }],
    ["a Python literal behind a status", "Error code: 404 - {'error': {'message': 'The thing is gone', 'code': 'thing_gone'}}", { codes: ["thing_gone"], messages: ["The thing is gone"], status: 404 }],
    ["an exception of a client", "requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='x'): Read timed out.", { codes: ["ReadTimeout"] }],
    ["keys in another language", { retorno: { erros: { erro: { cod: 18, msg: "It is too much" } } } }, { messages: ["It is too much"] }],
    ["keys with one letter in front", "xResult=E&xStatus=Error&xError=It+went+wrong+there", { messages: ["It went wrong there"] }],
    ["keys with a vocabulary in front", { "@type": "hydra:Error", "hydra:title": "An error occurred", "hydra:description": "It went wrong there", status: 400 }, { messages: ["It went wrong there"] }],
    ["failed items of a call that went through", { took: 4, errors: true, items: [{ update: { _id: "a", status: 404, error: { type: "document_missing_exception", reason: "it is not there" } } }, { update: { _id: "b", status: 200, title: "not a word of this" } }] }, { codes: ["document_missing_exception"], messages: ["it is not there"] }],
    ["a result that says so itself", [{ status: "ERR", time: "3ms", result: "It was another one" }], { messages: ["It was another one"] }],
    ["a code in the place of the payload", { Data: null, ResultCode: "Orders.Create.ReferenceMustGiven", ResultMessage: "" }, { codes: ["Orders.Create.ReferenceMustGiven"] }],
    ["a zero for no, beside what went wrong", { status: "0", info: "INVALID_USER_KEY", infocode: "10001" }, { codes: ["INVALID_USER_KEY"] }],
    ["a refusal with its reason", { status: "DECLINE", declineReason: "REJECTED_BY_ACQUIRER" }, { codes: ["REJECTED_BY_ACQUIRER"] }],
    ["a list of the fields that are missing", { error: "missing required fields", fields: ["currency"] }, { messages: ["missing required fields"], fields: ["currency"] }],
    ["a list that belongs to its sentence", { message: "object has missing required properties ([\"currency\"])" }, { messages: ["object has missing required properties ([\"currency\"])"] }],
    ["gRPC in Go", "rpc error: code = Unavailable desc = transport is closing", { codes: ["Unavailable"] }],
    ["gRPC in JavaScript", "Error: 14 UNAVAILABLE: No connection established", { codes: ["UNAVAILABLE"] }],
    ["a code at the end of a sentence", "Could not get it: ERR_403_DEVELOPER_OVER_QPS. See the docs", { codes: ["ERR_403_DEVELOPER_OVER_QPS"] }],
    ["a quote in a text without quotes", "{ errors: [{ code: BAD_REQUEST, detail: invalid character 'c' was there }] }", { messages: ["invalid character 'c' was there"] }],
    ["nothing but fields with what is wrong with them", { email: ["The email field is required."], amount: ["Too small."] }, { messages: ["The email field is required.", "Too small."], fields: ["email", "amount"] }],
    ["a list of nothing but fields with what is wrong with them", [{ path: "permissions[1]", message: "Invalid permission string" }], { messages: ["Invalid permission string"], fields: ["permissions[1]"] }],
    ["a joined code in place of a message", { result: { Message: "InvalidSenderId", items: [] } }, { codes: ["InvalidSenderId"] }],
    ["a page in front of which a client speaks of JSON", "[Errno Invalid JSON] <!doctype html><html><title>Our portal</title></html>", { messages: ["[Errno Invalid JSON] <", "Our portal"] }],
    ["the AWS clients", "An error occurred (ThrottlingException) when calling the InvokeModel operation: Too many requests", { codes: ["ThrottlingException"] }],
  ];

  test.each(forms)("%s", (_name, response, { status, ...wanted }) => {
    const facts = read(response);
    for (const [part, values] of Object.entries(wanted)) for (const value of values) expect(facts[part as keyof typeof wanted]).toContainEqual(value);
    if (status !== undefined) expect(facts.status).toBe(status);
    expect(facts.succeeded).toBe(false);
  });
});

describe("what says nothing", () => {
  test.each([
    ["a success", { ok: true, items: [{ error: "none" }] }],
    ["a list of things that have a state", { data: [{ id: 1, state: "ready", title: "permission denied" }] }],
    ["an empty answer", {}],
    ["a job that says it is done", { resultCode: 0, resultMessage: "OK", status: "done" }],
    ["lists of sentences that were asked for", { hints: ["The email field is required in forms"], more: ["Access is denied to some"] }],
    ["a word in place of a message", { result: { Message: "OrderAccepted" } }],
    ["a legal notice", { ok: true, copyright: "All rights reserved. Access without permission is denied." }],
  ])("%s", (_name, response) => {
    expect(read(response, 200)).toMatchObject({ codes: [], messages: [] });
  });
});

test.each([[{}, true], [{ "Content-Type": "application/json" }, true], [{ Accept: "multipart/mixed" }, true], [{ "content-type": ["multipart/form-data"] }, false], [[{ name: "Content-Type", value: "application/x-www-form-urlencoded" }], false], ["POST /x\r\nContent-Type: multipart/form-data", false]])("with headers %j a number in a text is told from one: %j", (headers, isTold) => {
  const reading = readRecord({ id: "x", request: { method: "POST", url: "https://api.example.com", headers, body: { limit: "7" } }, response: "limit must be a number" }, null, null, () => null);
  if (reading.kind !== "failure") throw new Error(reading.reason);
  expect(readFacts(reading.failure).request.mistypes("limit", "must be a number")).toBe(isTold);
});

test("a number in place of a message is no status", () => {
  expect(read({ success: false, msg: "507" }).status).toBeNull();
  expect(read({ success: false, status: "507" }).status).toBe(507);
});

test("what an answer says before it breaks off is no error, unless it calls it one", () => {
  expect(absenceOf('{"title":"Calendar of December","items":[{"title":"Candle lighting: 8:')).toBe("truncated");
  expect(absenceOf('{"success":true,"result":{"data":[{"name":"Ann","title":"CTO"},{"na')).toBe("truncated");
  expect(absenceOf('{"error":{"message":"It went wrong there","det')).toBeNull();
});

test("a fact's place leads to the text, also where it had to be decoded", () => {
  expect(read({ error: { code: "gone_away" } }, 404).pointers).toEqual(["/response/error/code"]);
  expect(read(JSON.stringify({ error: { code: "gone_away" } }), 404).pointers).toEqual(["/response"]);
});

test("a bearer challenge is read from its header (RFC 6750, 3)", () => {
  const reading = readRecord({ id: "x", response: { status: 401, headers: { "WWW-Authenticate": "Bearer error=\"insufficient_scope\", scope=\"repo\"" }, body: "" } }, null, null, () => null);
  const facts = reading.kind === "failure" ? readFacts(reading.failure) : null;
  expect(facts?.said.map((said) => said.text)).toContain("insufficient_scope");
});
