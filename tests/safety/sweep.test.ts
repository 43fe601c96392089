import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bugOf } from "../../src/categorization/bug.ts";
import { explain } from "../../src/classify/explain.ts";
import { examine, maskOf } from "../../src/engine/sort-record.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { readRecord } from "../../src/failure/read-record.ts";
import { json } from "../../src/reports/escape.ts";
import { renderExplanation } from "../../src/reports/explanation.ts";
import { noColours } from "../../src/reports/palette.ts";
import { markdownDifference, renderDifference } from "../../src/reports/rules/difference.ts";
import { Comparison } from "../../src/rules/diff.ts";
import { compileTaxonomy } from "../../src/taxonomy/compile.ts";
import { defaultPack } from "../../src/taxonomy/packs/built-in.ts";
import { runCli, workFolder } from "../support/run-cli.ts";
import { type Kind, OPAQUE, shows, stretches, TELLING } from "../support/secrets.ts";

type Fields = Readonly<Record<string, unknown>>;
type Put = (secret: string) => Fields;

const encoded = encodeURIComponent;
const request = (parts: Fields): Fields => ({ request: { method: "POST", url: "https://api.example.com/v1/things", ...parts } });

/** Where a call may carry what it proves itself with. */
const REQUESTS: Readonly<Record<string, Put>> = {
  "header": (secret) => request({ headers: { "X-Api-Key": secret } }),
  "bearer header": (secret) => request({ headers: { authorization: `Bearer ${secret}` } }),
  "header with a list of values": (secret) => request({ headers: { Authorization: [`Bearer ${secret}`] } }),
  "headers as pairs": (secret) => request({ headers: [["Accept", "*/*"], ["X-Auth-Token", secret]] }),
  "headers as names and values": (secret) => request({ headers: [{ name: "X-Api-Key", value: secret }] }),
  "headers as text": (secret) => request({ headers: `Accept: */*\r\nX-Api-Key: ${secret}\r\n` }),
  "basic header": (secret) => request({ headers: { Authorization: `Basic ${Buffer.from(`svc-user-7:${secret}`).toString("base64")}` } }),
  "cookie": (secret) => request({ headers: { Cookie: `theme=dark; session=${secret}` } }),
  "query": (secret) => request({ url: `https://api.example.com/v1/things?user_token=${encoded(secret)}&page=2` }),
  "user information of the URL": (secret) => request({ url: `https://svc:${encoded(secret)}@api.example.com/v1` }),
  "JSON value": (secret) => request({ body: { user: "ann", password: secret } }),
  "deep JSON value": (secret) => request({ body: { auth: { credentials: [{ clientSecret: secret }] } } }),
  "JSON in JSON": (secret) => request({ body: { auth: JSON.stringify({ password: secret }) } }),
  "JSON in JSON in JSON": (secret) => request({ body: JSON.stringify({ auth: JSON.stringify({ password: secret }) }) }),
  "form": (secret) => request({ body: `grant_type=refresh&client_secret=${encoded(secret)}` }),
  "form in JSON": (secret) => request({ body: { data: `user=ann&password=${encoded(secret)}` } }),
  "variables of GraphQL": (secret) => request({ body: { query: "mutation { x }", variables: { input: { apiKey: secret } } } }),
};

const html = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const refused = (value: string): Fields => ({ response: { error: { message: `The value ${value} was refused` } } });

/** Where a secret may come back, or stand from the beginning. */
const ECHOES: Readonly<Record<string, Put>> = {
  "message": refused,
  "percent-encoded in a message": (secret) => refused(`https://x.example.com/cb?v=${encoded(secret)}`),
  "twice percent-encoded": (secret) => refused(encoded(encoded(secret))),
  "base64 in a message": (secret) => refused(Buffer.from(secret).toString("base64")),
  "JSON in a text": (secret) => ({ response: JSON.stringify({ error: JSON.stringify({ message: `The value ${secret} is invalid` }) }) }),
  "JSON quoted in a sentence": (secret) => ({ error: `Error code: 400 - cannot read {\\"x\\":${JSON.stringify(JSON.stringify(secret))}}` }),
  "key of a map of errors": (secret) => ({ response: { errors: { [secret]: ["is not valid"] } } }),
  "field error": (secret) => ({ response: { errors: [{ field: secret, message: "is not a known field" }] } }),
  "page": (secret) => ({ response: `<html><title>400 Bad Request</title><h1>Invalid value ${html(secret)} given</h1></html>` }),
  "XML": (secret) => ({ response: `<Error><Code>InvalidValue</Code><Message>The value ${html(secret)} is invalid</Message></Error>` }),
  "exception": (secret) => ({ error: `requests.exceptions.HTTPError: 400 Client Error: Bad Request for url: https://x.example.com/y?v=${encoded(secret)}` }),
  "scope": (secret) => ({ status_code: 403, response: { error: "missing_scope", needed: secret } }),
  "path": (secret) => ({ ...refused("x"), request_url: `https://api.example.com/users/${encoded(secret)}/items` }),
  "tool": (secret) => ({ ...refused("x"), tool: `GET /users/${secret}` }),
  "account": (secret) => ({ ...refused("x"), connected_account_id: secret }),
  "toolkit": (secret) => ({ ...refused("x"), toolkit: secret }),
  "upstream reason": (secret) => ({ ...refused("x"), reason: `${"Long talk. ".repeat(180)}it says ${secret} there` }),
  "upstream category": (secret) => ({ ...refused("x"), category: `because of ${secret}` }),
  "id": (secret) => ({ ...refused("x"), id: secret }),
};

