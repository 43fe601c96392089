import { counted, numeral } from "../../../numbers.ts";
import type { Head } from "../../format.ts";
import { h } from "../dom.ts";

export function titleLine({ run, totals }: Head): HTMLElement {
  return h("header", { class: "title-line" }, h("h2", { class: "title" }, "Categorization"), h("p", { class: "hint" }, `${counted(totals.records, "record")} · taxonomy ${run.taxonomy} · triage ${run.version}`));
}

/** What is no bug, and where all this comes from. */
export function footer(head: Head): HTMLElement {
  return h("footer", { class: "foot" }, ...review(head), provenance(head));
}

function review({ review: items, totals }: Head): readonly HTMLElement[] {
  if (totals.needs_review === 0) return [];
  const left = totals.needs_review - items.length;
  return [h("details", { class: "card fold", open: items.length <= 10 },
    h("summary", {}, `Needs review: ${numeral(totals.needs_review)}`),
    h("p", { class: "hint" }, "These could not be sorted; nothing of them was dropped."),
    h("ul", { class: "review" }, ...items.map(({ id, reason }) => h("li", {}, h("span", { class: "id" }, id), ` ${reason}`))),
    left > 0 ? h("p", { class: "hint" }, `and ${numeral(left)} more (see bug_categorization.json)`) : null)];
}

function provenance({ run }: Head): HTMLElement {
  return h("p", { class: "provenance" },
    `triage ${run.version}, taxonomy ${run.taxonomy}. From ${run.inputs.map(({ path, records }) => `${path} (${counted(records, "record")})`).join(", ")}. `,
    run.redacted ? "Secrets and personal data are masked. " : h("strong", {}, "Secrets are not masked: do not hand this on. "),
    "Quoted text comes from logs that anybody may have written.");
}

/** What a reader must know before trusting the numbers. */
export function notices({ run, left_out: leftOut, rows }: Head): readonly HTMLElement[] {
  return [
    ...(run.complete ? [] : [h("p", { class: "notice" }, h("strong", {}, "Incomplete. "), "Part of the input could not be read; the numbers are of what could be.")]),
    ...(leftOut === 0 ? [] : [h("p", { class: "notice" }, h("strong", {}, `${counted(leftOut, "bug")} without a row. `), `All numbers and filters count every bug; the table holds ${numeral(rows)}, of every cause the first. All of them are in bug_categorization.json.`)]),
  ];
}
