import { describe, expect, test } from "vitest";
import { judgeSample } from "../../src/classify/sample.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { toolkitApi } from "../../src/taxonomy/packs/toolkit-api/pack.ts";
import type { Sample } from "../../src/taxonomy/schema.ts";

const taxonomy = compileTaxonomy(toolkitApi);

function verdict(sample: Sample): { readonly cluster: string; readonly bucket: string } {
  const { cluster, bucket } = judgeSample(sample, taxonomy).judgement;
  return { cluster, bucket };
}

describe("traps that were met before", () => {
  const traps: readonly (readonly [string, Sample, string])[] = [
    ["quota wording behind a 429 is no rate limit", { status: 429, response: { error: { message: "You exceeded your current quota, please check your plan and billing details.", type: "insufficient_quota" } } }, "QUOTA_EXHAUSTED"],
    ["rate wording behind a quota code is a rate limit", { status: 429, response: { error: { status: "RESOURCE_EXHAUSTED", message: "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user'" } } }, "RATE_LIMITED"],
    ["a template variable explains a 404", { status: 404, method: "GET", url: "https://api.example.com/v1/rooms/{{room_id}}", response: { message: "Room not found" } }, "INVALID_FIXTURE"],
    ["a template variable does not explain an expired token", { status: 401, method: "GET", url: "https://api.example.com/v1/rooms/{{room_id}}", response: { message: "Token expired" } }, "AUTH_EXPIRED"],
    ["a template variable does not explain a rate limit", { status: 429, method: "GET", url: "https://api.example.com/v1/rooms/{{room_id}}", response: { message: "Too many requests" } }, "RATE_LIMITED"],
    ["a template variable does not explain an outage", { status: 503, method: "GET", url: "https://api.example.com/v1/rooms/{{room_id}}", response: "upstream connect error or disconnect/reset before headers" }, "UPSTREAM_5XX"],
    ["permission in the singular", { status: 400, response: { message: "You do not have permission to edit this page" } }, "PERMISSION_DENIED"],
    ["permissions in the plural", { status: 400, response: { message: "You do not have the permissions to edit this page" } }, "PERMISSION_DENIED"],
    ["a sentinel id in the URL", { status: 404, method: "GET", url: "https://api.example.com/v1/users/00000000-0000-0000-0000-000000000000", response: { message: "User not found" } }, "INVALID_FIXTURE"],
    ["aaaa as an id is a sentinel", { status: 404, method: "GET", url: "https://api.example.com/v1/files/aaaaaaaaaaaaaaaaaaaaaaaa", response: { message: "File not found" } }, "INVALID_FIXTURE"],
    ["a placeholder where a key belongs explains nothing", { status: 404, method: "GET", url: "https://api.example.com/v1/geocode?q=Paris&key=abc", response: { message: "Results not found" } }, "RESOURCE_NOT_FOUND"],
    ["the id of a JSON-RPC envelope is no sentinel", { status: 404, method: "POST", url: "https://rpc.example.com/", body: { jsonrpc: "2.0", id: "1", method: "getBlock", params: ["0x9f3c"] }, response: { error: { message: "block not found" } } }, "RESOURCE_NOT_FOUND"],
    ["a domain in the path is a thing that may be missing", { status: 404, method: "GET", url: "https://api.example.com/v2/domains/example.com/records", response: { message: "Resource not found" } }, "RESOURCE_NOT_FOUND"],
    ["what is searched for is no placeholder", { status: 404, method: "GET", url: "https://api.example.com/v1/docs?keyword=test", response: { message: "Index not found" } }, "RESOURCE_NOT_FOUND"],
    ["what an HTTP client says around a status is nothing", { status: 400, response: "Client error: `PUT https://api.example.com/orders/7/ship` resulted in a `400 Bad Request` response" }, "OTHER"],
    ["aaaa inside a word is none", { status: 404, method: "GET", url: "https://api.example.com/v1/songs/baaaaad-romance-8812", response: { message: "Song not found" } }, "RESOURCE_NOT_FOUND"],
    ["aaaa inside base64 is none", { status: 404, method: "GET", url: "https://api.example.com/v1/files/AQHBaaaaKx7Zq01mPw9", response: { message: "File not found" } }, "RESOURCE_NOT_FOUND"],
    ["a sentinel in front of what is addressed is none", { status: 404, method: "GET", url: "https://api.example.com/library/1234/videos/2f9f3ab0-7f0e-4f6b-a6c5-0a4f3e0b9c11", response: { message: "Video not found" } }, "RESOURCE_NOT_FOUND"],
    ["a code for those who have the list is not nothing", { status: 200, response: { error: { code: 105 }, success: false } }, "OTHER"],
    ["what was not found because of a timeout", { response: "Failed to find remote schema: Read timed out" }, "UPSTREAM_5XX"],
    ["a property of the server's own program", { status: 500, response: { message: "Property [is_reviewed] does not exist on this collection instance.", exception: "Exception" } }, "UPSTREAM_5XX"],
    ["an excuse of an error handler in a 400", { status: 400, response: { error: "Order update failed" } }, "OTHER"],
    ["a template in the last of many elements", { status: 400, method: "POST", url: "https://api.example.com/v1/rooms/batch", body: { ids: [...Array.from({ length: 60 }, (_value, number) => `r${number}x`), "{{room_id}}"] }, response: { message: "Bad Request" } }, "INVALID_FIXTURE"],
    ["what was sent in the last of many elements, and came back", { status: 400, method: "POST", url: "https://api.example.com/v1/posts", body: { posts: [...Array.from({ length: 60 }, (_value, number) => ({ text: `post number ${number}` })), { text: "Your access token has expired" }] }, response: { errors: [{ value: "Your access token has expired", message: "must not contain the text Your access token has expired" }] } }, "INVALID_FIXTURE"],
    ["what GraphQL found, whatever it says", { status: 200, method: "POST", url: "https://api.example.com/graphql", body: { query: "{ issue { title } }" }, response: { data: { issue: { title: "Invalid API key shown after a restart" } } } }, "OTHER"],
    ["the same as text", { status: 200, method: "POST", url: "https://api.example.com/graphql", body: { query: "{ issue { title } }" }, response: JSON.stringify({ data: { issue: { title: "Invalid API key shown after a restart" } } }) }, "OTHER"],
    ["a code beside a message is an error, with data or without", { status: 200, response: { code: 40035, msg: "The token has expired", data: { trace: "x" } } }, "AUTH_EXPIRED"],
    ["a zero beside what was asked for", { status: 200, response: { status: 0, message: "Query finished", data: { rows: [{ title: "Invalid API key" }] } } }, "OTHER"],
    ["429 inside an id is no status", { status: 404, method: "GET", url: "https://api.example.com/v1/orders/429500", response: { message: "Order 429500 not found" } }, "RESOURCE_NOT_FOUND"],
    ["500 inside a title is no status", { response: { error: "Page '500 ways to leave' not found" } }, "RESOURCE_NOT_FOUND"],
    ["an id of the call itself is no placeholder", { status: 200, method: "POST", url: "https://api.example.com/v1/state", body: { requestId: "uuid", device: "11693800" }, response: { requestId: "uuid", msg: "device does not exist", code: 400 } }, "RESOURCE_NOT_FOUND"],
    ["the name of a file at the end of a path is a thing that may be missing", { status: 404, method: "GET", url: "https://api.example.com/vault/Notes/plan.md", response: { message: "Not Found" } }, "RESOURCE_NOT_FOUND"],
    ["a format at the end of a path is none", { status: 404, method: "POST", url: "https://api.example.com/notes/update.json", response: { message: "Not Found" } }, "INVALID_FIXTURE"],
    ["words inside the path of a file are no words", { status: 400, response: { message: "It went wrong, see /var/log/rate_limit/quota_exceeded.log" } }, "INVALID_FIXTURE"],
    ["a name and a phrase on two lines are nothing", "===> Status Code: HTTP status code: 400\nHex Error: Bad request", "OTHER"],
    ["what the user wrote is no evidence", { status: 429, method: "POST", url: "https://api.example.com/v1/posts", body: { title: "permission denied on login" }, response: { error: "rate_limited", title: "permission denied on login" } }, "RATE_LIMITED"],
    ["what came back from the request is no evidence", { status: 400, method: "POST", url: "https://api.example.com/v1/notes", body: { note: "the server said: token expired" }, response: { message: "Field 'note' is too long: the server said: token expired" } }, "INVALID_FIXTURE"],
    ["a gateway's page is an outage", { status: 200, response: "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>" }, "UPSTREAM_5XX"],
    ["an error inside a 200", { status: 200, response: { ok: false, error: "channel_not_found" } }, "RESOURCE_NOT_FOUND"],
    ["a flattened error text", "Error code: 404 - {'error': {'message': 'The model `gpt-9` does not exist or you do not have access to it.', 'code': 'model_not_found'}}", "RESOURCE_NOT_FOUND"],
    ["a client's sentence around a status", "404 Client Error: Not Found for url: https://api.example.com/v1/rooms/8213", "RESOURCE_NOT_FOUND"],
    ["a body that speaks against its status", { status: 500, response: { error: "duplicate key value violates unique constraint" } }, "ALREADY_EXISTS"],
    ["must have at least one admin", { status: 400, response: { errors: [{ message: "the team must have at least one admin" }] } }, "PERMISSION_DENIED"],
  ];

  test.each(traps)("%s", (_name, sample, cluster) => {
    expect(verdict(sample).cluster).toBe(cluster);
  });
});

