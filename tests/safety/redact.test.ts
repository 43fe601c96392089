import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskWith, redact } from "../../src/safety/redact.ts";

/** Put together at run time, so that no scanner takes the tests for a leak. */
const join = (...parts: readonly string[]): string => parts.join("");
const filler = (length: number, alphabet = "aB3dE5gH7jK9mN2pQ4sT6vW8xY"): string => Array.from({ length }, (_value, index) => alphabet[(index * 7) % alphabet.length]).join("");

const SECRETS: Readonly<Record<string, string>> = {
  "GitHub token": join("gh", "p_", filler(36)),
  "GitHub fine-grained token": join("github", "_pat_", filler(40)),
  "GitLab token": join("gl", "pat-", filler(20)),
  "Slack token": join("xox", "b-", "2048-", filler(24)),
  "Stripe key": join("sk", "_live_", filler(24)),
  "OpenAI key": join("sk", "-proj-", filler(40)),
  "Anthropic key": join("sk", "-ant-", filler(40)),
  "Google API key": join("AI", "za", filler(35)),
  "Google access token": join("ya", "29.", filler(40)),
  "AWS access key id": join("AK", "IA", "QWERTYUIOPASDFGH"),
  "SendGrid key": join("SG", ".", filler(22), ".", filler(43)),
  "npm token": join("np", "m_", filler(36)),
  "Shopify token": join("shp", "at_", filler(32, "0123456789abcdef")),
  "Hugging Face token": join("h", "f_", filler(34)),
  "Telegram bot token": join("123456789", ":AA", filler(33)),
  "JSON Web Token": join("ey", "JhbGciOiJIUzI1NiJ9", ".", "eyJzdWIiOiIxIn0", ".", filler(43)),
  "private key": join("-----BEGIN ", "PRIVATE KEY-----\n", filler(64), "\n-----END ", "PRIVATE KEY-----"),
};

const AROUND: Readonly<Record<string, (secret: string) => string>> = {
  "in a sentence": (secret) => `The key ${secret} was refused.`,
  "in a header": (secret) => `{"headers":{"Authorization":"Bearer ${secret}"}}`,
  "in JSON in a string": (secret) => JSON.stringify(JSON.stringify({ credential: secret })),
  "in a query": (secret) => `https://api.example.com/v1/x?access_token=${secret}&page=2`,
};

describe("known secrets", () => {
  describe.each(Object.entries(SECRETS))("%s", (name, secret) => {
    test.each(Object.entries(AROUND))("%s", (_place, put) => {
      const text = put(secret);
      const masked = redact(text).text;
      // A key that spans lines is another text inside JSON.
      const told = name === "private key" ? filler(64) : secret;
      expect(masked).not.toContain(told);
      expect(masked).toMatch(/\[(?:secret|jwt|private-key):[\da-f]{8}\]/);
    });
  });
});

describe("secrets that only their place tells", () => {
  const opaque = filler(20);
  test.each([
    ["a bearer header", `Authorization: Bearer ${opaque}`],
    ["a basic header", `"authorization": "Basic ${Buffer.from(`me:${opaque}`).toString("base64")}"`],
    ["a user and password in a URL", `postgres://app:${opaque}@db.example.com/main`],
    ["a cookie", `Cookie: session=${opaque}; theme=dark`],
    ["a password field", `{"user":"ann","password":"${opaque}"}`],
    ["an OAuth code", `https://app.example.com/callback?code=${opaque}&state=1`],
    ["a client secret in a form", `grant_type=refresh_token&client_secret=${opaque}`],
    ["a key in escaped JSON", `{\\"api_key\\":\\"${opaque}\\"}`],
  ])("%s", (_name, text) => {
    expect(redact(text).text).not.toContain(opaque);
  });

  test("a value that the request proves itself with is masked wherever it comes back", () => {
    expect(maskWith(["plain-value-1"])("Key plain-value-1 is unknown").text).not.toContain("plain-value-1");
  });
});

describe("personal data", () => {
  test("an address of mail", () => {
    const { text } = redact("ann.lee+test@mail.example.com was invited by ann.lee+test@mail.example.com and bo@example.org");
    expect(text).toMatch(/^(\[email:[\da-f]{8}\]) was invited by \1 and \[email:[\da-f]{8}\]$/);
  });

  test("a card number whose check digit is right, and no other long number", () => {
    expect(redact("card 4111 1111 1111 1111 declined").text).toMatch(/card \[card:[\da-f]{8}\] declined/);
    expect(redact("order 4111111111111112 and 32633044521757").text).toBe("order 4111111111111112 and 32633044521757");
  });
});

describe("what must stay", () => {
  test.each([
    "550e8400-e29b-41d4-a716-446655440000",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b",
    "The model `gpt-4o-mini` does not exist",
    "Missing required field: password",
    "Invalid token: expected string",
    "total_tokens: 4711, max_tokens: 4096",
    "git@github.com:acme/site.git",
    "icon@2x.png was not found",
    "Authorization header is missing",
    "author: unknown, authority: none",
    "{{access_token}} was not substituted in Bearer {{access_token}}",
    "password: ****",
  ])("%s", (text) => {
    expect(redact(text).text).toBe(text);
  });
});

describe("masking", () => {
  test("gives equal values equal tokens, and different ones different tokens", () => {
    const [a = "", b = ""] = Object.values(SECRETS);
    const tokens = redact(`${a} ${b} ${a}`).text.split(" ");
    expect(tokens[0]).toBe(tokens[2]);
    expect(tokens[0]).not.toBe(tokens[1]);
  });

  test("done twice is done once", () => {
    const seeds = fc.array(fc.oneof(fc.string(), fc.constantFrom(...Object.values(SECRETS)), fc.constantFrom("password=", "Bearer ", "token: ", "@", "cookie: a=")), { maxLength: 8 });
    fc.assert(fc.property(seeds, (parts) => {
      const once = redact(parts.join("")).text;
      expect(redact(once).text).toBe(once);
    }), { seed: 7, numRuns: 500 });
  });

  test("keeps track of where things went", () => {
    const secret = SECRETS["GitHub token"] ?? "";
    const text = `before ${secret} after`;
    const masked = redact(text);
    const at = masked.offset(text.indexOf("after"), "start");
    expect(masked.text.slice(at)).toBe("after");
    expect(masked.text.slice(masked.offset(10, "start"), masked.offset(10, "end"))).toMatch(/^\[secret:[\da-f]{8}\]$/);
  });

  test("is quick on long hostile lines", () => {
    for (const piece of ["a@", "Bearer ", "password=", "eyJ", "-----BEGIN PRIVATE KEY-----", "https://a:", "4111 "]) {
      const started = performance.now();
      redact(piece.repeat(30_000));
      // A generous bound: what is quadratic takes minutes.
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});
