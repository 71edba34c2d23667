import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { fillSampleDatabase } from "../../src/demo/sample-database/fill-sample-database.js";
import { createTestDatabase, sampleDatabase, type TestDatabase } from "../support/postgres.js";

const doc = readFileSync(new URL("../../docs/sample-database.md", import.meta.url), "utf8");
const tables = [...doc.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, name, rows]) => ({
  name: name!,
  rows: Number(rows),
}));
const views = [...doc.matchAll(/^\| `(\w+)` \| [a-z]/gm)].map(([, name]) => name!);
const dirt = [...doc.matchAll(/^\| (.+?) \| .+? \| (\d+) \| `(select .+)` \|$/gm)].map(([, what, rows, sql]) => ({
  what: what!,
  rows: Number(rows),
  sql: sql!,
}));

let database: TestDatabase;
let client: pg.Client;

async function connect(url: string): Promise<pg.Client> {
  const connection = new pg.Client({ connectionString: url });
  await connection.connect();
  return connection;
}

async function one(connection: pg.Client, sql: string): Promise<unknown> {
  const { rows } = await connection.query<unknown[]>({ text: sql, rowMode: "array" });
  return rows[0]?.[0];
}

const checksum = (connection: pg.Client, table: string) =>
  one(connection, `select md5(string_agg(row::text, '|' order by row::text collate "C")) from ${table} as row`);

beforeAll(async () => {
  database = await createTestDatabase("sample");
  await fillSampleDatabase(database.url);
  client = await connect(database.url);
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

describe("the sample database", () => {
  it("is described table by table", () => {
    expect(tables).toHaveLength(15);
    expect(views).toHaveLength(7);
    expect(dirt.length).toBeGreaterThan(30);
  });

  it.each(tables)("has $rows rows in $name", async ({ name, rows }) => {
    expect(Number(await one(client, `select count(*) from ${name}`))).toBe(rows);
    expect(await one(client, `select reltuples::int from pg_class where oid = 'public.${name}'::regclass`)).toBe(rows);
  });

  it("has no table or view that is not described", async () => {
    const sql =
      "select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace";
    expect(await one(client, `${sql} and relkind = 'r'`)).toEqual(tables.map(({ name }) => name).sort());
    expect(await one(client, `${sql} and relkind = 'v'`)).toEqual([...views].sort());
  });

  it.each(views)("shows rows in %s", async (view) => {
    expect(Number(await one(client, `select count(*) from ${view}`))).toBeGreaterThan(0);
  });

  it.each(dirt)("has the dirt that the page lists: $what, $rows", async ({ rows, sql }) => {
    expect(Number(await one(client, sql))).toBe(rows);
  });

  it("takes new rows after the generated ones", async () => {
    await client.query("begin");
    expect(await one(client, "insert into actor (first_name, last_name) values ('A', 'B') returning actor_id")).toBe(
      201,
    );
    await client.query("rollback");
  });

  it("has the same rows in two databases", async () => {
    const other = await sampleDatabase();
    const reader = await connect(other.ownerUrl);
    try {
      for (const { name } of tables)
        expect([name, await checksum(reader, name)]).toEqual([name, await checksum(client, name)]);
    } finally {
      await reader.end();
    }
  });

  it("is filled once only", async () => {
    const said: string[] = [];
    const before = await one(client, "select 'actor'::regclass::oid");
    await Promise.all([1, 2].map(() => fillSampleDatabase(database.url, (line) => said.push(line))));
    expect(said).toEqual([]);
    expect(await one(client, "select 'actor'::regclass::oid")).toBe(before);
  });

  it("is filled anew when it is of another edition", async () => {
    const old = await createTestDatabase("old_sample");
    const connection = await connect(old.url);
    try {
      await fillSampleDatabase(old.url);
      await connection.query("delete from payment");
      await connection.query(`comment on database ${old.name} is 'dvdrental sample, generated, edition 0'`);
      await fillSampleDatabase(old.url);
      expect(await checksum(connection, "payment")).toBe(await checksum(client, "payment"));
    } finally {
      await connection.end();
      await old.drop();
    }
  });

  it("never touches tables of somebody else", async () => {
    const strange = await createTestDatabase("strange");
    const connection = await connect(strange.url);
    try {
      await connection.query("create table film as select 1 as mine");
      await expect(fillSampleDatabase(strange.url)).rejects.toThrow("empty database");
      expect(await one(connection, "select mine from film")).toBe(1);
    } finally {
      await connection.end();
      await strange.drop();
    }
  });

  it("can be read, and only read, by the demo tenant", async () => {
    const { host, port, database: name, user, password } = await sampleDatabase();
    const reader = new pg.Client({ host, port, database: name, user, password });
    await reader.connect();
    try {
      expect(Number(await one(reader, "select count(*) from customer_list"))).toBe(599);
      await expect(reader.query("delete from payment")).rejects.toThrow("permission denied");
    } finally {
      await reader.end();
    }
  });
});
