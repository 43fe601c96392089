import { type Command, InvalidArgumentError, Option } from "commander";
import { MAPPABLE } from "../failure/mappable.ts";
import type { Shard } from "../engine/shard.ts";
import type { ColourChoice } from "./io.ts";
import { type TaxonomyFlags, withTaxonomyOptions } from "./taxonomy-options.ts";

/** The flags that say what is read and how, as they were typed. */
export interface InputFlags extends TaxonomyFlags {
  readonly upstream: readonly string[];
  readonly all?: boolean;
  readonly map: readonly (readonly [string, string])[];
  readonly redact: boolean;
  readonly maxRecordBytes: number;
  readonly jobs?: number;
  readonly shard?: Shard;
  readonly color: ColourChoice;
}

const DEFAULT_MAX_RECORD_BYTES = 64 * 1024 * 1024;

/** Adds the flags of every command that reads a log export. */
export function withInputOptions(command: Command): Command {
  return withTaxonomyOptions(command)
    .addOption(new Option("-u, --upstream <file...>", "upstream classification: what an earlier classifier said of each log").default([], "none: every failed log is in scope"))
    .addOption(new Option("--all", "every log is in scope, whatever the upstream classification says"))
    .addOption(new Option("--map <field=path>", `a field under a name of your own: --map id=meta.logId (${MAPPABLE.join(", ")})`).argParser(parseMap).default([], "known names only"))
    .addOption(new Option("--no-redact", "show secrets and personal data; for your own eyes"))
    .addOption(new Option("--max-record-bytes <size>", "skip records longer than this, with a warning").argParser(parseSize).default(DEFAULT_MAX_RECORD_BYTES, "64mb"))
    .addOption(new Option("--color <when>", "colours").choices(["auto", "always", "never"]).default("auto"));
}

export function parseMap(value: string, previous: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const [field, path] = [value.slice(0, value.indexOf("=")), value.slice(value.indexOf("=") + 1)];
  if (!value.includes("=") || path === "") throw new InvalidArgumentError("write it as field=path.to.value.");
  if (!(MAPPABLE as readonly string[]).includes(field)) throw new InvalidArgumentError(`${field} cannot be mapped; these can: ${MAPPABLE.join(", ")}.`);
  return [...previous, [field, path]];
}

/** A number of threads. */
export function parseJobs(value: string): number {
  const jobs = Number(value);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) throw new InvalidArgumentError("write a number from 1 to 256.");
  return jobs;
}

/** `2/8`: the second of eight parts. */
export function parseShard(value: string): Shard {
  const [, index, count] = /^(\d{1,5})\/(\d{1,5})$/.exec(value) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (index === undefined || shard.index < 1 || shard.index > shard.count) throw new InvalidArgumentError("write it as 2/8, from 1/8 to 8/8.");
  return shard;
}

const UNITS: Readonly<Record<string, number>> = { "": 1, b: 1, k: 1024, kb: 1024, m: 1024 ** 2, mb: 1024 ** 2, g: 1024 ** 3, gb: 1024 ** 3 };
/** One V8 string cannot hold more (2^29 - 24 characters). */
const LARGEST = 512 * 1024 ** 2 - 1024;

export function parseSize(value: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value.trim());
  const bytes = Number(match?.[1]) * (UNITS[match?.[2]?.toLowerCase() ?? ""] ?? Number.NaN);
  if (!Number.isFinite(bytes) || bytes < 1) throw new InvalidArgumentError("write a size as 500kb, 64mb or a number of bytes.");
  if (bytes > LARGEST) throw new InvalidArgumentError("512mb is the most that one record can have.");
  return Math.floor(bytes);
}
