import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../src/failure/place.ts";
import { secretsOf } from "../../src/safety/known-secrets.ts";
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
  "Basic credentials in a header": join("Basic ", "c3ZjLXVzZXItNzp", filler(30)),
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

  const hex = filler(32, "0a8f5c167b44d4e96");
  const uuid = join("550e8400", "-e29b-41d4-a716-", "446655440000");
  test.each([
    ["a quoted password behind another name", 'Invalid credentials: password="correct horse battery staple"', "horse"],
    ["a password that holds quotes", '{"user":"ann","password":"ab\\"cd horse1"}', "horse1"],
    ["an unclosed password", '{"user":"ann","password":"correct horse bat', "horse"],
    ["a bare password with signs", "password: Ab7&x;horse1, then", "horse1"],
    ["a token in a sentence", `token: ${hex}`, hex],
    ["a token that is quoted", `Invalid access token '${hex}'`, hex],
    ["a key that was provided", `Invalid API key provided: ${hex}`, hex],
    ["a UUID that was provided as a key", `Invalid API key provided: ${uuid}`, uuid],
    ["a token before its name", `"${hex}" is not a valid access token`, hex],
    ["parameters of a URL", `https://x.example.com/?user_token=${opaque}&page=2`, opaque],
    ["a signature in a URL", "https://x.example.com/?auth=ab7cd9ef1x&sig=x7%2Fz9%3D&page=2", "x7"],
    ["a Telegram token in a path", `https://api.telegram.org/${join("bot123456789", ":AAF", filler(32))}/getMe`, filler(32)],
    ["a password that a URL could not hold", "postgres://svc:p@ss/w0rd@db.example.com:5432/main", "w0rd"],
    ["a token as user of a URL", `https://${opaque}x9@git.example.com/a.git`, opaque],
    ["a name and its value", `[{"name":"X-Api-Key","value":"${opaque}"}]`, opaque],
    ["a list of values", `{"X-Api-Key":["${opaque}"]}`, opaque],
    ["an element", "<ns:Password>correct horse 7</ns:Password>", "horse"],
    ["an attribute", '<input type="hidden" name="password" value="horse77">', "horse77"],
    ["a part of a multipart form", 'Content-Disposition: form-data; name="password"\r\n\r\nAb&7 horse\r\n--x', "horse"],
    ["a command line", "curl -u ann:horse77 https://x.example.com", "horse77"],
    ["percent-encoded JSON", "q=%7B%22password%22%3A%22horse77%22%7D", "horse77"],
    ["JSON, escaped twice", JSON.stringify(JSON.stringify({ a: JSON.stringify({ password: 'horse"77' }) })), "horse"],
    ["JSON with escaped signs", '{"password":"horse\\u002d77"}', "horse"],
  ])("%s", (_name, text, secret) => {
    expect(redact(text).text).not.toContain(secret);
  });

  test("a value that the request proves itself with is masked wherever it comes back", () => {
    expect(maskWith(["plain-value-1"])("Key plain-value-1 is unknown").text).not.toContain("plain-value-1");
  });
});

describe("secrets at the edges of what is looked at", () => {
  test.each(["a@b.co", "cvv=123", "otp:123", " -u a:b", "pwd:ab1", "Basic YWRtaW46cHc=", "got Basic YWRtaW46cHc= from you", "Bearer -----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----"])("%s", (text) => {
    expect(redact(text).text).toMatch(/\[(?:email|secret|private-key):[\da-f]{8}\]/);
  });

  test("a name behind a long run of base64", () => {
    const secrets = secretsOf({ request: { method: null, url: null, headers: [], data: [{ value: { raw: `${"QUJD".repeat(255)} password=hunter2go` }, place: ROOT, decoded: false }] }, answers: [] });
    expect(secrets).toContain("hunter2go");
  });
});

