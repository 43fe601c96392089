import { createHash } from "node:crypto";
import type { Categorization } from "../../categorization/schema.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { Html, html } from "./html.ts";
import { tabMarkup, type TabOptions } from "./tab.ts";

/** The tab as a page of its own. It runs nothing but its own script, dresses in nothing but its own styles, and loads nothing. */
export function dashboardPage(categorization: Categorization, options: TabOptions): string {
  const { script, style } = options.client;
  const policy = contentPolicy([script], [style, PAGE_STYLE]);
  const tab = new Html(tabMarkup(categorization, options, { standalone: "" }));
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Bug analysis</title>
<style>${new Html(PAGE_STYLE)}</style>
</head>
<body>
<header class="page-head"><h1>Bug analysis</h1></header>
<main>
${tab}
</main>
</body>
</html>`.text}\n`;
}

/** Nothing but what is listed by its hash; no connection, no form, no markup made from strings. */
export function contentPolicy(scripts: readonly string[], styles: readonly string[]): string {
  const trusted = scripts.length === 0 ? "" : "; require-trusted-types-for 'script'; trusted-types 'none'";
  return `default-src 'none'; script-src ${hashes(scripts)}; style-src ${hashes(styles)}; base-uri 'none'; form-action 'none'${trusted}`;
}

function hashes(texts: readonly string[]): string {
  return texts.length === 0 ? "'none'" : texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
}
