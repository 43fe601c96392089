import { lstatSync, statSync } from "node:fs";
import { basename, isAbsolute, relative, resolve } from "node:path";
import fastGlob from "fast-glob";
import { messageOf, systemCodeOf, TriageError } from "../errors.ts";

/** Something that bytes can be read from. `name` is how people and outputs call it: never an absolute path. */
export type Source =
  | { readonly kind: "file"; readonly path: string; readonly name: string }
  | { readonly kind: "stdin"; readonly name: string };

/** Files taken from a folder that was named as a whole. */
const EXPORT_FILES = "**/*.{json,ndjson,jsonl,har,json.gz,ndjson.gz,jsonl.gz,har.gz,json.zst,ndjson.zst,jsonl.zst,har.zst}";

/**
 * Turns what was typed into sources: `-` is standard input, an existing path is taken as it is (so a name with brackets
 * needs no escaping), a folder stands for the exports below it, anything else is a glob. Sorted, without doubles;
 * symbolic links are followed only where they were named literally.
 *
 * @throws TriageError INPUT_MISSING for a path or glob that nothing answers to, INPUT_UNREADABLE where the system says no
 */
export function sourcesOf(patterns: readonly string[], cwd: string): readonly Source[] {
  const found = new Map<string, Source>();
  for (const pattern of patterns) {
    for (const source of sourcesOfPattern(pattern, cwd)) found.set(source.kind === "file" ? source.path : "-", source);
  }
  return [...found.values()];
}

function sourcesOfPattern(pattern: string, cwd: string): readonly Source[] {
  if (pattern === "-") return [{ kind: "stdin", name: "<stdin>" }];
  const path = resolve(cwd, pattern);
  const what = whatIs(path, pattern);
  if (what === "file") return [fileSource(path, cwd)];
  const below = what === "folder"
    ? fastGlob.sync(EXPORT_FILES, { cwd: path, absolute: true, followSymbolicLinks: false, suppressErrors: true })
    : fastGlob.sync(pattern, { cwd, absolute: true, followSymbolicLinks: false, suppressErrors: true });
  if (below.length > 0) return below.toSorted().map((file) => fileSource(file, cwd));
  throw new TriageError("INPUT_MISSING", what === "folder" ? `${pattern}: no log export in this folder` : `${pattern}: no such file, and no file matches it as a pattern`, {
    hint: what === "folder" ? "looked for .json, .ndjson, .jsonl and .har files, also .gz and .zst; name other files directly" : "check the path; quote patterns so that the shell leaves them alone",
  });
}

function whatIs(path: string, pattern: string): "file" | "folder" | "nothing" {
  try {
    // A named symbolic link is followed: the person asked for it.
    const isLink = lstatSync(path).isSymbolicLink();
    const stats = isLink ? statSync(path) : lstatSync(path);
    return stats.isDirectory() ? "folder" : "file";
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EINVAL" || code === "ENAMETOOLONG") return "nothing";
    throw unreadable(pattern, error);
  }
}

function fileSource(path: string, cwd: string): Source {
  const fromHere = relative(cwd, path);
  const outside = fromHere.startsWith("..") || isAbsolute(fromHere);
  return { kind: "file", path, name: outside ? basename(path) : fromHere.replaceAll("\\", "/") };
}

/** The error for an input that the system will not let us read. */
export function unreadable(name: string, error: unknown): TriageError {
  const code = systemCodeOf(error);
  const why = code === "EACCES" || code === "EPERM" ? "permission denied" : code === "EISDIR" ? "is a folder" : messageOf(error);
  return new TriageError("INPUT_UNREADABLE", `${name}: cannot be read (${why})`, { hint: "check the path and its permissions, then run the same command again", cause: error });
}
