import type { Categorization } from "../../categorization/schema.ts";
import { numeral, share } from "../numbers.ts";
import { type Budget, BUDGET } from "./budget.ts";
import type { Head } from "./format.ts";
import { Html, html } from "./html.ts";
import { escapeBase } from "./splice/markup.ts";
import { type PageOf, type Payload, payloadOf } from "./payload.ts";

/** The bundled client: one script without imports and one style sheet, both ASCII. */
export interface Client {
  readonly script: string;
  readonly style: string;
}

/** What decides how the page looks besides the categorization. */
export interface TabOptions {
  readonly client: Client;
  /** Evidence pages by bug, where they are written. */
  readonly pageOf: PageOf | null;
  readonly budget?: Budget;
}

/** Attributes of the element that say how it stands in its page. */
export type Standing = Readonly<Record<string, string>>;

/**
 * The tab as markup: an element with a shadow root of its own, so that no style and no id leaks either way; the numbers as
 * plain HTML for the first paint, for print and for readers without a script; the data; and the client behind it.
 */
export function tabMarkup(categorization: Categorization, options: TabOptions, standing: Standing): string {
  const { client } = options;
  const payload = payloadOf(categorization, options.pageOf, options.budget ?? BUDGET);
  // Names from the page around, in the page's own encoding.
  const attributes = Object.entries(standing).map(([name, value]) => new Html(` ${name}="${escapeBase(value)}"`));
  const root = html`<template shadowrootmode="open"><style>${new Html(client.style)}</style><div class="app">${still(payload.head)}</div></template>`;
  return html`<triage-categorization lang="en"${attributes}>${root}${islands(payload)}</triage-categorization><script>${new Html(client.script)}</script>`.text;
}

function islands({ islands: packed }: Payload): readonly Html[] {
  return Object.entries(packed).map(([name, text]) => html`<script type="text/plain" data-triage="${name}">${new Html(text)}</script>`);
}

/** The totals and the buckets, still. */
function still({ totals, buckets }: Head): Html {
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const rows = buckets.filter(({ count }) => count > 0).map((bucket) => html`<li><span class="mark"><span class="mark-label"><span class="mark-name">${bucket.id}</span></span><span class="mark-count">${numeral(bucket.count)}</span><span class="mark-share">${share(bucket.count, totals.in_scope)}</span><meter class="mark-still" min="0" max="${most}" value="${bucket.count}" aria-label="${bucket.id}"></meter><span class="mark-below">${bucket.owner}: ${bucket.action}</span></span></li>`);
  const figures = ([["In scope", totals.in_scope], ["Canonical", totals.canonical], ["Reclassified", totals.reclassified], ["Demoted", totals.demoted], ["Out of scope", totals.out_of_scope], ["Needs review", totals.needs_review]] as const)
    .map(([label, value]) => html`<div class="figure"><span class="figure-label">${label}</span><span class="figure-value">${numeral(value)}</span></div>`);
  return html`<header class="title-line"><h2 class="title">Categorization</h2></header><div class="figures">${figures}</div><section class="card"><div class="card-head"><h3>Who must act</h3></div>${rows.length === 0 ? html`<p class="nothing">Nobody: no failure is in scope.</p>` : html`<ul class="marks">${rows}</ul>`}</section><p class="hint">The table of bugs is being unpacked. It needs JavaScript; the same data is in bug_categorization.json.</p>`;
}