describe("the spot-check", () => {
  const cases: readonly (readonly [string, Sample, string])[] = [
    ["demotes insufficient_scope", { status: 403, response: { error: "insufficient_scope", scope: "files:write" } }, "TOOLKIT_IMPLEMENTATION_BUG"],
    ["demotes an unexpected field", { status: 422, method: "POST", url: "https://felt.com/api/v2/projects", body: { description: "x" }, response: { errors: [{ detail: "Unexpected field: description" }] } }, "TOOLKIT_IMPLEMENTATION_BUG"],
    ["demotes a method that the route does not take", { status: 405, method: "PUT", url: "https://api.example.com/v1/items/812", response: null }, "TOOLKIT_IMPLEMENTATION_BUG"],
    ["demotes a body that is no JSON", { status: 400, response: { message: "Problems parsing JSON" } }, "TOOLKIT_IMPLEMENTATION_BUG"],
    ["demotes a field that is named and was not sent", { status: 400, method: "POST", url: "https://api.example.com/v1/orders", body: { amount: 5 }, response: { error: { code: "MISSING_PARAMETER", message: "The parameter currency must be provided." } } }, "TOOLKIT_IMPLEMENTATION_BUG"],
    ["leaves a field that is named and was sent", { status: 400, method: "POST", url: "https://api.example.com/v1/orders", body: { currency: "" }, response: { error: { code: "MISSING_PARAMETER", message: "The parameter currency must be provided." } } }, "PLATFORM_FIXTURE_ISSUE"],
    ["demotes a property that the API's type does not have", { status: 400, response: { error: { code: "BadRequest", message: "The property 'yourReference' does not exist on type 'Sales.Order'." } } }, "TOOLKIT_IMPLEMENTATION_BUG"],
    ["demotes a number that was sent as a text", { status: 400, method: "POST", url: "https://api.example.com/v1/chat", body: { options: { max_tokens: "256" } }, response: { error: { message: "options.max_tokens must be an integer" } } }, "TOOLKIT_IMPLEMENTATION_BUG"],
    ["leaves a text that is no number", { status: 400, method: "POST", url: "https://api.example.com/v1/chat", body: { max_tokens: "many" }, response: { error: { message: "max_tokens must be an integer" } } }, "PLATFORM_FIXTURE_ISSUE"],
    ["leaves a number in a form", { status: 400, method: "POST", url: "https://api.example.com/v1/chat", body: "max_tokens=256&top=2", response: { error: { message: "max_tokens must be an integer" } } }, "PLATFORM_FIXTURE_ISSUE"],
    ["leaves what a 403 misses on the side of the caller", { status: 403, response: { message: "Phone verification is required" } }, "PLATFORM_AUTH_ISSUE"],
    ["leaves a role that is missing", { status: 403, response: { message: "Only an administrator can delete a project" } }, "PLATFORM_AUTH_ISSUE"],
    ["leaves a value that is bad", { status: 422, response: { errors: { email: ["is not a valid email address"] } } }, "PLATFORM_FIXTURE_ISSUE"],
    ["leaves a column of the user's own", { status: 422, response: { error: { type: "UNKNOWN_FIELD_NAME", message: "Unknown field name: \"Stage\"" } } }, "PLATFORM_FIXTURE_ISSUE"],
    ["does not look at other clusters", { status: 404, response: { error: { message: "Unexpected field: x was not found", code: "room_not_found" } } }, "PLATFORM_FIXTURE_ISSUE"],
  ];

  test.each(cases)("%s", (_name, sample, bucket) => {
    expect(verdict(sample).bucket).toBe(bucket);
  });
});

