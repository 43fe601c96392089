/**
 * Text of the page itself, written back into it. The page is read as Latin-1, one character for each byte, so what is
 * beyond ASCII must stay as it is: it is the page's own encoding, whichever that is.
 */
export function escapeBase(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
