/** Name-value pairs as payment gateways and old endpoints answer with: `error=3110&errorMessage=%22x%22`, one line or many. */
const PAIRS = /^(?:[\w.[\]-]{0,60}=[^&\n<>{}]{0,2000})(?:[&\n](?:[\w.[\]-]{1,60}=[^&\n<>{}]{0,2000}))+\s*$/;

/** The pairs that a text consists of, decoded; null for any other text. */
export function findPairs(text: string): Readonly<Record<string, string>> | null {
  if (!text.includes("=") || !PAIRS.test(text)) return null;
  const pairs = [...new URLSearchParams(text.trim().replaceAll("\n", "&"))].filter(([name]) => name !== "");
  return pairs.length === 0 ? null : Object.fromEntries(pairs);
}
