import { lstatSync, statSync } from "node:fs";
import { basename, isAbsolute, relative, resolve, sep } from "node:path";
import fastGlob from "fast-glob";
import { messageOf, systemCodeOf, TriageError } from "../errors.ts";
import { isOwnDocument, isOwnSetting } from "./own-files.ts";

/** Something that bytes can be read from. `name` is how people and outputs call it: never an absolute path. */
export type Source =
  | { readonly kind: "file"; readonly path: string; readonly name: string }
  | { readonly kind: "stdin"; readonly name: string };

/** How standard input is called in outputs. */
export const STDIN_NAME = "<stdin>";

/** What is no input although it lies where inputs are looked for. */
export interface NoInputs {
  /** The folder that the outputs go to, with all that is in it. */
  readonly outputs: string | null;
  /** Files that have another part in the run. */
  readonly files: readonly string[];
}

/** Files taken from a folder that was named as a whole. */
const EXPORT_FILES = "**/*.{json,ndjson,jsonl,har,json.gz,ndjson.gz,jsonl.gz,har.gz,json.zst,ndjson.zst,jsonl.zst,har.zst}";

/**
 * Turns what was typed into sources: `-` is standard input, an existing path is taken as it is (so a name with brackets
 * needs no escaping), a folder stands for the exports below it, anything else is a glob. Sorted, without doubles;
 * symbolic links are followed only where they were named literally.
 *
 * @param noInputs where given, our own documents are no inputs either: a folder or glob passes over them
 * @throws TriageError INPUT_MISSING for a path or glob that nothing answers to, INPUT_UNREADABLE where the system says no,
 * USAGE for a document of our own that was named where it is no input
 */
export function sourcesOf(patterns: readonly string[], cwd: string, noInputs: NoInputs | null = null): readonly Source[] {
  const found = new Map<string, Source>();
  for (const pattern of patterns) {
    for (const source of sourcesOfPattern(pattern, cwd, noInputs)) found.set(source.kind === "file" ? source.path : "-", source);
  }
  return [...found.values()];
}

/** What there is to read, compressed as it is; null where that is not known of all sources. Bytes. */
export function bytesOf(sources: readonly Source[]): number | null {
  let bytes = 0;
  for (const source of sources) {
    if (source.kind === "stdin") return null;
    bytes += statSync(source.path, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

function sourcesOfPattern(pattern: string, cwd: string, noInputs: NoInputs | null): readonly Source[] {
  if (pattern === "-") return [{ kind: "stdin", name: STDIN_NAME }];
  const path = resolve(cwd, pattern);
  const what = whatIs(path, pattern);
  if (what === "file") {
    if (noInputs !== null && isOwnDocument(path)) throw ownDocument(pattern);
    return [fileSource(path, cwd)];
  }
  const below = what === "folder"
    ? fastGlob.sync(EXPORT_FILES, { cwd: path, absolute: true, followSymbolicLinks: false, suppressErrors: true })
    : fastGlob.sync(pattern, { cwd, absolute: true, followSymbolicLinks: false, suppressErrors: true });
  const inputs = noInputs === null ? below : below.filter((file) => isInput(resolve(file), what === "folder" ? path : cwd, noInputs));
  if (inputs.length > 0) return inputs.toSorted().map((file) => fileSource(file, cwd));
  throw nothingFound(pattern, what, below.length > 0);
}

function isInput(file: string, searched: string, { outputs, files }: NoInputs): boolean {
  // Outputs may go into the very folder of the exports; then only what is ours by its content is passed over.
  const isOutput = outputs !== null && file.startsWith(`${outputs}${sep}`) && !`${searched}${sep}`.startsWith(`${outputs}${sep}`);
  return !isOutput && !files.includes(file) && !isOwnSetting(basename(file)) && !isOwnDocument(file);
}

function nothingFound(pattern: string, what: "folder" | "nothing", onlyOurs: boolean): TriageError {
  const found = onlyOurs ? `${pattern}: only files of triage's own and the upstream classification` : what === "folder" ? `${pattern}: no log export in this folder` : `${pattern}: no such file, and no file matches it as a pattern`;
  return new TriageError("INPUT_MISSING", found, {
    hint: what === "folder" ? "looked for .json, .ndjson, .jsonl and .har files, also .gz and .zst; name other files directly" : "check the path; quote patterns so that the shell leaves them alone",
  });
}

function ownDocument(pattern: string): TriageError {
  return new TriageError("USAGE", `${pattern}: is a result of triage, and no log export`, {
    hint: `triage report ${pattern} prints a report of it; triage merge PARTS… puts several together`,
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
  // From the working folder, so that the same command finds it again; never from the root.
  return { kind: "file", path, name: isAbsolute(fromHere) ? basename(path) : fromHere.replaceAll("\\", "/") };
}

/** The error for an input that the system will not let us read. */
export function unreadable(name: string, error: unknown): TriageError {
  const code = systemCodeOf(error);
  const why = code === "EACCES" || code === "EPERM" ? "permission denied" : code === "EISDIR" ? "is a folder" : messageOf(error);
  return new TriageError("INPUT_UNREADABLE", `${name}: cannot be read (${why})`, { hint: "check the path and its permissions, then run the same command again", cause: error });
}
