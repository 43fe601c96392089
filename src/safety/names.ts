import { remembered } from "../facts/memo.ts";

/**
 * What the name of a value says of it. `password`: any value under it is secret. `token`: any value that is no word of a
 * sentence. `perhaps`: only a value that looks random.
 */
export type Secrecy = "password" | "token" | "perhaps";

const PASSWORD = new Set(["password", "passwords", "passwd", "passphrase", "passcode", "pwd", "secret", "secrets", "otp", "totp", "cvv", "cvc"]);
const TOKEN = new Set(["jwt", "signature", "sig", "assertion", "samlresponse", "credential", "credentials", "authorization", "cookie", "cookies", "bearer", "csrf", "xsrf", "pass"]);
const PERHAPS = new Set(["auth", "authentication", "session", "sid", "state", "ticket", "appid"]);

/** Written as one word. */
const JOINED_PASSWORD = /(?:password|passwd|passphrase|passcode|secret)s?$/;
const JOINED_TOKEN = /(?:access|refresh|auth|id|session|security|oauth|bot|csrf|xsrf|bearer|api|user|app|client|device)token$|(?:api|app|hapi|access|secret|private|account|signing|subscription|encryption|license|master|auth|client|admin)key$|sess(?:ion)?id$|accesskeyid$/;

/** Keys that open something; `sort key` and `issue key` do not. */
const OPENING_KEY = new Set(["api", "app", "application", "access", "account", "admin", "auth", "client", "consumer", "encryption", "hmac", "integration", "license", "master", "private", "secret", "server", "service", "shared", "signing", "ssh", "storage", "subscription", "webhook", "write"]);
const HARMLESS_KEY = new Set(["bucket", "cache", "custom", "dedup", "duplicate", "epic", "error", "field", "file", "foreign", "group", "i18n", "idempotency", "index", "issue", "lookup", "map", "message", "natural", "object", "page", "parent", "partition", "primary", "project", "public", "row", "routing", "sort", "space", "translation", "unique"]);
const OPENING_CODE = new Set(["auth", "authorization", "oauth", "verification", "invite", "invitation", "reset", "mfa", "totp", "sms", "device", "recovery", "backup", "grant"]);
const HARMLESS_CODE = new Set(["area", "country", "currency", "error", "exit", "http", "iso", "language", "lang", "postal", "product", "reason", "region", "response", "result", "return", "state", "status", "sub", "zip"]);
/** Tokens that count something, or that tell where the next page begins. */
const HARMLESS_TOKEN = new Set(["cached", "change", "changes", "completion", "continuation", "cursor", "delta", "design", "idempotency", "input", "max", "min", "next", "num", "output", "page", "pagination", "prev", "previous", "prompt", "resume", "sequence", "skip", "special", "start", "stop", "sync", "total", "unexpected"]);

/** Names that say little without the word before them. */
const QUALIFIED: ReadonlyMap<string, Qualified> = new Map<string, Qualified>([
  ["token", { opening: new Set(), harmless: HARMLESS_TOKEN, otherwise: "token" }],
  ["tokens", { opening: new Set(), harmless: HARMLESS_TOKEN, otherwise: "perhaps" }],
  ["key", { opening: OPENING_KEY, harmless: HARMLESS_KEY, otherwise: "perhaps" }],
  ["keys", { opening: OPENING_KEY, harmless: HARMLESS_KEY, otherwise: "perhaps" }],
  ["code", { opening: OPENING_CODE, harmless: HARMLESS_CODE, otherwise: "perhaps" }],
]);

interface Qualified {
  readonly opening: ReadonlySet<string>;
  readonly harmless: ReadonlySet<string>;
  readonly otherwise: Secrecy;
}

/** What follows the name of a secret without changing what it names: `password_confirmation`, `tokenValue`. */
const ADDED = new Set(["again", "b64", "base64", "confirm", "confirmation", "current", "encoded", "encrypted", "hash", "hashed", "new", "old", "plain", "plaintext", "raw", "repeat", "value"]);

/** How secret a value is that stands under this name, or null. Records use the same names over and over. */
export const secrecyOf: (name: string) => Secrecy | null = remembered((name) => secrecyOfName(name), { texts: 4_000, length: 120 });

function secrecyOfName(name: string): Secrecy | null {
  const words = wordsOf(name);
  const [before = "", last = ""] = words.length > 1 ? words.slice(-2) : ["", ...words];
  const qualified = QUALIFIED.get(last);
  if (qualified !== undefined) return qualified.opening.has(before) ? "token" : qualified.harmless.has(before) ? null : qualified.otherwise;
  return last === "id" ? secrecyOfId(before, words) : secrecyOfWord(last);
}

function secrecyOfWord(word: string): Secrecy | null {
  if (PASSWORD.has(word) || JOINED_PASSWORD.test(word)) return "password";
  if (TOKEN.has(word) || JOINED_TOKEN.test(word)) return "token";
  return PERHAPS.has(word) ? "perhaps" : null;
}

function secrecyOfId(before: string, words: readonly string[]): Secrecy | null {
  return before === "session" || before === "sess" || (before === "key" && words.includes("access")) ? "token" : null;
}

/** `X-Api-Key`, `apiKey`, `API_KEY_VALUE` → api, key. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+|(?<=[a-z])\d+$/)
    .filter((word) => word !== "");
  while (words.length > 1 && ADDED.has(words.at(-1) ?? "")) words.pop();
  return words;
}
