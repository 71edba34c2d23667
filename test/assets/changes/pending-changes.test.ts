import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { ingestedSample, runToEnd } from "../../support/sample-service.js";

const CUSTOMER = "PostgreSQL.dvdrental.public.customer";
const TABLES = `query ($fqns: AssetFqn!, $first: Int, $after: Cursor) { dataAsset(fqn: $fqns) { ... on Table {
  requiresApproval
  pendingChanges(first: $first, after: $after) { nodes { id targetFqn kind after decision } pageInfo { hasNextPage endCursor } }
  columns { name pendingChanges { nodes { id } } }
} } }`;

let app: TestApp;
let client: TestClient;
let database: pg.Client;
let runId: string;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
  database = new pg.Client({ connectionString: app.database.superuserUrl });
  await database.connect();
  ({ runId } = await runToEnd(client, "GENERATE_PII_TAGS", "PostgreSQL.dvdrental.public", { saveAll: false }));
});

afterAll(async () => {
  await database.end();
  await app.stop();
});

const read = async (more: object = {}, fqns = CUSTOMER, as = client) =>
  (await as.ask(TABLES, { fqns, first: 100, ...more })).dataAsset;

const changes = async (where = "true") =>
  (
    await database.query(
      `select id from proposed_change where run_id = $1 and table_fqn = $2 and ${where} order by id`,
      [runId, CUSTOMER],
    )
  ).rows.map(({ id }) => id as string);

test("a table shows what waits for a decision of it and its columns, a column its own", async () => {
  const all = await changes();
  expect(all.length).toBeGreaterThan(3);
  const table = await read();
  expect(table.requiresApproval).toBe(true);
  expect(table.pendingChanges.nodes.map(({ id }: { id: string }) => id)).toEqual(all);
  const ofColumns = table.columns.flatMap((column: { pendingChanges: { nodes: { id: string }[] } }) =>
    column.pendingChanges.nodes.map(({ id }) => id),
  );
  expect(ofColumns.toSorted()).toEqual(all);
  expect(await read({}, "PostgreSQL.dvdrental.public.language")).toMatchObject({
    requiresApproval: false,
    pendingChanges: { nodes: [] },
  });
});

test("they come in pages", async () => {
  const pages: string[] = [];
  for (let after: string | null = null; ; ) {
    const { pendingChanges } = await read({ first: 2, after });
    pages.push(...pendingChanges.nodes.map(({ id }: { id: string }) => id));
    after = pendingChanges.pageInfo.endCursor;
    if (!pendingChanges.pageInfo.hasNextPage) break;
  }
  expect(pages).toEqual(await changes());
  for (const first of [0, 101]) {
    expect((await client.send(TABLES, { fqns: CUSTOMER, first })).errors).toMatchObject([
      { extensions: { code: "VALIDATION_ERROR" } },
    ]);
  }
  const { pendingChanges } = await read({ first: 1 });
  const elsewhere = { fqns: "PostgreSQL.dvdrental.public.staff", first: 1, after: pendingChanges.pageInfo.endCursor };
  expect((await client.send(TABLES, elsewhere)).errors).toMatchObject([{ extensions: { code: "INVALID_REQUEST" } }]);
});

test("what is decided, found again, or of a run that has not completed does not wait", async () => {
  const [first, second, ...rest] = await changes();
  await database.query("update proposed_change set decision = 'APPROVED' where id = $1", [first]);
  await database.query("update proposed_change set before = after where id = $1", [second]);
  expect((await read()).pendingChanges.nodes.map(({ id }: { id: string }) => id)).toEqual(rest);
  const { rows: approvals } = await database.query("delete from workflow_run_approval where run_id = $1 returning *", [
    runId,
  ]);
  expect(approvals).toHaveLength(1);
  expect(await read()).toMatchObject({ requiresApproval: false, pendingChanges: { nodes: [] } });
});

test("a rule waits that asks for something else in the same words", async () => {
  const { runId: rules } = await runToEnd(client, "GENERATE_DQ_RULES", CUSTOMER);
  expect((await read()).requiresApproval).toBe(false);
  const again = await runToEnd(client, "GENERATE_DQ_RULES", CUSTOMER, { saveAll: false });
  expect((await read()).requiresApproval).toBe(false); // it found the same again
  const { rows } = await database.query(
    `update dq_rule set definition = definition || '{"x": 1}' where id = (select min(id::text)::uuid from dq_rule where run_id = $1)
     returning signature`,
    [rules],
  );
  const { rows: changed } = await database.query("select id from proposed_change where run_id = $1 and name = $2", [
    again.runId,
    rows[0].signature,
  ]);
  const { requiresApproval, pendingChanges } = await read();
  expect(requiresApproval).toBe(true);
  expect(pendingChanges.nodes.map(({ id }: { id: string }) => id)).toEqual(changed.map(({ id }) => id));
  const { searchAssets } = await client.ask(`{ searchAssets(filter: { requiresApproval: true }) { nodes { fqn } } }`);
  expect(searchAssets.nodes).toEqual([{ fqn: CUSTOMER }]);
});
