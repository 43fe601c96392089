import { textOf } from "./aliases.ts";
import { elementsOf, isObject, memberOf, type Part, unwrapped } from "./failure.ts";

/** The call of a tool as a language model asked for it: what it is called, and what it was given. */
export interface ToolCall {
  readonly name: string | null;
  readonly given: Part | null;
}

/**
 * Reads `{"method": "tools/call", "params": {"name", "arguments"}}` (Model Context Protocol, over JSON-RPC 2.0),
 * `{"type": "function", "function": {"name", "arguments"}}` and `{"name", "arguments"}` (OpenAI, also as the only one of a list), and
 * `{"type": "tool_use", "name", "input"}` (Anthropic); null for anything else. Of other JSON-RPC requests it gives the parameters.
 */
export function toolCallIn(part: Part): ToolCall | null {
  const [only, ...more] = elementsOf(part);
  const call = unwrapped(only !== undefined && more.length === 0 ? only : part);
  if (!isObject(call.value)) return null;
  if ("jsonrpc" in call.value && typeof call.value["method"] === "string") return ofRpc(memberOf(call, "params"));
  const named = memberOf(call, "function");
  if (named !== null && isObject(named.value)) return called(memberOf(named, "name"), memberOf(named, "arguments"));
  if (call.value["type"] === "tool_use") return called(memberOf(call, "name"), memberOf(call, "input"));
  const isBare = typeof call.value["name"] === "string" && "arguments" in call.value && Object.keys(call.value).every((key) => OF_CALL.has(key));
  return isBare ? called(memberOf(call, "name"), memberOf(call, "arguments")) : null;
}

/** All that a call has which is written without anything around it. */
const OF_CALL: ReadonlySet<string> = new Set(["id", "type", "name", "arguments"]);

function ofRpc(params: Part | null): ToolCall {
  const given = memberOf(params, "arguments");
  return given === null ? { name: null, given: params } : called(memberOf(params, "name"), given);
}

function called(name: Part | null, given: Part | null): ToolCall {
  return { name: textOf(name), given: given === null ? null : unwrapped(given) };
}
