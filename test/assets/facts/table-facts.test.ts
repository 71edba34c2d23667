import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { loadTableFacts } from "../../../src/assets/facts/load-table-facts.js";
import type { Fqn } from "../../../src/platform/fqn.js";
import { IngestionHarness } from "../catalog/ingestion-harness.js";

let harness: IngestionHarness;
let database: string;

beforeAll(async () => {
  harness = await IngestionHarness.open("facts");
  const source = await harness.source(`
    create schema other;
    create table other.country (id int primary key, name text);
    create table city (id int primary key, country_id int references other.country);
    create table address (id int primary key, city_id int references city, street text);
    comment on column address.street is 'with the number';
    create table customer (id int primary key, address_id int references address);
    create table invoice (id int primary key, customer_id int references customer, part_of int references invoice);
    create table payment (id int primary key, invoice_id int references invoice);
    create table alone (id int);
    create table measured (id int primary key, at date, customer_id int references customer) partition by range (id);
    create table measured_1 partition of measured for values from (0) to (10);
  `);
  database = source.name;
  await harness.register("acme", "S", source);
  await harness.ingest("acme", `S.${database}`);
  await harness.register("other", "S", source);
  await harness.ingest("other", `S.${database}`);
});

afterAll(() => harness.close());

const factsOf = (name: string, tenantId = "acme", schema = "public") =>
  harness.database.tenant(tenantId, (manager) =>
    loadTableFacts(manager, tenantId, ["S", database, schema, name] as unknown as Fqn),
  );

const related = async (name: string, schema?: string) =>
  (await factsOf(name, "acme", schema))!.related.map((table) => `${table.schema}.${table.name}`);

test("a table comes with its columns and with what foreign keys connect it with, two steps in both directions", async () => {
  const address = (await factsOf("address"))!;
  expect(address.columns.map(({ name, type, comment }) => [name, type, comment])).toEqual([
    ["id", "integer", null],
    ["city_id", "integer", null],
    ["street", "text", "with the number"],
  ]);
  expect(address.constraints.map(({ kind }) => kind)).toEqual(["FOREIGN_KEY", "PRIMARY_KEY"]);
  expect(address.related.map((table) => `${table.schema}.${table.name}`)).toEqual([
    "other.country",
    "public.city",
    "public.customer",
    "public.invoice",
    "public.measured",
  ]);
  expect(address.related[1]!.columns).toEqual([
    { name: "id", type: "integer" },
    { name: "country_id", type: "integer" },
  ]);
  expect(address).toMatchObject({ profile: null, annotations: [] });
});

test("a reference to itself leads nowhere, and what is alone has no relations", async () => {
  expect(await related("invoice")).toEqual(["public.address", "public.customer", "public.measured", "public.payment"]);
  expect(await related("alone")).toEqual([]);
  expect(await related("country", "other")).toEqual(["public.address", "public.city"]);
});

test("another tenant's tables of the same names are no relations, and what is gone is not there", async () => {
  const ids = async (tenant: string) => (await factsOf("address", tenant))!.id;
  expect(await ids("acme")).not.toBe(await ids("other"));
  expect((await factsOf("address", "other"))!.related.length).toBe(5);
  expect(await factsOf("nope")).toBeUndefined();
});