/** Notations in which a secret is told by its name; nothing else knows of it. */
const NAMED: Readonly<Record<string, (secret: string) => string>> = {
  "quoted": (secret) => `Invalid credentials: password="${secret.replaceAll('"', '\\"')}" given`,
  "JSON": (secret) => `cannot read {"user":"ann","client_secret":${JSON.stringify(secret)}}`,
  "escaped JSON": (secret) => `cannot read ${JSON.stringify(JSON.stringify({ apiKey: secret }))}`,
  "JSON with a list": (secret) => `{"X-Api-Key":[${JSON.stringify(secret)}]} was sent`,
  "name and value": (secret) => `sent {"name":"X-Api-Key","value":${JSON.stringify(secret)}}`,
  "dictionary": (secret) => `bad request {'access_token': '${secret}'}`,
  "element": (secret) => `Cannot read <x><password>${html(secret)}</password></x>`,
  "query": (secret) => `GET https://x.example.com/a?page=2&sig=${encoded(secret)} failed`,
  "other query": (secret) => `GET https://x.example.com/a?user_token=${encoded(secret)}&auth=1 failed`,
  "connection string": (secret) => `cannot connect to postgres://svc:${secret.replaceAll(" ", "")}@db.example.com:5432/main now`,
  "multipart": (secret) => `bad part name="password"\r\n\r\n${secret.replaceAll(" ", "")}\r\n--x`,
  "colon": (secret) => `login failed for password: ${secret.replaceAll(" ", "")}, try again`,
  "curl": (secret) => `curl -u ann:${secret.replaceAll(" ", "")} https://x.example.com failed`,
};

const TOLD: Readonly<Record<string, (secret: string) => string>> = {
  "token": (secret) => `token: ${secret}`,
  "access token": (secret) => `Invalid access token '${secret}'`,
  "key provided": (secret) => `Invalid API key provided: ${secret}. Check it`,
  "behind": (secret) => `${secret} is not a valid API key`,
};

interface Planted {
  readonly secret: string;
  readonly how: string;
  readonly record: Fields & { readonly id: string };
  readonly claim: { readonly id: string; readonly category: string; readonly reason: string };
}

let count = 0;

function plant(how: string, kind: Kind, ...puts: readonly Put[]): Planted {
  const index = ++count;
  const secret = kind(index);
  const { reason = "", category = "TEST_DATA", request_url: url, ...fields } = Object.assign({ id: `log_${index}`, tool: "X_DO", toolkit: "x", status_code: 400 }, ...puts.map((put) => put(secret))) as Fields & { readonly id: string };
  const { request: parts } = fields as { readonly request?: Fields };
  const record = url === undefined ? fields : { ...fields, request: { method: "GET", ...parts, url } };
  return { secret, how, record, claim: { id: fields.id, category: String(category), reason: String(reason) } };
}

const before = compileTaxonomy(defaultPack);
const after = compileTaxonomy({ ...defaultPack, buckets: Object.fromEntries(Object.entries(defaultPack.buckets).map(([id, bucket]) => [id, { ...bucket, owner: "Somebody else" }])) });

/** What `explain` and `rules diff` show of one record. */
function shownOf({ record, claim }: Planted): string {
  const reading = readRecord(record, null, null, () => null);
  if (reading.kind === "unreadable") throw new Error(reading.reason);
  const { failure } = reading;
  return explanationOf(failure, claim) + differenceOf(failure);
}

