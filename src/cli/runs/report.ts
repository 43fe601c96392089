import { FIRST_REVIEWS } from "../../reports/findings.ts";
import type { ReviewItem } from "../../categorization/schema.ts";
import { TriageError } from "../../errors.ts";
import { sourcesOf } from "../../ingest/source.ts";
import { entryText, documentOf } from "../../reports/document.ts";
import { Overview } from "../../reports/overview.ts";
import { reports } from "../../reports/registry.ts";
import { openCategorization } from "../../store/read-categorization.ts";
import type { ReportFlags } from "../commands/report.ts";
import { type Io, write, writeAll } from "../io.ts";
import type { Outcome } from "../outcome.ts";

/** What `triage report` does: a saved categorization in, one report out. */
export async function report(path: string, flags: ReportFlags, io: Io): Promise<Outcome> {
  const [source, ...others] = sourcesOf([path], io.cwd);
  if (source?.kind !== "file" || others.length > 0) throw new TriageError("USAGE", `${path}: a report is made of one saved categorization`, { hint: "triage report triage-out/bug_categorization.json --format escalation" });
  const { head, bugs, reviews } = await openCategorization(source, io.stdin);
  const overview = new Overview(head.buckets);
  const { show } = reports[flags.format];
  const texts: string[] = [];
  for await (const bug of bugs()) {
    const text = entryText(bug);
    overview.add(bug, Buffer.from(text));
    if (show === null) texts.push(text);
  }
  const items: ReviewItem[] = [];
  for await (const item of reviews()) if (show === null || items.length < FIRST_REVIEWS) items.push(item);
  if (show === null) await writeAll(io.stdout, documentOf(head, texts, items.map(entryText)));
  else await write(io.stdout, show({ head, overview, firstReviews: items }));
  return { kind: "done" };
}