describe("the subject of a match", () => {
  test.each([
    ["Unexpected field: x", "x"],
    ["Unknown parameter: no", "no"],
    ["Unexpected field: Organization_Id", "Organization_Id"],
    ["İzin yok. Unexpected field: description", "description"],
  ])("of %j is %j, as it was written", (message, subject) => {
    expect(judgeSample({ status: 422, response: { errors: [message] } }, taxonomy).judgement.winner.proof.subject).toBe(subject);
  });
});

describe("a pattern", () => {
  const own = compileTaxonomy({ ...toolkitApi, clusters: { ...toolkitApi.clusters, OTHER: { ...toolkitApi.clusters.OTHER, rules: [
    { id: "own", why: "It says so.", strength: "cause", patterns: [String.raw`Frobnication ÜBER\W{1,3}[A-Z]{3}`], hits: [], misses: [] },
    ...toolkitApi.clusters.OTHER.rules,
  ] } } });

  test.each(["frobnication über: abc", "FROBNICATION ÜBER: XYZ", "Frobnication  \n Über - Abc"])("matches %j without regard to case and to how wide a blank is", (message) => {
    expect(judgeSample({ response: { message } }, own).judgement.winner.rule.source.id).toBe("own");
  });

  test("does not match across a link that was taken out", () => {
    expect(judgeSample({ response: { message: "frobnication https://a.example/x über: abc" } }, own).judgement.winner.rule.source.id).not.toBe("own");
  });
});
