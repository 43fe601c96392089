import { normalise, textOf } from "../aliases.ts";
import { elementsOf, isObject, type JsonObject, memberOf, type Outcome, type Part } from "../failure.ts";

/** Names that only tracers give. */
const OF_TRACERS: ReadonlySet<string> = new Set(["spanid", "traceid", "runtype", "parentrunid"]);

/** What a tracer recorded: a span of OpenTelemetry, a run of LangSmith. */
export function isSpan(record: JsonObject): boolean {
  return Object.keys(record).some((key) => OF_TRACERS.has(normalise(key)));
}

export interface Span {
  /** What was done is called by a bare `name`, which elsewhere may be the name of anything. */
  readonly name: string | null;
  /** Null where the span says nothing of it. */
  readonly outcome: Outcome | null;
  /** What it says of its failure beside the answer. */
  readonly errors: readonly Part[];
}

export const NO_SPAN: Span = { name: null, outcome: null, errors: [] };

export function readSpan(span: Part<JsonObject>): Span {
  return { name: textOf(memberOf(span, "name")), outcome: outcomeOf(span), errors: errorsOf(span) };
}

/** OpenTelemetry calls them attributes; Jaeger and Zipkin, tags. */
const ATTRIBUTES = ["attributes", "tags"];

export function hasAttributes(value: JsonObject): boolean {
  return ATTRIBUTES.some((key) => key in value) && isSpan(value);
}

/** What was noted down of a span: an object, or a list as `[{"key": "url.full", "value": {"stringValue": …}}]` (OTLP) or with bare values (Jaeger). */
export function attributesOf(span: Part): Part<JsonObject> | null {
  const part = ATTRIBUTES.map((key) => memberOf(span, key)).find((found) => found !== null) ?? null;
  if (part === null) return null;
  if (isObject(part.value)) return { ...part, value: part.value };
  return Array.isArray(part.value) ? { value: Object.fromEntries(part.value.flatMap(pairOf)), place: part.place, decoded: true } : null;
}

function pairOf(attribute: unknown): readonly (readonly [string, unknown])[] {
  if (!isObject(attribute) || typeof attribute["key"] !== "string") return [];
  const { value } = attribute;
  return [[attribute["key"], isObject(value) ? Object.values(value)[0] : value]];
}

/** The outcome of a span (OpenTelemetry, Tracing API, Set Status): `{"code": 2}`, `{"code": "STATUS_CODE_ERROR"}`. */
function outcomeOf(span: Part): Outcome | null {
  const code = memberOf(memberOf(span, "status"), "code")?.value;
  if (code === 2 || (typeof code === "string" && /error$/i.test(code))) return "failed";
  return code === 1 || (typeof code === "string" && /ok$/i.test(code)) ? "succeeded" : null;
}

/**
 * What a span says of its failure: the description of its status, the exceptions among its events (OpenTelemetry, Semantic
 * Conventions, Exceptions), and those that caused it (AWS X-Ray).
 */
function errorsOf(span: Part): readonly Part[] {
  const exceptions = elementsOf(memberOf(span, "events")).flatMap((event) => {
    const attributes = attributesOf(event);
    return attributes === null ? [] : [memberOf(attributes, "exception.type"), memberOf(attributes, "exception.message")];
  });
  const causes = elementsOf(memberOf(memberOf(span, "cause"), "exceptions")).flatMap((exception) => [memberOf(exception, "type"), memberOf(exception, "message")]);
  return [memberOf(memberOf(span, "status"), "message"), ...exceptions, ...causes].filter((part): part is Part => part !== null && part.value !== "");
}
