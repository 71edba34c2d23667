import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Fqn, FqnError, formatFqn, levelOf, liesUnder, parseFqn } from "../../src/platform/fqn.js";

/** Any text that PostgreSQL takes as an identifier: 1 to 63 bytes, no NUL. */
const part = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(".", '"', "'", "\\", " ", "$", ";", "é", "漢", "😀", "\u202e"),
      fc.string({ minLength: 1, maxLength: 1, unit: "binary" }),
    ),
    minLength: 1,
    maxLength: 20,
  })
  .filter((text) => !text.includes("\0") && Buffer.byteLength(text) <= 63);
const fqn = fc.array(part, { minLength: 1, maxLength: 5 }) as unknown as fc.Arbitrary<Fqn>;

test("what is printed parses to the same parts, and prints the same again", () => {
  fc.assert(
    fc.property(fqn, (parts) => {
      const text = formatFqn(parts);
      expect(parseFqn(text)).toEqual(parts);
      expect(formatFqn(parseFqn(text))).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test("any text either parses or is refused with a reason, and what parses is bounded", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.oneof(fc.constantFrom(".", '"', "a"), fc.string({ minLength: 1, maxLength: 1 })),
        maxLength: 80,
      }),
      (text) => {
        let parts: Fqn;
        try {
          parts = parseFqn(text);
        } catch (error) {
          expect(error).toBeInstanceOf(FqnError);
          return;
        }
        expect(parts.length).toBeLessThanOrEqual(5);
        for (const each of parts) expect(each.length).toBeGreaterThan(0);
        expect(parseFqn(formatFqn(parts))).toEqual(parts);
      },
    ),
    { numRuns: 2_000 },
  );
});

describe("examples", () => {
  const good: [string, string[]][] = [
    ["PostgreSQL", ["PostgreSQL"]],
    ["PostgreSQL.dvdrental.public.film.title", ["PostgreSQL", "dvdrental", "public", "film", "title"]],
    ['s."a.b"', ["s", "a.b"]],
    ['s."say ""hi"""', ["s", 'say "hi"']],
    ['"s"."d"', ["s", "d"]],
    ["s.it's; drop table x --", ["s", "it's; drop table x --"]],
    [`s.${"x".repeat(63)}`, ["s", "x".repeat(63)]],
  ];
  test.each(good)("%s", (text, parts) => expect(parseFqn(text)).toEqual(parts));

  const bad = [
    "",
    ".",
    "a.",
    ".a",
    "a..b",
    '""',
    'a.""',
    'a."b',
    'a."b"c',
    'a.b"c',
    'a.b"',
    "a.b.c.d.e.f",
    "a\0b",
    `a.${"x".repeat(64)}`,
    `a.${"é".repeat(32)}`,
    "x.".repeat(1_001),
  ];
  test.each(bad)("refuses what is malformed, case %#", (text) => expect(() => parseFqn(text)).toThrow(FqnError));
});

test("levels and what lies under what", () => {
  expect(levelOf(parseFqn("s"))).toBe("SERVICE");
  expect(levelOf(parseFqn("s.d.p.t.c"))).toBe("COLUMN");
  expect(liesUnder(parseFqn("s.d.public.film"), parseFqn("s.d.public"))).toBe(true);
  expect(liesUnder(parseFqn("s.d.public2"), parseFqn("s.d.public"))).toBe(false);
  expect(liesUnder(parseFqn("s.d"), parseFqn("s.d.public"))).toBe(false);
});
