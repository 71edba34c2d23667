import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import pg from "pg";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";
import { differences } from "./compare.js";
import { oracleProfile } from "./oracle/oracle.js";
import { profileTable, testSources, WAYS } from "./ways.js";

/** A column: its type, and values as PostgreSQL reads them; few of each, so that some repeat. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }).filter((value) => !value.includes("\0") && value.isWellFormed()),
  fc.constantFrom(
    "",
    " ",
    "a",
    "A ",
    "\\N",
    "\\.",
    '"',
    "'",
    "a,b",
    "\r\n",
    "\n",
    "12",
    "1.5",
    "2024-01-01",
    "true",
    "{}",
  ),
);
const double = fc.oneof(
  fc.double(),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0.1, -0, 1e-310, 1e307, -1e307, Number.NaN, Number.POSITIVE_INFINITY),
);
const printed = (value: number) => (Object.is(value, -0) ? "-0" : String(value));
const scaled = fc.tuple(fc.bigInt({ min: -99_999n, max: 99_999n }), fc.integer({ min: 0, max: 6 }));
const day = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true });

const COLUMNS: Record<string, fc.Arbitrary<string>> = {
  text,
  varchar: text,
  citext: text,
  "char(14)": text,
  bytea: fc.uint8Array({ maxLength: 40 }).map((bytes) => `\\x${Buffer.from(bytes).toString("hex")}`),
  float8: double.map(printed),
  float4: fc.oneof(fc.float(), fc.constantFrom(-0, 0, 1, 1.5)).map(printed),
  int4: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer()).map(String),
  int8: fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -2n, max: 2n })).map(String),
  numeric: fc.oneof(
    scaled.map(([digits, zeros]) => `${digits}e-${zeros}`),
    fc.constantFrom("1.0", "1.00", "NaN", "Infinity", "1e-30"),
  ),
  "numeric(12,4)": scaled.map(([digits, zeros]) => `${digits}e-${zeros}`),
  boolean: fc.boolean().map(String),
  date: day.map((value) => value.toISOString().slice(0, 10)),
  timestamp: fc.oneof(
    day.map((value) => value.toISOString()),
    fc.constantFrom("infinity", "0044-03-15 BC"),
  ),
  timestamptz: day.map((value) => value.toISOString()),
  interval: fc
    .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -999, max: 999 }))
    .map(([d, h]) => `${d} days ${h} hours`),
  timetz: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: -12, max: 12 }))
    .map(([hour, zone]) => `${hour}:30:00${zone < 0 ? zone : `+${zone}`}`),
  uuid: fc.uuid(),
  inet: fc.oneof(fc.ipV4(), fc.ipV6()),
  jsonb: fc
    .json({ maxDepth: 1 })
    .filter((json) => !json.includes("\\u0000") && json.isWellFormed() && !/\\ud[89a-f]/i.test(json)),
  "int4[]": fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }).map((items) => `{${items}}`),
};
const TYPES = Object.keys(COLUMNS);
const table = fc
  .integer({ min: 0, max: 30 })
  .chain((rows) =>
    fc.tuple(
      ...TYPES.map((type) => fc.array(fc.option(COLUMNS[type]!, { freq: 6 }), { minLength: rows, maxLength: rows })),
    ),
  );

describe("tables of random values are profiled as plain SQL says", () => {
  const sources = testSources();
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase("random");
    client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query("create extension citext");
    await client.query(`create table random (${TYPES.map((type) => `"${type}" ${type}`).join(", ")})`);
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  test.each(Object.entries(WAYS))(
    "%s",
    async (_, compute) => {
      await fc.assert(
        fc.asyncProperty(table, async (columns) => {
          await client.query("truncate random");
          const unnested = TYPES.map((_, index) => `$${index + 1}::text[]`);
          const cast = TYPES.map((type, index) => `c${index}::${type}`);
          await client.query(
            `insert into random select ${cast} from unnest(${unnested}) as r(${TYPES.map((_, index) => `c${index}`)})`,
            columns,
          );
          const profile = await profileTable(compute, sources, database.superuserUrl, ["public", "random"]);
          expect(differences(profile, await oracleProfile(client, "public", "random"))).toEqual([]);
        }),
        { numRuns: Number(process.env.FC_RUNS ?? 8) },
      );
    },
    600_000,
  );
});