describe("personal data", () => {
  test("an address of mail", () => {
    const { text } = redact("ann.lee+test@mail.example.com was invited by ann.lee+test@mail.example.com and bo@example.org");
    expect(text).toMatch(/^(\[email:[\da-f]{8}\]) was invited by \1 and \[email:[\da-f]{8}\]$/);
  });

  test.each(["jane.doe%40acme.com", "jane.doe%2540acme.com", "jane.doe&#64;acme.com", "jane.doe\\u0040acme.com", "jane.doe@acme.com"])("an address of mail, %s, is one and the same", (address) => {
    expect(redact(`GET /users/${address}/items?x=1`).text).toBe(`GET /users/${redact("jane.doe@acme.com").text}/items?x=1`);
  });

  test.each(["/users/jörg.m@acme.de/x", "to=_jane@acme.com", "%jane@acme.com"])("an address of mail in %s", (text) => {
    expect(redact(text).text).not.toMatch(/rg|ane|@/);
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
    "Authorization : [PII_REDACTED]",
    "?apikey={MyApiKey}&session={SESSION_ID}",
    "Invalid token for user 5f2b8c9d0e1f2a3b4c5d6e7f",
    "project_key=ABC-12, key: ABC-12, https://x.example.com/?key=PROJ-123&code=invalid_request",
    '{"code":"TargetNon200Error","error_code":"RESOURCE_NOT_FOUND"}',
    "page_token=CAESBgoEabc123def456 and nextPageToken: CAESBgoEabc123def456",
    "idempotency_key: 550e8400-e29b-41d4-a716-446655440000",
    "The request id of the expired session is 550e8400-e29b-41d4-a716-446655440000",
    'Missing required fields: ["password","username"]',
    '{"password":["This field may not be blank."],"token":"The token field is required"}',
    "Invalid credentials: username or password incorrect",
    "The access token provided is expired, revoked, malformed or invalid",
    '"location": "Authorization", "locationType": "header"',
    "https://api.example.com:8080/v1/users/42?at=12:30@noon",
    "Duplicate key value 5f2b8c9d0e1f2a3b4c5d6e7f violates unique constraint",
    "trace_id=4bf92f3577b34da6a3ce929d0e0e4736 at auth/token.js:12:5",
    "KeyError: 'access_token_expires_in'",
    "POST /bot<token>/sendMessage",
    "c_9f2k1@group.calendar.google.com",
    "token_type=bearer&expires_in=3600&state=open",
    "gpt-4o-mini-2024-07-18, v1.2.3-beta.4, 2026-04-01T08:00:00.000Z",
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
    const seeds = fc.array(fc.oneof(fc.string(), fc.constantFrom(...Object.values(SECRETS)), fc.constantFrom("password=", "Bearer ", "token: ", "@", "cookie: a=", "%40", "%22", "\\\"", '"password":"', "&quot;", "\\u0040", "https://a:", "%5Bsecret%3A")), { maxLength: 8 });
    fc.assert(fc.property(seeds, (parts) => {
      const once = redact(parts.join("")).text;
      expect(redact(once).text).toBe(once);
    }), { seed: 7, numRuns: 500 });
  });

  test("gives a value one token in whatever encoding it stands", () => {
    const secret = "p&ss/w0rd 7";
    const mask = maskWith([secret]);
    const shown = [secret, encodeURIComponent(secret), encodeURIComponent(encodeURIComponent(secret)), "p&amp;ss/w0rd 7", "p\\u0026ss\\/w0rd 7"].map((text) => mask(`<${text}>`).text);
    expect(new Set(shown).size).toBe(1);
    expect(shown[0]).toMatch(/^<\[secret:[\da-f]{8}\]>$/);
  });

  test("leaves tokens alone that were encoded since", () => {
    const link = `https://x.example.com/?token=${encodeURIComponent(redact("a@example.com").text)}`;
    expect(redact(link).text).toBe(link);
  });

  test("masks what is left where an answer breaks off in a known secret", () => {
    const secret = filler(40);
    expect(maskWith([secret])(`Key ${secret.slice(0, 17)}`).text).toMatch(/^Key \[secret:[\da-f]{8}\]$/);
  });

  test("takes a known word for a secret only where it is a word", () => {
    expect(maskWith(["swordfish"])("swordfish, swordfishes").text).toMatch(/^\[secret:[\da-f]{8}\], swordfishes$/);
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
    for (const piece of ["a@", "Bearer ", "password=", "eyJ", "-----BEGIN PRIVATE KEY-----", "https://a:", "4111 ", 'password="', "password='", "token ", "is not a ", "%25", "\\\\", "&amp;", "?token=", "<password>", "name=\"a\"\n\n", "token:token=", "a-", "[secret:00000000]", "-u a:"]) {
      const started = performance.now();
      redact(piece.repeat(30_000));
      // A generous bound: what is quadratic takes minutes.
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});
