import { createHash } from "node:crypto";
import { remembered } from "../facts/memo.ts";
import type { Failure } from "../failure/failure.ts";
import type { Judgement } from "./judge.ts";

const REMEMBERED = { texts: 1_200, length: 1_000 };

/**
 * A fingerprint of the cause: equal for failures of one tool that say the same thing, whatever ids, numbers, names and
 * times they say it with. Twelve hex digits.
 */
export function signatureOf(failure: Failure, judgement: Judgement): string {
  const { winner, cluster } = judgement;
  const parts = [failure.toolkit, failure.tool, cluster, winner.rule.source.id, shapeOf(winner.proof.text.slice(0, 400))];
  return digestOf(JSON.stringify(parts));
}

const digestOf = remembered((parts) => createHash("sha256").update(parts).digest("hex").slice(0, 12), REMEMBERED);

/** A text without what changes from one failure to the next. */
const shapeOf = remembered((text) =>
  text
    .replace(/https?:\/\/\S+/g, "<url>")
    .replace(/(["'`])[^"'`\n]{1,200}\1/g, "<quoted>")
    .replace(/\b[\w.+-]+@[\w-]+\.[\w.-]+/g, "<mail>")
    .replace(/\b(?=[\w-]*\d)[\w-]{6,}\b/g, "<id>")
    .replace(/\d+(?:[.,:]\d+)*/g, "<n>")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase(), REMEMBERED);
