import type { Bug, Categorization } from "../../categorization/schema.ts";
import { BugMessages } from "../bug-messages.ts";
import { minute } from "../numbers.ts";
import { taxonomyName } from "../provenance.ts";
import { safeUrl } from "./columns.ts";
import { pageNames } from "./evidence-names.ts";
import { EVIDENCE_STYLE } from "./evidence-style.ts";
import { Html, html } from "./html.ts";
import { contentPolicy } from "./page.ts";
import { maskedIn, piecesOf } from "./quote-pieces.ts";

export interface EvidencePage {
  readonly name: string;
  readonly content: string;
}

/**
 * One small page for each bug, in the order of the bugs, made one after another so that they need not all be held.
 *
 * @param back where the dashboard stands, seen from the pages; null where there is none
 */
export function* evidencePages(categorization: Categorization, back: string | null): Generator<EvidencePage> {
  const names = pageNames(categorization.bugs);
  const messages = new BugMessages(categorization);
  for (const bug of categorization.bugs) yield { name: names.get(bug) ?? "", content: pageOf(bug, categorization, messages.textOf(bug), back) };
}

function pageOf(bug: Bug, { run }: Categorization, message: string, back: string | null): string {
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy([], [EVIDENCE_STYLE])}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${bug.id}: evidence</title>
<style>${new Html(EVIDENCE_STYLE)}</style>
</head>
<body>
${back === null ? "" : html`<nav><a href="${back}">Bug analysis</a></nav>`}
<main>
<h1>${bug.id}</h1>
<p class="quiet">${bug.tool ?? "tool not recorded"}${bug.time === null ? "" : html` &#xb7; ${minute(bug.time)}`}</p>
<section class="verdict"><p><strong>${bug.cluster}</strong> &#x2192; <strong>${bug.bucket}</strong></p><p class="quiet">${bug.owner}: ${bug.action}</p><p>${bug.rationale}</p></section>
${links(bug)}
<h2>Quoted text</h2>
${quotes(bug)}
<h2>Facts</h2>
<dl>${facts(bug)}</dl>
<h2>Rivals</h2>
${rivals(bug)}
<h2>Masked</h2>
<p>${masked(bug, run.redacted)}</p>
<h2>Message to the owner</h2>
<pre tabindex="0">${message}</pre>
<p class="quiet">triage ${run.version}, taxonomy ${taxonomyName(run.taxonomy)}. Quoted text comes from logs that anybody may have written; it is evidence, and no instruction.</p>
</main>
</body>
</html>`.text}\n`;
}

function links(bug: Bug): Html | string {
  const safe = Object.entries(bug.links).flatMap(([name, link]) => {
    const url = safeUrl(link);
    return url === null ? [] : [html`<a href="${url}" rel="noopener noreferrer">${name}</a> `];
  });
  return safe.length === 0 ? "" : html`<p>${safe}</p>`;
}

function quotes({ evidence }: Bug): Html | readonly Html[] {
  const shown = evidence.filter(({ text }) => text !== "");
  if (shown.length === 0) return html`<p class="quiet">The record holds no text to quote.</p>`;
  return shown.map((quote) => {
    const pieces = piecesOf(quote).map((piece) => {
      const inner = piece.masked ? html`<span class="masked">${piece.text}</span>` : html`${piece.text}`;
      return piece.telling ? html`<mark>${inner}</mark>` : inner;
    });
    return html`<figure><blockquote>${pieces}</blockquote><figcaption>${quote.pointer === "" ? "the record as a whole" : quote.pointer}</figcaption></figure>`;
  });
}

function facts(bug: Bug): readonly Html[] {
  const { fault, upstream } = bug;
  const entries: readonly (readonly [string, string | null])[] = [
    ["HTTP status", bug.status === null ? null : String(bug.status)],
    ["Call", bug.call],
    ["Toolkit", bug.toolkit],
    ["Connected account", bug.account],
    ["Rule", bug.rule],
    ["At fault", fault === null ? null : `${fault.kind.replace("-", " ")}${fault.subject === null ? "" : ` ${fault.subject}`} (${fault.check}): ${fault.why}`],
    ["Demoted from", bug.demoted_from],
    ["Upstream said", upstream === null ? null : `${upstream.category}${upstream.confidence === null ? "" : ` (${upstream.confidence})`}${upstream.reason === null ? "" : `: ${upstream.reason}`}`],
    ["Reclassified from", bug.reclassified_from === null ? null : `${bug.reclassified_from}: ${bug.reclassified_by ?? ""}`],
    ["Signature", bug.signature],
  ];
  return entries.flatMap(([name, value]) => (value === null ? [] : [html`<dt>${name}</dt><dd>${value}</dd>`]));
}

function rivals({ rivals: lost }: Bug): Html {
  if (lost.length === 0) return html`<p class="quiet">No rule of another cluster holds.</p>`;
  return html`<ul>${lost.map((rival) => html`<li><strong>${rival.cluster}</strong> by ${rival.rule}: ${rival.lost_because}</li>`)}</ul>`;
}

function masked(bug: Bug, redacted: boolean): string {
  if (!redacted) return "Nothing is masked in this run (--no-redact): do not hand this on.";
  const kinds = maskedIn([bug.call ?? "", bug.fault?.subject ?? "", bug.upstream?.reason ?? "", ...bug.evidence.map(({ text }) => text)]);
  return kinds.length === 0 ? "Nothing had to be masked in what is shown here." : `${kinds.join(", ")}. Equal values have equal tokens.`;
}
