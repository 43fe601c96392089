import { describe, expect, test } from "vitest";
import { sortFailure } from "../../src/engine/sort-record.ts";
import { ALIASES } from "../../src/failure/aliases.ts";
import { type JsonObject, isObject } from "../../src/failure/failure.ts";
import { logTest, readRecord } from "../../src/failure/read-record.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { defaultPack } from "../../src/taxonomy/packs/built-in.ts";

/** V8 reads JSON of any depth, and its stack ends at some five to ten thousand calls. */
const DEPTH = 20_000;
const DEEP: readonly unknown[] = ["[", '{"a":', '{"value":', '{"error":', '{"name":'].map((open) => JSON.parse(`${open.repeat(DEPTH)}"x"${(open === "[" ? "]" : "}").repeat(DEPTH)}`));
/** Names that readers of shapes know beside those of fields. */
const OF_SHAPES = ["http", "httpRequest", "contexts", "config", "details", "metadata", "exchange", "call", "context", "log", "node", "item", "fields", "attributes", "tags", "events", "cause", "values", "steps", "startedDateTime", "content", "postData", "protocol", "host", "raw", "params", "trace_id", "jsonrpc"];
const NAMES = [...new Set<string>([...Object.values(ALIASES).flat(), ...OF_SHAPES])];
const request = { method: "POST", url: "https://api.example.com/v1/chat", headers: {}, body: { max_tokens: "2" } };

/** Every object of a record in turn, with one more member. */
function* withMember(value: unknown, name: string, deep: unknown): Generator {
  if (Array.isArray(value)) for (const [at, item] of value.entries()) for (const inner of withMember(item, name, deep)) yield value.with(at, inner);
  if (!isObject(value)) return;
  yield { ...value, [name]: deep };
  for (const key of Object.keys(value)) for (const inner of withMember(value[key], name, deep)) yield { ...value, [key]: inner };
}

describe("whatever is nested in whatever", () => {
  const taxonomy = compileTaxonomy(defaultPack);

  test.each<[string, JsonObject]>([
    ["a row", { id: "x", tool: "T", status_code: 400, request, response: { error: { message: "max_tokens must be an integer" } } }],
    ["a URL that was taken apart", { id: "x", request: { url: { host: ["a"], path: ["b"] } } }],
    ["an entry of HAR", { startedDateTime: "2026-04-01T10:00:00Z", request, response: { status: 400, content: { text: "no" } } }],
    ["an execution log", { actionLogId: "x", response: { error: "no" }, steps: [{ logs: [{ request, response: { status: 400 } }] }] }],
    ["a span", { span_id: "x", name: "T", attributes: { "http.response.status_code": 400 }, status: { code: 2 } }],
    ["a record in an entry", { insertId: "x", jsonPayload: { tool: "T", request, response: "no" } }],
  ])("%s is read and judged", (_shape, record) => {
    for (const name of NAMES) {
      for (const [number, deep] of DEEP.entries()) {
        for (const odd of withMember(record, name, deep)) {
          expect(() => {
            logTest(null).looksLikeRecord(odd);
            const reading = readRecord(odd, null, null, () => null);
            if (reading.kind === "failure") sortFailure(reading.failure, { kind: "none", all: true, claim: null }, 0, { taxonomy, redact: true, links: {} });
          }, `${name}, nested in way ${number}`).not.toThrow();
        }
      }
    }
  });
});
