import { randomUUID } from "node:crypto";
import { chmod, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";
import { AWKWARD_TABLES, awkwardTablesSql } from "./awkward-tables.js";
import { differences } from "./compare.js";
import { everyTypeSql, TYPES_SQL } from "./every-type.js";
import { oracleProfile } from "./oracle/oracle.js";
import { profileTable, testSources, WAYS } from "./ways.js";

const EVERY_TYPE = ["every type", "every type without rows", "every type in one row"] as const;
const CREATED = ["every_type", "every_type_empty", "every_type_one"] as const;

describe("a column of every type, and every kind of table, is profiled as plain SQL says", () => {
  const sources = testSources();
  const file = join(tmpdir(), `rows-${randomUUID()}.csv`);
  let database: TestDatabase;
  let client: pg.Client;
  let readerUrl: string;

  beforeAll(async () => {
    await writeFile(file, '1,one,2024-01-01\n2,"two, with comma",\n3,,2024-01-03\n');
    await chmod(file, 0o644);
    database = await createTestDatabase("every_type");
    client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query(TYPES_SQL);
    await client.query(everyTypeSql("every_type", 140));
    await client.query(everyTypeSql("every_type_empty", 1));
    await client.query("truncate every_type_empty");
    await client.query(everyTypeSql("every_type_one", 1));
    const owner = new URL(database.url);
    await client.query(awkwardTablesSql(file).replaceAll(":role", pg.escapeIdentifier(owner.username)));
    readerUrl = database.url;
  }, 120_000);

  afterAll(async () => {
    await client.end();
    await database.drop();
    await rm(file, { force: true });
  });

  const cases = Object.entries(WAYS).flatMap(([way, compute]) => [
    ...EVERY_TYPE.map((title, index) => [`${way}: ${title}`, compute, CREATED[index]!] as const),
    ...AWKWARD_TABLES.map((table) => [`${way}: table ${table}`, compute, table] as const),
  ]);
  test.each(cases)("%s", async (_, compute, table) => {
    const profile = await profileTable(compute, sources, database.superuserUrl, ["public", table]);
    expect(differences(profile, await oracleProfile(client, "public", table))).toEqual([]);
  });

  test.each(Object.entries(WAYS))("%s: a column without the right to read it is skipped", async (_, compute) => {
    const profile = await profileTable(compute, sources, readerUrl, ["public", "partly_secret"]);
    const reader = new pg.Client({ connectionString: readerUrl });
    await reader.connect();
    try {
      expect(differences(profile, await oracleProfile(reader, "public", "partly_secret"))).toEqual([]);
    } finally {
      await reader.end();
    }
    expect(profile.columns.map((column) => column.skippedReason)).toEqual([
      null,
      "The role has no right to read the column.",
      null,
    ]);
  });

  test.each(Object.entries(WAYS))("%s: a database in another encoding", async (way, compute) => {
    const url = new URL(database.superuserUrl);
    const name = `latin_${way.replace("-", "_")}_${randomUUID().replaceAll("-", "")}`;
    await client.query(`create database ${name} encoding 'LATIN1' locale 'C' template template0`);
    url.pathname = name;
    const latin = new pg.Client({ connectionString: url.href });
    await latin.connect();
    try {
      await latin.query(
        `create table words as select 'wört ' || n % 7 || chr(192 + n) as word, n from generate_series(1, 40) n`,
      );
      const profile = await profileTable(compute, sources, url.href, ["public", "words"]);
      expect(differences(profile, await oracleProfile(latin, "public", "words"))).toEqual([]);
    } finally {
      await latin.end();
      await client.query(`drop database ${name} with (force)`);
    }
  });
});
