import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { TestSource } from "../../sources/source-fixture.js";
import { ofKind, rulesOf } from "./try-table.js";

/**
 * Each kind of rule in a table that keeps it, beside a column that nearly does. `mix(i, n)` is as good as random and the same
 * each time.
 */
const TABLES = `
create function mix(i int, n int) returns int language sql immutable as $$ select (hashint4(i * 7919 + n) & 2147483647) % n $$;
create table customer (id int primary key, email text, code text);
insert into customer select i, 'user' || i || '@example.org', 'C' || lpad(i::text, 4, '0') from generate_series(1, 300) i;
create table country (iso char(2) primary key, country_name text not null);
insert into country select chr(65 + i / 26) || chr(65 + i % 26), 'Land ' || i from generate_series(0, 59) i;

create table sale (
  id int primary key, reference text, almost text, customer_id int, lost_customer_id int, country_iso char(2),
  status text, spread text, flag int, price numeric(10,2), balance numeric(10,2), score int, tail float8, share float8,
  ordered_on date, shipped_on date, other_on date, zip text, city text, other_city text,
  mostly text, never text, contact text, sku text, note text, amount_text text, uuid_text text,
  net numeric(10,2), tax numeric(10,2), total numeric(10,2), nearly numeric(10,2), lines_total numeric(10,2),
  created_at timestamptz);
insert into sale select i, 'R-' || i, 'X' || (i % 590), 1 + mix(i, 300), 1 + mix(i, 400), chr(65 + mix(i, 52) / 26) || chr(65 + mix(i, 52) % 26),
  (array['open','paid','sent'])[1 + mix(i, 3)], 'v' || mix(i, 350), mix(i, 2),
  5 + mix(i, 9000) / 100.0, mix(i, 9000) / 100.0 - 40, 1 + mix(i, 5), exp(mix(i, 1000) / 50.0), mix(i, 1000) / 1000.0,
  date '2020-01-01' + i, date '2020-01-01' + i + mix(i, 9), date '2020-01-01' + mix(i + 1, 600),
  lpad((mix(i, 40) * 13)::text, 5, '0'), 'Town ' || chr(65 + mix(i, 40) % 26) || chr(97 + mix(i, 40) / 26), 'Town ' || chr(65 + mix(i + 5, 26)),
  case when mix(i, 10) > 0 then 'x' end, null, 'user' || i || '@example.org', chr(65 + mix(i, 26)) || 'B-' || lpad(mix(i, 9999)::text, 4, '0'),
  repeat('word ' || chr(97 + mix(i, 26)) || ' ', 20), (mix(i, 10000) / 10.0)::text, md5(i::text)::uuid::text,
  10 + mix(i, 500), round((10 + mix(i, 500)) * 0.19, 2), 0, 10 + mix(i, 500), 0,
  date_trunc('hour', now()) - (600 - i) * interval '2 hours'
from generate_series(1, 600) i;
update sale set total = net + tax, nearly = net + tax * (1 + mix(id, 2));
create table sale_line (sale_id int, line int, amount numeric(10,2));
insert into sale_line select s, l, 1 + mix(s * l, 50) from generate_series(1, 600) s, generate_series(1, 3) l where l <= 1 + s % 3;
update sale set lines_total = (select sum(amount) from sale_line where sale_id = sale.id);
`;

let source: TestSource;
let sale: Awaited<ReturnType<typeof rulesOf>>;
let line: Awaited<ReturnType<typeof rulesOf>>;

beforeAll(async () => {
  source = await TestSource.create();
  await source.admin.query(TABLES);
  await source.admin.query(
    `grant select on all tables in schema public to ${new URL(source.database.url).username}; analyze`,
  );
  sale = await rulesOf(source, "sale");
  line = await rulesOf(source, "sale_line");
});
afterAll(() => source.drop());

const columns = (found: Awaited<ReturnType<typeof rulesOf>>, kind: string): string[] =>
  ofKind(found, kind).map((text) => (JSON.parse(text) as { column: string }).column);

