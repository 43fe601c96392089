/**
 * Text from logs is data. Whatever a report is made of, it goes through here: nothing in it may become markup, a terminal
 * command or a workflow command.
 */

/** Control characters, and the marks that change the direction of text: invisible, and so made visible. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function visible(char: string): string {
  return `\\u{${char.charCodeAt(0).toString(16)}}`;
}

/** Text of several lines in which nothing is hidden: invisible characters stand as escapes, line ends stay. */
export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(INVISIBLE, visible);
}

/** Plain text on one line: for a terminal, and the first step of everything below. */
export function oneLine(text: string): string {
  return text.replace(/[\t\n\r\u000b\u000c\u0085\u2028\u2029]+/g, " ").replace(INVISIBLE, visible);
}

/** GitHub's runner takes `##[command]` anywhere in a line, also in what is a report to everybody else. */
function withoutCommand(text: string): string {
  return text.replace(/##(?=\[)/g, "## ");
}

/** Foreign text on a terminal or in a CI log. `::command::` begins a line, but who knows what goes before this text. */
export function terminal(text: string): string {
  return withoutCommand(oneLine(text)).replace(/:(?=:)/g, ": ");
}

/**
 * A report in which the texts of a taxonomy stand as they are: they are Markdown, and their authors' own. Commands they are
 * not; where a report is printed in a CI log, none of its lines may be one.
 */
export function inert(report: string): string {
  return withoutCommand(report).replace(LINE_COMMAND, "$1: :");
}

/** `::command::` behind nothing but blanks. */
const LINE_COMMAND = /^([^\S\n]*)::/gm;

/** Foreign text as Markdown prose: every character that Markdown could take for its own is escaped. */
export function markdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]()#+\-.!|<>&~"'$^=:]/g, (char) => (char === "<" ? "&lt;" : char === ">" ? "&gt;" : char === "&" ? "&amp;" : `\\${char}`))
    // A mention pages people, and no backslash stops it.
    .replace(/@/g, "&#64;");
}

/** Foreign text as a code span. Good inside tables too, where a bar must be escaped even in code. */
export function code(text: string): string {
  const line = withoutCommand(oneLine(text)).trim();
  if (line === "") return "(empty)";
  const runs = line.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${pad}${line.replaceAll("|", "\\|")}${pad}${fence}`;
}

/** Several lines of text as a fenced block that no line of it can close. */
export function fenced(text: string, language = "text"): string {
  const lines = text.split(/\r\n|[\n\r]/).map((line) => withoutCommand(line.replaceAll("\t", "  ").replace(INVISIBLE, visible)).replace(LINE_COMMAND, "$1: :"));
  const runs = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
  return `${fence}${language}\n${lines.join("\n")}\n${fence}`;
}

/** A link from our own template; only http(s) leads anywhere. */
export function link(label: string, url: string): string {
  if (!/^https?:\/\/[^\s<>()\\]+$/.test(url)) return markdown(label);
  return `[${markdown(label)}](${url.replaceAll("|", "%7C")})`;
}

/**
 * JSON that is inert wherever it is printed: beside what JSON itself demands, invisible characters and the beginning of a
 * workflow command are written as escapes. Parses to the same value.
 */
export function json(value: unknown): string {
  return `${inertJson(JSON.stringify(value, null, 2))}\n`;
}

/** The same for a text that is JSON already. */
export function inertJson(text: string): string {
  return text
    .replace(/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/##\[/g, "\\u0023#[");
}
