import { basename, join, resolve } from "node:path";
import type { Categorization } from "../../categorization/schema.ts";
import type { Warning } from "../../engine/job.ts";
import { TriageError } from "../../errors.ts";
import { DASHBOARD, EVIDENCE } from "../../reports/dashboard/about.ts";
import { reportNames } from "../../reports/names.ts";
import { reports } from "../../reports/registry.ts";
import { readPage, sameFile } from "../../store/read-base.ts";
import { probePages, writePages } from "../../store/write-pages.ts";
import type { WholeFile } from "../../store/write-set.ts";
import type { ClassifyFlags } from "../commands/classify.ts";
import type { Io } from "../io.ts";

export interface OutputName {
  readonly name: string;
  readonly summary: string;
}

/** What a run writes beyond the reports of every run. */
export interface DashboardPlan {
  readonly file: OutputName | null;
  /** All of it, for the summary. */
  readonly written: readonly OutputName[];
  /** What a person should know of the page that was given. */
  readonly notes: readonly Warning[];
  /** The page, or null where only evidence pages were asked for. */
  render(categorization: Categorization): Promise<WholeFile | null>;
  /** Writes the evidence pages, where they were asked for. */
  writeEvidence(categorization: Categorization): Promise<void>;
}

const PAGE_NAME = /^log_[\w-]+\.html$/;

/**
 * What the flags ask for, checked before the long work and not after it; null where they ask for nothing of the kind.
 *
 * @throws TriageError USAGE, DASHBOARD_UNUSABLE
 */
export async function planDashboard(flags: ClassifyFlags, folder: string | null, io: Io): Promise<DashboardPlan | null> {
  refuseContradictions(flags, folder);
  if (flags.dashboard === undefined && flags.format !== "dashboard" && flags.evidencePages !== true) return null;
  const base = flags.dashboard === undefined ? null : await baseOf(flags.dashboard, flags, folder, io);
  const file = fileOf(base, flags);
  if (folder !== null && flags.evidencePages === true) await probePages(folder, EVIDENCE.folder, PAGE_NAME);
  return {
    file,
    notes: base?.notes ?? [],
    written: [...(file === null ? [] : [file]), ...(flags.evidencePages === true ? [{ name: `${EVIDENCE.folder}/`, summary: EVIDENCE.summary }] : [])],
    render: async (categorization) => {
      if (file === null) return null;
      const { dashboardClient } = await import("../client.ts");
      const { pageNames } = await import("../../reports/dashboard/evidence-names.ts");
      const names = flags.evidencePages === true ? pageNames(categorization.bugs) : null;
      const options = { client: await dashboardClient(), pageOf: names === null ? null : (bug: Categorization["bugs"][number]) => `${EVIDENCE.folder}/${names.get(bug) ?? ""}` };
      if (base !== null) return { name: file.name, content: Buffer.from(await base.render(categorization, options), "latin1") };
      const { dashboardPage } = await import("../../reports/dashboard/page.ts");
      return { name: file.name, content: dashboardPage(categorization, options) };
    },
    writeEvidence: async (categorization) => {
      if (flags.evidencePages !== true || folder === null) return;
      const { evidencePages } = await import("../../reports/dashboard/evidence-page.ts");
      await writePages(folder, EVIDENCE.folder, evidencePages(categorization, file === null ? null : `../${encodeURIComponent(file.name)}`), PAGE_NAME, io.signal);
    },
  };
}

function fileOf(base: PlannedBase | null, { format }: ClassifyFlags): OutputName | null {
  if (base !== null) return { name: base.name, summary: "the page given with --dashboard, with a Categorization tab" };
  return format === "dashboard" ? { name: DASHBOARD.fileName, summary: DASHBOARD.summary } : null;
}

function refuseContradictions(flags: ClassifyFlags, folder: string | null): void {
  if (flags.dashboard === undefined && (flags.tabList !== undefined || flags.tabPanels !== undefined)) throw new TriageError("USAGE", "--tab-list and --tab-panels say where tabs stand in a page, and no page was named", { hint: "name it with --dashboard BASE.html" });
  if (folder !== null) return;
  if (flags.evidencePages === true) throw new TriageError("USAGE", "evidence pages are many files, and standard output is one", { hint: "name a folder with --out" });
  if (flags.dashboard !== undefined && flags.format !== "dashboard") throw new TriageError("USAGE", "--dashboard has no place on standard output beside another report", { hint: "name a folder with --out, or add --format dashboard" });
}

interface PlannedBase {
  readonly name: string;
  readonly notes: readonly Warning[];
  render(categorization: Categorization, options: Parameters<typeof import("../../reports/dashboard/spliced.ts").splicedPage>[2]): Promise<string>;
}

async function baseOf(given: string, flags: ClassifyFlags, folder: string | null, io: Io): Promise<PlannedBase> {
  const { readBase } = await import("../../reports/dashboard/splice/splice.ts");
  const path = resolve(io.cwd, given);
  const base = readBase(readPage(path, given), { list: flags.tabList ?? null, panels: flags.tabPanels ?? null }, given);
  const name = basename(path);
  if (reportNames.some((report) => reports[report].fileName === name)) throw new TriageError("USAGE", `${given}: has the name of a report that is written beside it`, { hint: "rename it" });
  // A copy must not take the place of the only page there is; our own output may be renewed in its place.
  if (folder !== null && !base.hadTab && sameFile(join(folder, name), path)) throw new TriageError("USAGE", `${given}: stands in the output folder, and the copy would take its place`, { hint: "choose another folder with --out" });
  return {
    name,
    notes: base.forbidsScripts ? [{ input: given, text: "its Content-Security-Policy lets no script run but its own, so the tab shows the totals only", incomplete: false }] : [],
    render: async (categorization, options) => {
      const { splicedPage } = await import("../../reports/dashboard/spliced.ts");
      return splicedPage(base, categorization, options);
    },
  };
}
