import { describe, expect, test } from "vitest";
import { remembered } from "../../src/facts/memo.ts";

describe("what is remembered by text", () => {
  const others = Array.from({ length: 500 }, (_value, number) => `another text, number ${number}`);

  test("is made once for a text that comes again at once", () => {
    const made: string[] = [];
    const length = remembered((text) => made.push(text) && text.length, { texts: 10, length: 100 });
    expect([length("not found"), length("not found"), length("not found")]).toEqual([9, 9, 9]);
    expect(made).toEqual(["not found"]);
  });

  test("is kept past any number of texts that come once, from the second time on", () => {
    let made = 0;
    const length = remembered((text) => (text === "not found" && made++, text.length), { texts: 10, length: 100 });
    for (let round = 0; round < 4; round++) {
      expect(length("not found")).toBe(9);
      for (const other of others) expect(length(`${other}, round ${round}`)).toBe(other.length + 9);
    }
    expect(made).toBe(2);
  });

  test("is bounded: of more texts than fit that all come again, the oldest are made anew", () => {
    const made = new Map<string, number>();
    const length = remembered((text) => (made.set(text, (made.get(text) ?? 0) + 1), text.length), { texts: 10, length: 100 });
    for (let round = 0; round < 5; round++) for (const other of others) length(other);
    expect([...made.values()].filter((times) => times === 5).length).toBeGreaterThan(350);
  });

  test("is nothing of a text beyond the length", () => {
    let made = 0;
    const length = remembered((text) => (made++, text.length), { texts: 10, length: 5 });
    expect([length("too long"), length("too long"), made]).toEqual([8, 8, 2]);
  });
});
