import { expect, test } from "@jest/globals";
import { Origin, ProposedChangeKind } from "../../../src/assets/changes/change.model.js";
import { factsOf } from "../hand-made-facts.js";
import { columnProfile, profileOf } from "./profiled.js";
import { saidOfColumns } from "./said.js";

const check = (column: string, expression: string) => ({
  kind: "CHECK" as const,
  name: `${column}_check`,
  columns: [column],
  expression,
});

test.each([
  ["((status)::text = ANY ((ARRAY['a'::character varying, 'b c'::character varying])::text[]))", "One of a, b c."],
  ["(status = ANY (ARRAY[0, 1, '-1'::integer]))", "One of 0, 1, -1."],
  ["((status IS NULL) OR (status = 'x'::text) OR (status = 'y'::text))", "One of x, y."],
  ["((status = 'x'::text) OR (length(status) > 3))", undefined],
  ["(status <> ALL (ARRAY['a'::text]))", undefined],
  ["((status = 'a'::text) AND (status = 'b'::text))", undefined],
  ["(status ~ '^a'::text)", undefined],
  ["(lower(status) = ANY (ARRAY['a'::text, 'b'::text]))", undefined],
  ["(status = 'a'); drop table x", undefined],
])("the check %s allows: %s", async (expression, coding) => {
  const facts = factsOf("orders", { columns: { status: "text" }, constraints: [check("status", expression)] });
  expect((await saidOfColumns(facts)).status![ProposedChangeKind.CODING]).toBe(coding);
});

test("a comment that lists codes is quoted as the coding, one that does not is none", async () => {
  const { a, b, c } = await saidOfColumns(
    factsOf("orders", {
      columns: {
        a: { type: "char(1)", comment: "O = open, C = closed" },
        b: { type: "integer", comment: "1: new; 2: paid; 3: shipped" },
        c: { type: "text", comment: "Note: see the manual, chapter 3: orders" },
      },
    }),
  );
  expect(a!.CODING).toBe("O: open; C: closed (comment in the source)");
  expect(b!.CODING).toBe("1: new; 2: paid; 3: shipped (comment in the source)");
  expect(c!.CODING).toBeUndefined();
});

const often = { open: 700, closed: 250, held: 50 };

async function shown(name: string, counts: Record<string, number>, sketch: object = {}, profile: object = {}) {
  const facts = factsOf("tickets", {
    columns: { [name]: { type: "text", ...sketch } },
    profile: profileOf([columnProfile(name, counts, profile)]),
  });
  return (await saidOfColumns(facts))[name]!.CODING;
}

test("few values of a column of codes are shown where each occurs often", async () => {
  expect(await shown("status", often)).toBe(
    "closed, held, open (all values of the latest profile; their meaning is not written down)",
  );
});

test("values stay hidden wherever one of the conditions fails", async () => {
  expect(await shown("status", { ...often, canary: 4 })).toBeUndefined();
  expect(await shown("status", { ...often, open: 70_000 })).toBeUndefined();
  expect(await shown("status", { open: 6, closed: 5 })).toMatch(/^closed, open /);
  expect(await shown("status", { open: 6, closed: 4 })).toBeUndefined();
  expect(await shown("note", often)).toBeUndefined();
  expect(await shown("last_name", often)).toBeUndefined();
  expect(await shown("assignee_type", often)).toBeUndefined();
  expect(await shown("status", often, { pii: "FullName" })).toBeUndefined();
  const tag = { kind: ProposedChangeKind.TAG, name: "Sensitivity.Restricted", value: "", confidence: 1 };
  expect(await shown("status", often, { annotations: [{ ...tag, origin: Origin.STEWARD }] })).toBeUndefined();
  expect(await shown("status", often, {}, { estimated: true })).toBeUndefined();
  expect(await shown("status", { "someone@example.org": 500, other: 500 })).toBeUndefined();
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`v${index}`, 100]));
  expect(await shown("status", many)).toBeUndefined();
});
