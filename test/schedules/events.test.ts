import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { until } from "../runs/system.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { createRun, registerService, runToEnd, statusesOf } from "../support/sample-service.js";

/** Triggers that wait for what ingestion and execution of rules find, on a source that is changed meanwhile. */
let app: TestApp;
let client: TestClient;
let source: TestDatabase;
let sql: pg.Client;
let ingestion: string;
let profiling: string;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  source = await createTestDatabase("source");
  sql = new pg.Client({ connectionString: source.url });
  await sql.connect();
  await sql.query(`
    create schema shop; create schema other;
    create table shop.item (id int primary key, price numeric);
    create table other.thing (id int primary key);
    insert into shop.item select n, n from generate_series(1, 50) n`);
  const { hostname, port, username, password } = new URL(source.url);
  await registerService(client, "Src", {
    ...{ host: hostname, port: Number(port), database: source.name },
    ...{ user: username, password: decodeURIComponent(password) },
  });
  await runToEnd(client, "SERVICE_INGESTION", "Src");
  ingestion = await configuration("SERVICE_INGESTION", "Ingest", "Src", {
    serviceIngestion: { databases: [source.name] },
  });
  profiling = await configuration("PROFILING", "Profile", `Src.${source.name}.shop.item`);
});
afterAll(async () => {
  await sql?.end();
  await app.stop();
  await source.drop();
});

async function configuration(workflowType: string, name: string, assetFqn: string, parameters?: object) {
  const { createWorkflowConfiguration: answer } = await client.ask(
    `mutation ($input: CreateWorkflowConfigurationInput!) {
      createWorkflowConfiguration(input: $input) { workflowConfiguration { id } userErrors { message } }
    }`,
    { input: { workflowType, name, assetFqn, parameters } },
  );
  expect(answer.userErrors).toEqual([]);
  return answer.workflowConfiguration.id as string;
}

async function trigger(configurationId: string, event: object): Promise<string> {
  const { createWorkflowTrigger: answer } = await client.ask(
    `mutation ($input: CreateWorkflowTriggerInput!) {
      createWorkflowTrigger(input: $input) { workflowTrigger { id } userErrors { message } }
    }`,
    { input: { configurationId, event, overlapPolicy: "QUEUE" } },
  );
  expect(answer.userErrors).toEqual([]);
  return answer.workflowTrigger.id;
}

/** Runs a configuration to its end, and waits until the triggers have heard of it; answers those that fired. */
async function firedBy(configurationId: string, more: object = {}): Promise<string[]> {
  const runId = await createRun(client, { configurationId, ...more });
  await statusesOf(client, runId);
  const admin = new pg.Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  try {
    await until("the triggers have heard of it", async () => {
      const { rows } = await admin.query(
        `select 1 from feed_follower f where f.name = 'triggers' and f.position >=
           (select max(t.position) from workflow_run_status_transition t where t.run_id = $1)`,
        [runId],
      );
      return rows.length > 0;
    });
    const { rows } = await admin.query<{ id: string }>(
      "select trigger_id as id from workflow_firing where caused_by_run_id = $1",
      [runId],
    );
    return rows.map(({ id }) => id).sort();
  } finally {
    await admin.end();
  }
}

test("tableChanged: when an ingestion that saves finds a table new, changed or gone at or under the asset", async () => {
  const inService = await trigger(profiling, { tableChanged: { assetFqn: "Src" } });
  const inShop = await trigger(profiling, { tableChanged: { assetFqn: `Src.${source.name}.shop` } });
  const ofItem = await trigger(profiling, { tableChanged: { assetFqn: `Src.${source.name}.shop.item` } });
  const toCome = await trigger(profiling, { tableChanged: { assetFqn: `Src.${source.name}.other.later` } });
  const sorted = (...ids: string[]) => ids.sort();
  expect(await firedBy(ingestion)).toEqual([]); // nothing has changed
  await sql.query("alter table shop.item add column name text");
  expect(await firedBy(ingestion, { saveAll: false })).toEqual([]);
  expect(await firedBy(ingestion)).toEqual(sorted(inService, inShop, ofItem));
  expect(await firedBy(ingestion)).toEqual([]);
  await sql.query("create table other.later (id int)");
  expect(await firedBy(ingestion)).toEqual(sorted(inService, toCome));
  await sql.query("drop table other.thing");
  expect(await firedBy(ingestion)).toEqual([inService]);
  await sql.query("create schema empty");
  expect(await firedBy(ingestion)).toEqual([]); // a schema is no table
  await sql.query("drop schema other cascade");
  expect(await firedBy(ingestion)).toEqual(sorted(inService, toCome));
});

test("ruleFailed: when a run finds rules at or under the asset that don't hold, by severity or one by one", async () => {
  const item = `Src.${source.name}.shop.item`;
  const execution = await configuration("DQ_EXECUTION", "Execute", item);
  const admin = new pg.Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  const rule = async (column: string, severity: string) => {
    const { rows } = await admin.query<{ id: string }>(
      `insert into dq_rule (id, tenant_id, table_id, column_name, signature, definition, name, dimension, severity, threshold, sql, status,
         origin, confidence, justification, created_at, updated_at)
       select gen_random_uuid(), c.tenant_id, c.table_id, c.name, 'x' || c.id, jsonb_build_object('kind', 'NOT_NULL', 'column', c.name),
         'x', 'COMPLETENESS', $2, 1, 'select', 'ACTIVE', 'STEWARD', 1, '{}', now(), now()
       from catalog_column c join catalog_table t on t.id = c.table_id where t.name = 'item' and c.name = $1 returning id`,
      [column, severity],
    );
    return rows[0]!.id;
  };
  const nameRule = await rule("name", "MEDIUM");
  const priceRule = await rule("price", "HIGH");
  await admin.end();
  const any = await trigger(profiling, { ruleFailed: {} });
  const severe = await trigger(profiling, { ruleFailed: { assetFqn: "Src", minimumSeverity: "HIGH" } });
  const ofName = await trigger(profiling, { ruleFailed: { ruleId: nameRule } });
  const ofPrice = await trigger(profiling, { ruleFailed: { assetFqn: `${item}.price`, minimumSeverity: "LOW" } });
  const ofBoth = await trigger(profiling, { ruleFailed: { assetFqn: `${item}.price`, ruleId: nameRule } });
  expect(priceRule).not.toBe(nameRule);
  await sql.query("update shop.item set name = 'x'");
  expect(await firedBy(execution)).toEqual([]);
  await sql.query("update shop.item set name = null where id = 1");
  expect(await firedBy(execution)).toEqual([any, ofName].sort());
  expect(await firedBy(execution, { saveAll: false })).toEqual([]);
  await sql.query("update shop.item set name = 'x', price = null where id = 1");
  const fired = await firedBy(execution);
  expect(fired).toEqual([any, ofPrice, severe].sort());
  expect(fired).not.toContain(ofBoth);
});
