import { createHash } from "node:crypto";
import type { Bug } from "../../categorization/schema.ts";

const PLAIN = /^[A-Za-z\d_-]{1,96}$/;
const LONGEST = 60;

/**
 * The file name of each bug's evidence page: `log_<id>.html`, the `log_` not doubled. An id comes from a log, so one that is
 * no plain word is cut to one, and where names differ by case alone or not at all a hash of the id keeps them apart: many
 * file systems do not tell cases apart.
 */
export function pageNames(bugs: readonly Bug[]): ReadonlyMap<Bug, string> {
  const shared = new Map<string, number>();
  for (const { id } of bugs) shared.set(key(id), (shared.get(key(id)) ?? 0) + 1);
  const taken = new Set<string>();
  return new Map(bugs.map((bug) => [bug, free(PLAIN.test(bug.id) && shared.get(key(bug.id)) === 1 ? stem(bug.id) : hashed(bug.id), taken)]));
}

function key(id: string): string {
  return stem(id).toLowerCase();
}

function stem(id: string): string {
  return id.startsWith("log_") ? id : `log_${id}`;
}

function hashed(id: string): string {
  const word = id.replace(/[^A-Za-z\d_-]+/g, "-").slice(0, LONGEST);
  return `${stem(word)}-${createHash("sha256").update(JSON.stringify(id)).digest("hex").slice(0, 10)}`;
}

function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${wanted}-${count}`;
  taken.add(name.toLowerCase());
  return `${name}.html`;
}
