import { isObject, type JsonObject } from "../failure.ts";

/** A hit of an Elasticsearch or OpenSearch query: the record stands in `_source`, its id beside it. */
export interface Hit {
  readonly id: string | null;
  readonly source: JsonObject;
}

/** The record of a hit, or null where the value is no hit. */
export function hitOf(value: JsonObject): Hit | null {
  const source = value["_source"];
  if (!isObject(source) || !("_id" in value || "_index" in value)) return null;
  const id = value["_id"];
  return { source, id: typeof id === "string" && id.trim() !== "" ? id.trim() : null };
}
