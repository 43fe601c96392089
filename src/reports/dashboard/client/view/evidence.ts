import { minute } from "../../../numbers.ts";
import type { Detail, Quote } from "../../format.ts";
import { h } from "../dom.ts";
import { type Model, valueAt } from "../model.ts";
import { maskedIn, piecesOf } from "../../quote-pieces.ts";
import { nothing } from "./breakdown.ts";

/** Everything that a verdict rests on. */
export function evidenceParts(model: Model, row: number, detail: Detail): readonly HTMLElement[] {
  return [
    part("Quoted text", ...(detail.evidence.some(({ text }) => text !== "") ? detail.evidence.filter(({ text }) => text !== "").map(quoteBlock) : [nothing("The record holds no text to quote.")])),
    part("Facts", factList(model, row, detail)),
    part("Rivals", detail.rivals.length === 0 ? nothing("No rule of another cluster holds.") : h("ul", { class: "rivals" }, ...detail.rivals.map((rival) => h("li", {}, h("strong", {}, rival.cluster), ` by ${rival.rule}`, h("span", { class: "rival-why" }, rival.lost_because))))),
    part("Masked", h("p", {}, maskedText(model, detail))),
  ];
}

function part(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return h("section", { class: "part" }, h("h3", {}, title), ...children);
}

/** The passage with its telling part marked and its masked values visible as such. */
function quoteBlock(quote: Quote): HTMLElement {
  const pieces = piecesOf(quote).map(({ text, telling, masked }) => {
    const inner = masked ? h("span", { class: "masked", title: "masked; equal values have equal tokens" }, text) : text;
    return telling ? h("mark", { class: "telling" }, inner) : inner;
  });
  return h("figure", { class: "quoted" }, h("blockquote", {}, ...pieces), h("figcaption", {}, quote.pointer === "" ? "the record as a whole" : quote.pointer));
}

function factList(model: Model, row: number, detail: Detail): HTMLElement {
  const { facets, index } = model;
  const time = index.times[row];
  const { fault, upstream } = detail;
  const facts: readonly (readonly [string, string | null])[] = [
    ["HTTP status", valueAt(facets.status, row)],
    ["Call", detail.call],
    ["Toolkit", valueAt(facets.toolkit, row)],
    ["Connected account", valueAt(facets.account, row)],
    ["Time", time === null || time === undefined ? null : minute(time)],
    ["Rule", detail.rule],
    ["At fault", fault === null ? null : `${fault.kind.replace("-", " ")}${fault.subject === null ? "" : ` ${fault.subject}`} (${fault.check}): ${fault.why}`],
    ["Demoted from", valueAt(facets.demoted, row)],
    ["Upstream said", upstream === null ? null : `${upstream.category}${upstream.confidence === null ? "" : ` (${upstream.confidence})`}${upstream.reason === null ? "" : `: ${upstream.reason}`}`],
    ["Reclassified because", detail.reclassified_by],
    ["Signature", detail.signature],
  ];
  return h("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => (value === null ? [] : [h("dt", {}, name), h("dd", {}, value)])));
}

function maskedText(model: Model, detail: Detail): string {
  if (!model.head.run.redacted) return "Nothing is masked in this run (--no-redact): do not hand this on.";
  const masked = maskedIn([detail.call ?? "", detail.fault?.subject ?? "", detail.upstream?.reason ?? "", ...detail.evidence.map(({ text }) => text)]);
  return masked.length === 0 ? "Nothing had to be masked in what is shown here." : `${masked.join(", ")}. Equal values have equal tokens.`;
}
