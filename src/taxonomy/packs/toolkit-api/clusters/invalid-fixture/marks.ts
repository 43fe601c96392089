import type { Rule } from "../../../../schema.ts";

/** What stands in the request in place of a value. */
export const marks = [
  {
    id: "template-variable",
    why: "A template variable reached the API unsubstituted; that explains whatever the API found wrong.",
    mark: ["template"],
    explains: { RESOURCE_NOT_FOUND: "cause", INVALID_FIXTURE: "cause", OTHER: "cause", PERMISSION_DENIED: "kind", ALREADY_EXISTS: "kind", NO_DATA: "cause" },
    hits: [{ status: 404, method: "GET", url: "https://api.clickmeeting.com/v1/conferences/{{clickmeeting_conference_id}}/sessions", response: { message: "Not Found" } }],
    misses: [{ status: 401, method: "GET", url: "https://api.example.com/v1/users/{{user_id}}", response: { message: "Unauthorized" } }],
  },
  {
    id: "template-quoted",
    why: "The answer quotes a template variable or a placeholder as what it could not use.",
    strength: "cause",
    at: ["message"],
    patterns: [
      String.raw`\{\{[^{}\n]{1,60}\}\}`,
      String.raw`['"\x60]<(?!(?:null|none|nil|undefined|empty|missing|unknown|redacted)>)[A-Za-z][\w -]{1,40}>['"\x60]`,
      String.raw`['"\x60]\$\{\w{1,40}\}['"\x60]`,
      String.raw`\b(?:url|uri)\b[^.\n]{0,40}['"\x60 ](?:undefined|null|none)\/`,
    ],
    explains: { RESOURCE_NOT_FOUND: "cause", UPSTREAM_5XX: "kind" },
    hits: ["SQL compilation error:\nObject '<table_name>' does not exist or not authorized.", "requests.exceptions.MissingSchema: Invalid URL '{{BASE_URL}}/users': No scheme supplied."],
    misses: [{ status: 403, response: "[QuotaCheckError.DEVELOPER_TOKEN_NOT_APPROVED @ ; trigger:'<null>']" }, { status: 404, response: { message: "Object 'orders' does not exist" } }],
  },
  {
    id: "placeholder-value",
    why: "A placeholder reached the API instead of a real value; that explains whatever the API found wrong.",
    mark: ["placeholder", "gap"],
    explains: { RESOURCE_NOT_FOUND: "cause", INVALID_FIXTURE: "kind", OTHER: "kind" },
    hits: [
      { status: 400, method: "POST", url: "https://api.telegram.org/bot1/sendMessage", body: { chat_id: "YOUR_CHAT_ID", text: "Hello" }, response: { ok: false, error_code: 400, description: "Bad Request: chat not found" } },
      { status: 404, method: "POST", url: "https://api.twilio.com/2010-04-01/Accounts//Messages.json", response: { code: 20404, message: "The requested resource /2010-04-01/Accounts//Messages.json was not found" } },
    ],
    misses: [{ status: 429, method: "GET", url: "https://api.example.com/v1/users/YOUR_USER_ID", response: { error: "rate_limited" } }],
  },
  {
    id: "sentinel-value",
    why: "A value that stands for no real thing was sent as an id; that explains whatever the API found wrong.",
    mark: ["sentinel"],
    explains: { RESOURCE_NOT_FOUND: "cause" },
    hits: [{ status: 404, method: "GET", url: "http://localhost:8100/threads/00000000-0000-0000-0000-000000000000", response: { detail: "Thread not found" } }],
    misses: [{ status: 503, method: "GET", url: "https://api.example.com/v1/users/0", response: "upstream connect error or disconnect/reset before headers" }, { status: 200, method: "POST", url: "https://hooks.example.com/catch/1234567/abcdef/", response: { status: "success" } }],
  },
] as const satisfies readonly Rule[];
