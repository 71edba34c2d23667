import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { runType, TYPES_IN_ORDER } from "../support/every-type.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { registerService, runToEnd } from "../support/sample-service.js";
import { targetOf } from "../workflows/profiling/ways.js";

const CANARY = "canary7f3a";
/** Tables that keep a table's own values by design: profiles, which a token without data:read sees masked. */
const PROFILES = new Set(["table_profile", "column_profile"]);

let app: TestApp;
let client: TestClient;
let database: TestDatabase;
const log: string[] = [];

/** Values that occur once, that hide among others, and that are as frequent as a code is. */
const TABLES = `
  create type mood as enum ('fine', 'bad');
  create table person (id int generated always as identity primary key, full_name text, email text, phone text, iban text,
    national_id text, note text, birth_date date, contact jsonb, tags text[], status text, password text, city text, mood mood);
  insert into person (full_name, email, phone, iban, national_id, note, birth_date, contact, tags, status, password, city, mood)
  select '${CANARY} Smith' || i, '${CANARY}' || i || '@example.org', '+1 202 555 ' || lpad(i::text, 4, '0') || ' ${CANARY}', '${CANARY}' || i,
    '${CANARY}-' || i, 'said ${CANARY} on the phone', date '1970-01-01' + i, jsonb_build_object('email', '${CANARY}' || i || '@example.org'),
    array['${CANARY}'], case when i % 3 = 0 then 'open' else 'done' end, md5('${CANARY}' || i), '${CANARY}ville', 'fine'
  from generate_series(1, 400) i;
  create table visit (id int primary key, person_email text, person_name text, voucher text, starts_at timestamp, ends_at timestamp);
  insert into visit select i, '${CANARY}' || i || '@example.org', '${CANARY} Smith' || i, '${CANARY}' || i,
    timestamp '2026-01-01' + i * interval '1 hour', timestamp '2026-01-01' + (i + 1) * interval '1 hour' from generate_series(1, 400) i;
`;

beforeAll(async () => {
  database = await createTestDatabase("canary");
  await run(database.url, TABLES);
  app = await startTestApp({ log: (line) => log.push(line) });
  client = await app.as({ scope: "runs:read runs:write admin" });
  const { host, port, database: name, user, password = "" } = targetOf(database.url);
  await registerService(client, "Source", { host, port, database: name, user, password });
  await runToEnd(client, "SERVICE_INGESTION", `Source.${name}`);
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  try {
    return await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** Where the canary is in the gateway's own database, by table. */
async function kept(): Promise<string[]> {
  const { rows } = await run(
    app.database.superuserUrl,
    "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const found: string[] = [];
  for (const { schemaname, tablename } of rows) {
    const name = `${pg.escapeIdentifier(schemaname)}.${pg.escapeIdentifier(tablename)}`;
    const hits = await run(
      app.database.superuserUrl,
      `select 1 from ${name} t where t::text like '%${CANARY}%' limit 1`,
    );
    if (hits.rows.length > 0 && !PROFILES.has(tablename)) found.push(tablename);
  }
  return found;
}

test.each(TYPES_IN_ORDER)(
  "%s shows no value of the source: not in its output, its changes, its events or the log",
  async (type) => {
    const result = await runType(client, type, `Source.${database.name}`);
    expect(result.failed).toEqual([]);
    expect(JSON.stringify(result)).not.toContain(CANARY);
    expect(await kept()).toEqual([]);
    expect(log.filter((line) => line.includes(CANARY))).toEqual([]);
  },
);
