import { createHash } from "node:crypto";

/** Secrets are made at run time, so that no scanner takes the tests for a leak; every index gives another one. */
export type Kind = (index: number) => string;

/** Random-looking characters, the same for the same index. */
export function filler(index: number, length: number, alphabet = "aB3dE5gH7jK9mN2pQ4sT6vW8xYzR1fUcLi0"): string {
  let text = "";
  for (let round = 0; text.length < length; round++) {
    for (const byte of createHash("sha256").update(`${index}.${round}`).digest()) text += alphabet[byte % alphabet.length] ?? "";
  }
  return text.slice(0, length);
}

const HEX = "0123456789abcdef";

/** Nothing but the place they stand in tells that these are secret. */
export const OPAQUE: Readonly<Record<string, Kind>> = {
  "hex digest": (index) => filler(index, 32, HEX),
  "opaque token": (index) => `z7${filler(index, 26)}`,
  "token with signs": (index) => `${filler(index, 10)}+/${filler(index + 1_000, 12)}=`,
  "password": (index) => `${filler(index, 5)}&7${filler(index + 1_000, 8)}`,
  "passphrase": (index) => `${filler(index, 9, "bcdfghkm")} ${filler(index + 1_000, 9, "aeiouy")} ${filler(index + 2_000, 9, "lnprstvw")}`,
};

/** These are recognised wherever they stand. */
export const TELLING: Readonly<Record<string, Kind>> = {
  "GitHub token": (index) => ["gh", "p_", filler(index, 36)].join(""),
  "Slack token": (index) => ["xox", "b-", "2048-", filler(index, 24)].join(""),
  "Stripe key": (index) => ["sk", "_live_", filler(index, 24)].join(""),
  "AWS access key id": (index) => ["AK", "IA", filler(index, 16, "QWERTYUIOPASDFGHJKLZXCVBNM234567")].join(""),
  "Telegram bot token": (index) => ["12345", String(10_000 + index), ":AA", filler(index, 33)].join(""),
  "JSON Web Token": (index) => ["ey", "JhbGciOiJIUzI1NiJ9", ".", "eyJz", filler(index, 12), ".", filler(index + 1_000, 43)].join(""),
  "address of mail": (index) => `jane.${filler(index, 10, "abcdefghijkl")}@mail.example.com`,
  "connection string": (index) => `postgres://svc:${filler(index, 6)}@${filler(index + 1_000, 8)}/x@db.example.com:5432/main`,
};

const LEAST = 8;

/** The part of a secret that must not appear; of a connection string the host may. */
export function secretPart(secret: string): string {
  return /^\w+:\/\/\w+:(.*)@/.exec(secret)?.[1] ?? secret.replace(/^(?:gh|xox|sk|AK|12345|ey)[^A-Z\d]*(?:JhbGciOiJIUzI1NiJ9\.eyJz)?/, "").replace(/@mail\.example\.com$/, "");
}

/** Every stretch of a text that is long enough to tell. */
export function stretches(text: string): ReadonlySet<string> {
  const all = new Set<string>();
  for (let at = 0; at + LEAST <= text.length; at++) all.add(text.slice(at, at + LEAST));
  return all;
}

/** Whether an output shows a secret or a telling part of it, as it is or in an encoding. */
export function shows(output: ReadonlySet<string>, secret: string): boolean {
  const part = secretPart(secret);
  const forms = [part, encodeURIComponent(part), JSON.stringify(part).slice(1, -1), part.replaceAll("&", "&amp;"), Buffer.from(part).toString("base64").replace(/=+$/, "")];
  return forms.some((form) => [...stretches(form)].some((stretch) => output.has(stretch)));
}
