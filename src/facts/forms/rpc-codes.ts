import type { JsonObject } from "../../failure/failure.ts";

/** google.rpc.Code; the numbers are those of gRPC (grpc/doc/statuscodes.md). */
const NAMES = [
  "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
];

/**
 * JSON-RPC 2.0, 5.1. -32603 ("internal error") is left out: tool gateways put it around every answer there is.
 */
const JSON_RPC: ReadonlyMap<number, string> = new Map([[-32700, "PARSE_ERROR_OF_BODY"], [-32600, "INVALID_REQUEST"], [-32601, "METHOD_NOT_FOUND"], [-32602, "INVALID_PARAMS"]]);

/**
 * The name behind the number of a remote procedure call's error: google.rpc.Status as gRPC gateways print it
 * (`{code: 5, message, details: []}`), or JSON-RPC (`{code: -32601, message}`).
 */
export function rpcName(body: JsonObject): string | null {
  const { code, message, details } = body;
  if (typeof code !== "number" || typeof message !== "string") return null;
  if (code < 0) return JSON_RPC.get(code) ?? null;
  return code > 0 && Array.isArray(details) ? (NAMES[code] ?? null) : null;
}