function explanationOf(failure: Failure, claim: Planted["claim"]): string {
  const said = { category: claim.category, confidence: null, reason: claim.reason };
  const { facts, scope, judged } = examine(failure, { kind: "given", claim: said }, { taxonomy: before });
  const mask = maskOf(failure, true);
  const bug = bugOf({ failure, facts, scope, judgement: judged(), claim: said, links: {} }, before, mask);
  return json(bug) + renderExplanation({ bug, facts, scope, mask, explanation: explain(facts, judged(), before), palette: noColours, taxonomy: "" });
}

function differenceOf(failure: Failure): string {
  const comparison = new Comparison(before, after, (one) => maskOf(one, true));
  const { facts } = examine(failure, { kind: "none", all: true, claim: null }, { taxonomy: before });
  comparison.add(failure, facts, null);
  const difference = comparison.difference();
  const compared = { from: "a", to: "b" };
  return renderDifference(difference, compared, noColours) + markdownDifference(difference, compared) + json(difference);
}

const CONFIG = "links:\n  log: https://logs.example.com/{id}\n  spreadsheet: https://sheet.example.com/{row}?tool={tool}&account={account}&kit={toolkit}\n";

/** Everything that a run writes, to files and to the terminal. */
async function writtenOf(planted: readonly Planted[]): Promise<string> {
  const cwd = workFolder();
  mkdirSync(join(cwd, "in"));
  writeFileSync(join(cwd, "triage.config.yaml"), CONFIG);
  writeFileSync(join(cwd, "in/logs.json"), JSON.stringify(planted.map(({ record }) => record)));
  writeFileSync(join(cwd, "in/upstream.json"), JSON.stringify(planted.map(({ claim }) => claim)));
  const run = await runCli(["classify", "in/logs.json", "--upstream", "in/upstream.json"], { cwd });
  expect(run.exitCode, run.stderr).toBe(0);
  return [run.stdout, run.stderr, ...run.list("triage-out").map((name) => run.read(`triage-out/${name}`))].join("\n");
}

async function leaks(planted: readonly Planted[]): Promise<readonly string[]> {
  const written = stretches(await writtenOf(planted));
  return planted.flatMap((one) => [
    ...(shows(written, one.secret) ? [`${one.how}: a report of classify`] : []),
    ...(shows(stretches(shownOf(one)), one.secret) ? [`${one.how}: explain or rules diff`] : []),
  ]);
}

describe("what a request proves itself with never comes out again", () => {
  test.each(Object.entries(REQUESTS))("sent in a %s", async (name, put) => {
    // Of two addresses a record has but one.
    const echoes = Object.entries(ECHOES).filter(([echo]) => echo !== "path" || !/query|URL/.test(name));
    const planted = Object.entries(OPAQUE).flatMap(([kind, make]) => echoes.map(([echo, back]) => plant(`${kind}, ${echo}`, make, put, back)));
    expect(await leaks(planted)).toEqual([]);
  });
});

describe("what tells by itself that it is secret never comes out", () => {
  test.each(Object.entries(TELLING))("%s", async (_kind, make) => {
    const planted = Object.entries(ECHOES).filter(([echo]) => echo !== "base64 in a message").map(([echo, put]) => plant(echo, make, put));
    expect(await leaks(planted)).toEqual([]);
  });
});

describe("what its name tells to be secret never comes out", () => {
  test.each(Object.entries(NAMED))("%s", async (_name, write) => {
    const planted = Object.entries(OPAQUE).map(([kind, make]) => plant(kind, make, (secret) => ({ response: { error: { message: write(secret) } } })));
    expect(await leaks(planted)).toEqual([]);
  });

  test.each(Object.entries(TOLD))("%s, in a sentence", async (_name, write) => {
    const planted = Object.entries(OPAQUE).filter(([kind]) => !kind.startsWith("pass")).map(([kind, make]) => plant(kind, make, (secret) => ({ response: { error: { message: write(secret) } } })));
    expect(await leaks(planted)).toEqual([]);
  });
});

// The sweep must be able to fail: without the masks, everything is found.
test("the sweep sees what it looks for", () => {
  for (const make of [...Object.values(OPAQUE), ...Object.values(TELLING)]) {
    const secret = make(1);
    expect(shows(stretches(`before ${secret} behind`), secret)).toBe(true);
    expect(shows(stretches(`before ${encoded(secret).slice(0, -4)} behind`), secret)).toBe(true);
    expect(shows(stretches(`before [secret:0123abcd] behind`), secret)).toBe(false);
  }
});
