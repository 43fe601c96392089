import type { RequestParts } from "../failure/failure.ts";
import { isObjectSegment, pathSegments } from "./address.ts";
import { isMistyped, typeAskedFor, valuesNamed } from "./json-types.ts";
import { type Mark, markIn } from "./marks.ts";
import { isIdKey, type Leaf, normaliseName, readSent, type Sent } from "./sent.ts";

/**
 * What the request says, read only when a rule asks: most failures are decided by the answer alone, and bodies are long.
 */
export class RequestFacts {
  readonly #parts: RequestParts;
  #sent: Sent | null = null;
  #marks: readonly Mark[] | null = null;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  get method(): string | null {
    return this.#parts.method;
  }

  get url(): string | null {
    return this.#parts.url?.value ?? null;
  }

  sent(): Sent {
    this.#sent ??= readSent(this.#parts);
    return this.#sent;
  }

  /** Unsubstituted templates, placeholders, sentinels and gaps among the values sent, the clearest first. */
  marks(): readonly Mark[] {
    this.#marks ??= marksAmong(this.sent().leaves);
    return this.#marks;
  }

  /** Whether the path holds a template, a placeholder or a gap. */
  marksInPath(): boolean {
    return this.sent().leaves.some((leaf) => leaf.where === "path" && (markIn(leaf)?.rank ?? 3) < 3);
  }

  /** Whether the call is about one particular thing: an id or a name in the path, an id among the data. Null: nothing is recorded of the call. */
  addressesObject(): boolean | null {
    const { leaves, any } = this.sent();
    if (this.url === null && !any) return null;
    // What stands for an id that nobody filled in was meant to address something.
    if (leaves.some((leaf) => leaf.where === "path" && markIn(leaf) !== null)) return true;
    if (this.url !== null && pathSegments(this.url).some((segment, index, all) => isObjectSegment(segment, all[index - 1] ?? null))) return true;
    return leaves.some((leaf) => leaf.where !== "path" && isIdKey(leaf.key) && leaf.value !== "");
  }

  /** Whether a field or header of this name was sent; null where nothing is recorded that could tell. */
  sends(name: string): boolean | null {
    const { names } = this.sent();
    return names.size === 0 ? null : names.has(innermostName(name));
  }

  /** Whether a field of this name was sent as what `complaint` asks for, in another JSON type. */
  mistypes(name: string, complaint: string): boolean {
    const type = typeAskedFor(complaint);
    return type !== null && valuesNamed(innermostName(name), this.#parts).some((value) => isMistyped(value, type));
  }

  /** Whether the span of this text is something that was sent and came back, so that reading it proves nothing. */
  isEcho(text: string, start: number, end: number): boolean {
    return this.sent().texts.some((value) => {
      if (value.length < end - start || value.length > text.length) return false;
      const at = text.lastIndexOf(value, start);
      return at !== -1 && at + value.length >= end;
    });
  }
}

/** `limit` of `page.limit` and of `/items/0/limit`, as names are compared. */
function innermostName(name: string): string {
  return normaliseName(name.split(/[.[\]/]+/).findLast((part) => part !== "" && !/^\d+$/.test(part)) ?? name);
}

/** The marks, the clearest first. In `/projects/123/files/8f3c…`, what the path goes on to name is what the call is about, and the sentinel in front of it was good enough to get there. */
function marksAmong(leaves: readonly Leaf[]): readonly Mark[] {
  const path = leaves.filter((leaf) => leaf.where === "path");
  const addressed = path.findLastIndex((leaf, index) => markIn(leaf) === null && isObjectSegment(leaf.value, path[index - 1]?.value ?? null));
  const containers = new Set(path.slice(0, Math.max(0, addressed)));
  const marks = leaves.flatMap((leaf) => {
    const mark = markIn(leaf);
    return mark === null || (mark.kind === "sentinel" && containers.has(leaf)) ? [] : [mark];
  });
  return marks.toSorted((a, b) => a.rank - b.rank);
}
