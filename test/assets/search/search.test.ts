import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { createTestDatabase, execute, type TestDatabase } from "../../support/postgres.js";
import { registerService, runToEnd } from "../../support/sample-service.js";
import { targetOf } from "../../workflows/profiling/ways.js";

const SEARCH = `query ($query: String, $filter: AssetFilter, $first: Int, $after: Cursor) {
  searchAssets(query: $query, filter: $filter, first: $first, after: $after) {
    nodes { __typename fqn name kind ... on Table { requiresApproval } } edges { cursor } pageInfo { hasNextPage endCursor }
  }
}`;

let app: TestApp;
let client: TestClient;
let source: TestDatabase;
let root: string;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  source = await createTestDatabase("searched");
  await execute(
    source.url,
    `create schema sales; create schema "odd.one";
     create table sales.customer (id int primary key, email text, "createdAt" date);
     create table sales."customerOrder" (id int primary key, customer_id int references sales.customer (id), total numeric);
     create table sales.invoice_line (id int primary key, order_id int, "XMLPayload" text);
     create table sales.employee (id int, "straße" text, nickname text);
     create view sales.recent_customers as select * from sales.customer;
     create table "odd.one"."Ärger ""x""" (a int);
     create table "odd.one".счета ("Дата" date);
     create table public.metric (address2 text);
     comment on table sales.invoice_line is 'What was billed, in Café Müller''s way.';
     comment on column sales.employee.nickname is 'Spitzname eines Kunden: zebra';`,
  );
  const { host, port, database, user, password = "" } = targetOf(source.url);
  await registerService(client, "Shop", { host, port, database, user, password });
  await runToEnd(client, "SERVICE_INGESTION", `Shop.${source.name}`);
  root = `Shop.${source.name}`;
});

afterAll(async () => {
  await app.stop();
  await source.drop();
});

const page = async (variables: object, as = client) =>
  (await as.ask(SEARCH, { first: 100, ...variables })).searchAssets;
const found = async (query: string | null, filter: object | null = null, as = client): Promise<string[]> =>
  (await page({ query, filter }, as)).nodes.map(({ name }: { name: string }) => name);
const EVERYTHING = [
  'Ärger "x"',
  "счета",
  "metric",
  "customer",
  "customerOrder",
  "employee",
  "invoice_line",
  "recent_customers",
];

test.each<[string, string[]]>([
  ["customer", ["customer", "customerOrder", "recent_customers"]],
  ["CUSTOMER", ["customer", "customerOrder", "recent_customers"]],
  ["cust", ["customer", "customerOrder", "recent_customers"]],
  ["custome r", []],
  ["customers", ["recent_customers"]],
  ["customer order", ["customerOrder"]],
  ["order customer", ["customerOrder"]],
  ["customerorder", ["customerOrder"]],
  ["customerOrder", ["customerOrder"]],
  ["customer_order", ["customerOrder"]],
  ["order", ["customerOrder", "invoice_line"]],
  ["sales.customer", ["customer", "customerOrder", "recent_customers"]],
  ["shop email", ["customer", "recent_customers"]],
  ["created at", ["customer", "recent_customers"]],
  ["createdat", ["customer", "recent_customers"]],
  ["xml payload", ["invoice_line"]],
  ["payload", ["invoice_line"]],
  ["cafe muller", ["invoice_line"]],
  ["CAFÉ MÜLLER'S", ["invoice_line"]],
  ["billed zebra", []],
  ["zebra", ["employee"]],
  ["straße", ["employee"]],
  ["STRAßE", ["employee"]],
  ["arger", ['Ärger "x"']],
  ["odd one", ['Ärger "x"', "счета"]],
  ["СЧЕТА", ["счета"]],
  ["дата", ["счета"]],
  ["address", ["metric"]],
  ["nothing at all", []],
])("%j finds %j", async (query, names) => {
  expect(await found(query)).toEqual(names);
});

test.each(["", "  ", null])("without words (%j) all are found, by name", async (query) => {
  const { nodes } = await page({ query });
  expect(nodes.map(({ name }: { name: string }) => name)).toEqual(EVERYTHING);
  expect(nodes[0]).toEqual({
    __typename: "Table",
    fqn: `${root}."odd.one"."Ärger ""x"""`,
    name: 'Ärger "x"',
    kind: "TABLE",
    requiresApproval: false,
  });
});

test.each([
  ":*",
  "&|!",
  "'",
  "\\",
  "<->",
  "'':*",
  "a:*&!b",
  "() <2>",
  "\u{1f600}",
  "%",
  "_",
  "a' & 'b",
  "\u200d",
  "\u202e",
])("%j is no trouble", async (query) => {
  expect(await found(query)).toEqual(await found(query));
});

test("signs alone find nothing, and are not taken for a query's own", async () => {
  for (const query of [":*", "!", "&", "_", "' '"]) expect(await found(query)).toEqual([]);
  expect(await found("!customer")).toEqual(await found("customer"));
  expect(await found("zebra | customer")).toEqual([]);
});

test.each<[string, object, string, RegExp, string[]]>([
  ["too long", { query: "x".repeat(10_000) }, "VALIDATION_ERROR", /200 characters/, ["query"]],
  ["too many words", { query: "a b c d e f g h i j k" }, "VALIDATION_ERROR", /10 words/, ["query"]],
  ["NUL", { query: "a\0b" }, "VALIDATION_ERROR", /NUL/, ["query"]],
  ["half a character", { query: "a\ud800" }, "VALIDATION_ERROR", /half a character/, ["query"]],
  ["a page of none", { first: 0 }, "VALIDATION_ERROR", /1 to 100/, ["first"]],
  ["a page that is too long", { first: 101 }, "VALIDATION_ERROR", /1 to 100/, ["first"]],
  ["a made-up cursor", { after: "made up" }, "INVALID_REQUEST", /cursor/, []],
  ["under a column", { filter: { under: "a.b.c.d.e" } }, "VALIDATION_ERROR", /service/, ["filter", "under"]],
  ["under no name", { filter: { under: "a..b" } }, "VALIDATION_ERROR", /empty/, ["filter", "under"]],
  ["an empty tag", { filter: { tags: [""] } }, "VALIDATION_ERROR", /tags/, ["filter", "tags"]],
  ["too many tags", { filter: { tags: Array(21).fill("a") } }, "VALIDATION_ERROR", /20/, ["filter", "tags"]],
])("%s is refused", async (_, variables, code, message, path) => {
  const { data, errors } = await client.send(SEARCH, { first: 5, ...variables });
  expect(data ?? null).toBeNull();
  expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }]);
  if (path.length > 0) expect(JSON.stringify(errors![0]!.extensions)).toContain(path.join('","'));
});

test("a cursor is good for its own query, filter and tenant only", async () => {
  const { pageInfo } = await page({ query: "customer", first: 1 });
  const other = await app.as({ project: "other" });
  for (const [as, variables] of [
    [client, { query: "custom" }],
    [client, { query: "customer", filter: { described: false } }],
    [other, { query: "customer" }],
  ] as const) {
    const { errors } = await as.send(SEARCH, { ...variables, first: 1, after: pageInfo.endCursor });
    expect(errors).toMatchObject([{ extensions: { code: "INVALID_REQUEST" } }]);
  }
});
