import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import type { ZodType } from "zod";
import type { Bug, Categorization, ReviewItem, VerdictLine } from "../categorization/schema.ts";
import type { Head } from "../categorization/tally.ts";
import { messageOf, TriageError } from "../errors.ts";
import { openBytes } from "../ingest/bytes.ts";
import type { ElementContainer } from "../ingest/containers/container.ts";
import { ElementSplitter } from "../ingest/containers/elements.ts";
import { LineSplitter } from "../ingest/containers/lines.ts";
import type { Slice, Split, Splitter } from "../ingest/entry.ts";
import type { Source } from "../ingest/source.ts";

/**
 * Reads a saved `bug_categorization.json`.
 *
 * @throws TriageError CATEGORIZATION_INVALID where it is unreadable, no JSON, or not what this version writes
 */
export async function readCategorization(path: string, shown: string): Promise<Categorization> {
  const { categorizationSchema } = await import("../categorization/schema.ts");
  const { prettifyError } = await import("zod");
  const result = categorizationSchema.safeParse(parse(path, shown));
  if (result.success) return result.data;
  throw new TriageError("CATEGORIZATION_INVALID", `${shown}: is no categorization that this version of triage wrote\n${prettifyError(result.error).split("\n").slice(0, 6).join("\n")}`, { hint: "make it anew with triage classify" });
}

function parse(path: string, shown: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new TriageError("CATEGORIZATION_INVALID", `${shown}: cannot be read (${messageOf(error)})`, { hint: "make it anew with triage classify", cause: error });
  }
}

/** A saved categorization, read as a stream: nobody holds its lists. */
export interface SavedCategorization {
  readonly head: Head;
  readonly bugs: () => AsyncIterable<Bug>;
  readonly reviews: () => AsyncIterable<ReviewItem>;
}

/** Longer members of the document are its lists; they are read entry by entry. Bytes. */
const MAX_MEMBER = 16 * 1024 * 1024;
/** A verdict quotes, and so stays far below this. Bytes. */
const MAX_ENTRY = 64 * 1024 * 1024;

/**
 * Opens a saved categorization of any size.
 *
 * @throws TriageError CATEGORIZATION_INVALID, at once or as its lists are read
 */
export async function openCategorization(source: Source, stdin: Readable): Promise<SavedCategorization> {
  const { categorizationSchema } = await import("../categorization/schema.ts");
  const { bugs, needs_review: reviews } = categorizationSchema.shape;
  const members = new Map<string, unknown>();
  for await (const slice of slicesIn(source, stdin, { path: [], holder: "object" }, MAX_MEMBER)) {
    if (slice.key !== null && slice.key !== "bugs" && slice.key !== "needs_review") members.set(slice.key, parsed(slice.bytes, source.name));
  }
  const headSchema = categorizationSchema.omit({ bugs: true, needs_review: true });
  const head = checked(headSchema, Object.fromEntries(members), source.name);
  async function* listOf<Value>(key: string, schema: ZodType<Value>): AsyncGenerator<Value> {
    for await (const slice of slicesIn(source, stdin, { path: [key], holder: "array" }, MAX_ENTRY)) yield checked(schema, parsed(slice.bytes, source.name), source.name);
  }
  return { head, bugs: () => listOf("bugs", bugs.element), reviews: () => listOf("needs_review", reviews.element) };
}

/** Reads verdict lines, each checked. */
export async function* readVerdictLines(source: Source, stdin: Readable): AsyncGenerator<VerdictLine> {
  const { verdictSchema } = await import("../categorization/schema.ts");
  const splitter = new LineSplitter(MAX_ENTRY);
  for await (const slice of split(splitter, source, stdin)) yield checked(verdictSchema, parsed(slice.bytes, source.name), source.name);
}

async function* slicesIn(source: Source, stdin: Readable, container: ElementContainer, maxBytes: number): AsyncGenerator<Slice> {
  yield* split(new ElementSplitter(container, maxBytes), source, stdin);
}

async function* split(splitter: Splitter, source: Source, stdin: Readable): AsyncGenerator<Slice> {
  for await (const chunk of openBytes(source, stdin).chunks) yield* sound(splitter.push(chunk), source.name);
  yield* sound(splitter.end(), source.name);
}

/** A document of our own has no damage; a list that is too long for a member is no damage either. */
function sound({ slices, damages }: Split, shown: string): readonly Slice[] {
  const fault = damages.find(({ what }) => !what.startsWith("longer than"));
  if (fault !== undefined) throw invalid(shown, fault.what);
  return slices;
}

function parsed(bytes: Buffer, shown: string): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw invalid(shown, messageOf(error));
  }
}

function checked<Value>(schema: ZodType<Value>, value: unknown, shown: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw invalid(shown, `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function invalid(shown: string, why: string): TriageError {
  return new TriageError("CATEGORIZATION_INVALID", `${shown}: is nothing that this version of triage wrote (${why})`, { hint: "make it anew with triage classify" });
}
