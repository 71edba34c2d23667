import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { ingestedSample, runToEnd } from "../../support/sample-service.js";

const SEARCH = `query ($query: String, $filter: AssetFilter, $first: Int, $after: Cursor) {
  searchAssets(query: $query, filter: $filter, first: $first, after: $after) {
    nodes { fqn name } pageInfo { hasNextPage endCursor }
  }
}`;
const ROOT = "PostgreSQL.dvdrental.public";

let app: TestApp;
let client: TestClient;
let database: pg.Client;
let everything: string[];

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
  database = new pg.Client({ connectionString: app.database.superuserUrl });
  await database.connect();
  everything = await found({});
});

afterAll(async () => {
  await database.end();
  await app.stop();
});

async function found(filter: object, query: string | null = null, as = client): Promise<string[]> {
  const { searchAssets } = await as.ask(SEARCH, { query, filter, first: 100 });
  return searchAssets.nodes.map(({ name }: { name: string }) => name);
}

const without = (names: readonly string[]) => everything.filter((name) => !names.includes(name));
const edit = (kind: "Table" | "Column", input: object) =>
  client.ask(`mutation ($input: Update${kind}Input!) { update${kind}(input: $input) { userErrors { message } } }`, {
    input,
  });

test("described: with a description of its own", async () => {
  await edit("Table", { fqn: `${ROOT}.film`, description: "Films." });
  await edit("Column", { fqn: `${ROOT}.actor.first_name`, description: "A name." });
  expect(await found({ described: true })).toEqual(["film"]);
  expect(await found({ described: false })).toEqual(without(["film"]));
  await edit("Table", { fqn: `${ROOT}.film`, description: null });
  expect(await found({ described: true })).toEqual([]);
});

test("tags and piiTagged: on the table or on a column; all of them", async () => {
  await edit("Column", { fqn: `${ROOT}.customer.email`, addTags: ["PII.Email"] });
  await edit("Table", { fqn: `${ROOT}.staff`, addTags: ["PII.Name", "Finance"] });
  await edit("Column", { fqn: `${ROOT}.payment.amount`, addTags: ["Finance"] });
  expect(await found({ piiTagged: true })).toEqual(["customer", "staff"]);
  expect(await found({ piiTagged: false })).toEqual(without(["customer", "staff"]));
  expect(await found({ tags: ["Finance"] })).toEqual(["payment", "staff"]);
  expect(await found({ tags: ["Finance", "PII.Name"] })).toEqual(["staff"]);
  expect(await found({ tags: ["Finance", "PII.Email"] })).toEqual([]);
  expect(await found({ tags: ["finance"] })).toEqual([]);
  expect(await found({ tags: [] })).toEqual(everything);
  await edit("Column", { fqn: `${ROOT}.customer.email`, removeTags: ["PII.Email"] });
  expect(await found({ piiTagged: true })).toEqual(["staff"]);
});

test("hasDqRules and hasOpenViolations follow what runs find", async () => {
  expect(await found({ hasDqRules: true })).toEqual([]);
  await runToEnd(client, "GENERATE_DQ_RULES", `${ROOT}.film`);
  expect(await found({ hasDqRules: true })).toEqual(["film"]);
  expect(await found({ hasOpenViolations: true })).toEqual([]);
  await database.query(
    `update dq_rule set definition = '{"kind": "ROW_COUNT", "min": 1000000, "max": null}' where id = (select id from dq_rule limit 1)`,
  );
  await runToEnd(client, "DQ_EXECUTION", `${ROOT}.film`);
  expect(await found({ hasOpenViolations: true })).toEqual(["film"]);
  expect(await found({ hasOpenViolations: false, hasDqRules: true })).toEqual([]);
});

test("requiresApproval: something waits for a decision", async () => {
  await runToEnd(client, "GENERATE_PII_TAGS", `${ROOT}.address`, { saveAll: false });
  expect(await found({ requiresApproval: true })).toEqual(["address"]);
  expect(await found({ requiresApproval: false })).toEqual(without(["address"]));
});

test("under a service, database or schema, however it is written; and of what is not there nothing", async () => {
  for (const under of ["PostgreSQL", "PostgreSQL.dvdrental", `"PostgreSQL".dvdrental."public"`]) {
    expect(await found({ under })).toEqual(everything);
  }
  for (const under of ["PostgreSQ", "PostgreSQL.dvdrenta", `${ROOT}c`, "Nobody"]) {
    expect(await found({ under })).toEqual([]);
  }
  expect(await found({ under: ROOT, tags: ["Finance"] }, "amount")).toEqual(["payment"]);
});

test("another tenant finds nothing of it, by name, word or place", async () => {
  const stranger = await app.as({ project: "elsewhere" });
  expect(await found({}, null, stranger)).toEqual([]);
  expect(await found({}, "film", stranger)).toEqual([]);
  expect(await found({ under: ROOT }, null, stranger)).toEqual([]);
  expect(await found({ described: false }, null, stranger)).toEqual([]);
});

test("pages have no gap and no duplicate while other tables come, change and go", async () => {
  const asked: [string | null, object][] = [
    [null, {}],
    ["film", {}],
    [null, { described: false }],
    ["last", { piiTagged: false }],
  ];
  for (const [query, filter] of asked) {
    const expected = (await found(filter, query)).filter((name) => !name.startsWith("store"));
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; ; page++) {
      const { searchAssets }: any = await client.ask(SEARCH, { query, filter, first: 2, after });
      seen.push(...searchAssets.nodes.map(({ name }: { name: string }) => name));
      after = searchAssets.pageInfo.endCursor;
      if (!searchAssets.pageInfo.hasNextPage) break;
      await edit("Table", { fqn: `${ROOT}.store`, displayName: `The film store, last of ${page}` });
    }
    expect(seen.filter((name) => !name.startsWith("store"))).toEqual(expected);
    expect(new Set(seen).size).toBe(seen.length);
  }
});

test("a removed service is not found any more", async () => {
  const { dataServices } = await client.ask("{ dataServices(first: 1) { nodes { id } } }");
  await client.ask(
    "mutation ($input: RemoveDataServiceInput!) { removeDataService(input: $input) { userErrors { message } } }",
    { input: { id: dataServices.nodes[0].id } },
  );
  expect(await found({})).toEqual([]);
});
