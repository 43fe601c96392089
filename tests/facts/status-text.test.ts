import { describe, expect, test } from "vitest";
import { statusInText } from "../../src/facts/status-text.ts";

describe("a status that stands in a text", () => {
  test.each([
    ["HTTP 404", 404],
    ["Error code: 429 - {…}", 429],
    ["status=503", 503],
    ["Request failed with status code 400", 400],
    ["404 Client Error: Not Found for url: https://api.example.com/v1/x", 404],
    ["(403) Forbidden", 403],
    ["ApiException: (500)", 500],
    ["gateway answered 502 Bad Gateway after HTTP 200", 502],
  ])("%s → %i", (text, status) => {
    expect(statusInText(text)?.value).toBe(status);
  });

  test.each([
    "Order 429500 not found", "404 ways to say no", "See item 500", "The limit is 429 items", "id 4290", "took 503 ms", "Expected status code to be 200", "line 401, column 3", "€ 500 are due", "535-5.7.8 Username and Password not accepted", "452 4.2.2 The mailbox is full",
  ])("%s → none", (text) => {
    expect(statusInText(text)).toBeNull();
  });

  test("its place in the text is its own three digits", () => {
    const text = "the call failed: status code: 404 (was 200)";
    const status = statusInText(text);
    expect(text.slice(status?.start, status?.end)).toBe("404");
  });
});