describe("a kind is proposed for what keeps it, and not for what nearly does", () => {
  test("not null and completeness", () => {
    expect(columns(sale, "NOT_NULL")).toEqual(expect.arrayContaining(["customer_id", "status", "price", "ordered_on"]));
    expect(columns(sale, "NOT_NULL")).not.toContain("mostly");
    expect(columns(sale, "COMPLETENESS")).toEqual(["mostly"]);
    const threshold = sale.rules.find(({ definition }) => definition.kind === "COMPLETENESS")!.threshold;
    expect(threshold).toBeGreaterThan(0.8);
    expect(threshold).toBeLessThan(0.9);
  });

  test("unique: single and composite", () => {
    const keys = ofKind(sale, "UNIQUE").join();
    for (const column of ["reference", "contact", "uuid_text"]) expect(keys).toContain(`"${column}"`);
    for (const column of ["almost", "spread", "price"]) expect(keys).not.toContain(`"${column}"`);
    expect(ofKind(line, "UNIQUE")).toEqual(['{"columns":["sale_id","line"]}']);
  });

  test("accepted values", () => {
    const lists = ofKind(sale, "ACCEPTED_VALUES");
    expect(lists).toContain('{"column":"status","values":["open","paid","sent"]}');
    expect(lists).toContain('{"column":"flag","values":["0","1"]}');
    expect(lists.join()).not.toContain('"spread"');
  });

  test("range, with room, and without a bound where the values run away", () => {
    const ranges = new Map(ofKind(sale, "RANGE").map((text) => [JSON.parse(text).column, JSON.parse(text)]));
    expect(ranges.get("price")).toMatchObject({ min: "0" });
    expect(Number(ranges.get("price").max)).toBeGreaterThan(100);
    expect(Number(ranges.get("price").max)).toBeLessThan(300);
    expect(Number(ranges.get("balance").min)).toBeLessThan(-40);
    expect(ranges.get("score")).toEqual({ column: "score", min: "1", max: "5" });
    expect(ranges.get("share")).toMatchObject({ min: "0", max: "1" });
    expect(ranges.get("ordered_on")).toEqual({ column: "ordered_on", min: "2019-01-01", max: "2024-01-01" });
  });

  test("patterns of codes, types of texts, characters", () => {
    const patterns = new Map(
      ofKind(sale, "PATTERN").map((text) => [JSON.parse(text).column, JSON.parse(text).pattern]),
    );
    expect(patterns.get("sku")).toBe("^[A-Z]{2}-[0-9]{4}$");
    expect(patterns.get("zip")).toBe("^[0-9]{5}$");
    expect(ofKind(sale, "TYPE_CONFORMITY")).toEqual([
      '{"column":"amount_text","type":"DECIMAL"}',
      '{"column":"contact","type":"EMAIL"}',
      '{"column":"uuid_text","type":"UUID"}',
    ]);
  });

  test("length", () => {
    expect(columns(sale, "LENGTH")).toContain("note");
  });

  test("references without a foreign key", () => {
    const references = ofKind(sale, "REFERENTIAL").map((text) => JSON.parse(text).columns[0] as string);
    expect(references).toContain("customer_id");
    expect(references).toContain("country_iso");
    expect(references).not.toContain("lost_customer_id");
    expect(ofKind(line, "REFERENTIAL")[0]).toContain('"table":"sale"');
  });

  test("a foreign key that was never checked guarantees nothing, one that was does", async () => {
    await source.admin.query(
      `create table visit (id int primary key, customer_id int, checked_customer_id int references customer);
       insert into visit select i, 1 + mix(i, 300), 1 + mix(i + 1, 300) from generate_series(1, 600) i;
       insert into visit values (601, 9999, 1);
       alter table visit add foreign key (customer_id) references customer not valid;
       grant select on visit to ${new URL(source.database.url).username}; analyze visit`,
    );
    const visit = await rulesOf(source, "visit");
    const references = visit.rules.filter(({ definition }) => definition.kind === "REFERENTIAL");
    expect(references.map(({ definition }) => (definition as { columns?: string[] }).columns)).toEqual([
      ["customer_id"],
    ]);
  });

  test("order of columns", () => {
    const orders = ofKind(sale, "COLUMN_ORDER").join();
    expect(orders).toContain('{"lower":"ordered_on","upper":"shipped_on","strict":false}');
    expect(orders).not.toContain("other_on");
  });

  test("sums within a row, and over another table's rows", () => {
    expect(ofKind(sale, "SUM")).toEqual(['{"total":"total","parts":["net","tax"],"tolerance":"0.01"}']);
    expect(ofKind(sale, "TOTAL")).toEqual([expect.stringContaining('"total":"lines_total","key":["id"]')]);
  });

  test("dependencies", () => {
    const dependencies = ofKind(sale, "FUNCTIONAL_DEPENDENCY").join();
    expect(dependencies).toContain('{"determinants":["zip"],"dependent":"city"}');
    expect(dependencies).not.toContain("other_city");
  });

  test("freshness of a table that is written still, and the number of rows", () => {
    expect(ofKind(sale, "FRESHNESS")).toEqual(['{"column":"created_at","maxAgeHours":48}']);
    expect(ofKind(sale, "ROW_COUNT")).toEqual(['{"min":300,"max":6000}']);
  });
});

test("all rules hold on the rows that they come from, with a confidence from rows that they don't", () => {
  for (const { confidence, heldRows, candidate } of [...sale.rules, ...line.rules]) {
    expect(confidence).toBeGreaterThan(0.5);
    expect(confidence).toBeLessThan(1.0001);
    const ofRows = candidate.confidence === undefined;
    expect([candidate.name, heldRows > 0]).toEqual([candidate.name, ofRows]);
  }
});

test("two runs say the same, byte by byte, with and without validation", async () => {
  expect(JSON.stringify(await rulesOf(source, "sale"))).toBe(JSON.stringify(sale));
  const unchecked = await rulesOf(source, "sale", { validate: false });
  expect(JSON.stringify(await rulesOf(source, "sale", { validate: false }))).toBe(JSON.stringify(unchecked));
});

test("where values may not leave, no text of the data is in a rule", async () => {
  const found = await rulesOf(source, "sale", { valuesMayLeave: false });
  expect(ofKind(found, "ACCEPTED_VALUES")).toEqual(['{"column":"flag","values":["0","1"]}']);
  expect(JSON.stringify(found.rules)).not.toMatch(/open|paid|sent|Town/);
});
