import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { LEAST_CONFIDENCE } from "../../../src/workflows/wording/statement.js";
import { factsOf } from "../hand-made-facts.js";
import { columnProfile, profileOf } from "./profiled.js";
import { allFindings, saidOfTable } from "./said.js";

const TYPES = [
  "integer",
  "text",
  "numeric(10,2)",
  "boolean",
  "date",
  "timestamp without time zone",
  "jsonb",
  "my_type",
];

test("a table of 1,600 columns is described, twice the same, with a reason for each text", async () => {
  const columns = Object.fromEntries(
    Array.from({ length: 1600 }, (_, index) => [`order_${index}_customer_name_${index % 7}`, TYPES[index % 8]!]),
  );
  const facts = factsOf("wide_orders", { columns });
  const findings = await allFindings(facts);
  expect(findings.length).toBeGreaterThan(1600);
  expect(JSON.stringify(await allFindings(facts))).toBe(JSON.stringify(findings));
  for (const { justification, confidence, value } of findings) {
    expect(justification.summary).not.toBe("");
    expect(justification.evidence.length).toBeGreaterThan(0);
    expect(confidence).toBeGreaterThanOrEqual(LEAST_CONFIDENCE);
    expect(value.length).toBeLessThanOrEqual(1000);
  }
});

const name = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.stringMatching(/^(is_|num_|date_)?[a-z]{1,10}(_id|_at|_count|_kg|_by|_to)?$/),
);

test("any names of tables and columns are taken, and no text is empty or half a sentence", async () => {
  await fc.assert(
    fc.asyncProperty(
      name,
      fc.uniqueArray(fc.tuple(name, fc.constantFrom(...TYPES)), { maxLength: 6 }),
      async (table, columns) => {
        const facts = factsOf(table, { columns: Object.fromEntries(columns) });
        for (const { kind, value } of await allFindings(facts)) {
          expect(value.trim()).toBe(value);
          expect(value).not.toMatch(/undefined|null|NaN|\[object| {2}| of the \.|^\W*$/);
          if (kind === "DESCRIPTION" || kind === "GRAIN") expect(value).toMatch(/\.$/);
        }
      },
    ),
  );
});

test("the profile says what a row is where no key does", () => {
  const ids = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`v${index}`, 1]));
  const profile = profileOf([columnProfile("id", ids)], [["id"]]);
  const said = saidOfTable(factsOf("customer_list", { columns: { id: "integer", name: "text" }, profile }));
  expect(said.GRAIN).toBe("One row per value of id, as the latest profile saw it. No key is declared.");
});
