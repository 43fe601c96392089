import { nearest } from "../taxonomy/nearest.ts";
import type { Positioned } from "./positioned.ts";

/** What zod reports; a structural part of it. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A JSON Schema, as far as it is walked here. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** What a schema found wrong, each as `file:line:column: path: what, and what is allowed`. */
export function issueLines(issues: readonly Issue[], document: Positioned, schema: unknown): readonly string[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map(String).join(".") || "(the file)";
    return unknownKeys(issue).length > 0
      ? unknownKeys(issue).map((key) => `${document.where([...issue.path, key])}: ${path}: ${unknownKey(key, allowedAt(schema, issue.path))}`)
      : [`${document.where(issue.path)}: ${path}: ${messageOf(issue)}`];
  });
}

function unknownKeys(issue: Issue): readonly string[] {
  return issue.code === "unrecognized_keys" && "keys" in issue && Array.isArray(issue.keys) ? issue.keys.map(String) : [];
}

function unknownKey(key: string, allowed: readonly string[]): string {
  const [near] = nearest(key, allowed);
  return `${key} is no key here; ${near === undefined ? `allowed are ${allowed.join(", ")}` : `did you mean ${near}?`}`;
}

/** A bad key of a table holds its reason one level down. */
function messageOf(issue: Issue): string {
  if (issue.code !== "invalid_key" || !("issues" in issue) || !Array.isArray(issue.issues)) return issue.message;
  const inner: unknown = issue.issues[0];
  const message = typeof inner === "object" && inner !== null && "message" in inner ? String(inner.message) : issue.message;
  return `${String(issue.path.at(-1))} ${message}`;
}

/** The keys that a schema allows at a path. */
function allowedAt(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
  // eslint-disable-next-line typescript/no-unsafe-type-assertion -- zod writes JSON Schema; only the members named in Schema are read
  let here: Schema | undefined = schema as Schema;
  for (const step of path) {
    if (here === undefined) return [];
    if (typeof step === "number") here = here.items;
    else here = here.properties?.[String(step)] ?? (typeof here.additionalProperties === "object" ? here.additionalProperties : undefined);
  }
  const objects = here?.anyOf ?? (here === undefined ? [] : [here]);
  return objects.flatMap((object) => Object.keys(object.properties ?? {})).filter((key) => key !== "$schema");
}
