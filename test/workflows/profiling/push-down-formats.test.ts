import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import pg from "pg";
import { FORMATS } from "../../../src/workflows/profiling/formats.js";
import { formatsSql } from "../../../src/workflows/profiling/push-down/text-sql.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase("formats");
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function formatsOf(texts: readonly string[]): Promise<Record<string, number>> {
  const sql = `WITH g AS (SELECT t COLLATE "C" AS t, 1::float8 AS n FROM unnest($1::text[]) AS t) SELECT ${formatsSql("g")} AS found`;
  const { rows } = await client.query(sql, [texts]);
  return Object.fromEntries(rows[0].found ?? []);
}

const withoutNul = (text: string) => !text.includes("\0") && text.isWellFormed();

test.each(FORMATS)("every text that fits $name counts as that, and as nothing else", async ({ name, expression }) => {
  const texts = fc.stringMatching(new RegExp(expression)).filter(withoutNul);
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 20, maxLength: 40 }), async (some) => {
      expect(await formatsOf(some)).toEqual({ [name]: some.length });
      for (const other of FORMATS.filter((format) => format.name !== name)) {
        expect(some.filter((text) => new RegExp(other.expression).test(text))).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
});

test("texts of no format count as none", async () => {
  expect(await formatsOf(["", " ", "plain", "a@b", "http:/x", "[note]", "1.2.3", "12345678", "x".repeat(36)])).toEqual({
    INTEGER: 1,
  });
});
