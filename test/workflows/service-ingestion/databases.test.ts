import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { lockTables } from "../../../src/assets/history/lock-tables.js";
import { ErrorCode, UserErrors } from "../../../src/platform/errors.js";
import {
  changesOf,
  execute,
  type Ingested,
  IngestionHarness,
  type Role,
} from "../../assets/catalog/ingestion-harness.js";
import { until } from "../../runs/system.js";
import type { TestDatabase } from "../../support/postgres.js";

let harness: IngestionHarness;
let first: TestDatabase;
let second: TestDatabase;
/** May connect to the databases of this file, and to those that everybody may connect to. */
const role: Role = { user: `reader_${randomUUID()}`, password: randomBytes(12).toString("hex") };

const grant = (database: TestDatabase, sql: string) =>
  execute(database.superuserUrl, sql.replaceAll("$db", `"${database.name}"`).replaceAll("$role", `"${role.user}"`));

beforeAll(async () => {
  harness = await IngestionHarness.open("databases");
  first = await harness.source("create table one (id int); create schema more; create table more.two (id int)");
  second = await harness.source("create table three (id int)");
  await execute(first.superuserUrl, `create role "${role.user}" login password '${role.password}'`);
  for (const database of [first, second]) await grant(database, "grant connect on database $db to $role");
});

afterAll(async () => {
  for (const database of [first, second]) await grant(database, "revoke all on database $db from $role");
  await execute(first.superuserUrl.replace(first.name, "postgres"), `drop role "${role.user}"`);
  await harness.close();
});

const statuses = ({ outcomes }: Pick<Ingested, "outcomes">) =>
  Object.fromEntries([...outcomes].map(([name, { status }]) => [name, status]));
const names = (tenantId: string, service: string) =>
  harness.database.tenant(tenantId, async (manager) => {
    const { id } = (await harness.catalog.resolve(manager, tenantId, [service]))!;
    return harness.catalog.databaseNames(manager, tenantId, id);
  });

describe("a whole service", () => {
  it("is all databases that the role may connect to, and those only", async () => {
    const other = await harness.source("create table hidden (id int)");
    await harness.register("t", "all", first, role);
    const { output, outcomes } = await harness.ingest("t", "all");
    expect(statuses({ outcomes })).toMatchObject({ [first.name]: "SUCCEEDED", [second.name]: "SUCCEEDED" });
    expect(outcomes.has(other.name)).toBe(false);
    expect([...outcomes.keys()].some((name) => name.startsWith("template"))).toBe(false);
    expect(output.databases).toBe(outcomes.size);
    expect(await names("t", "all")).toEqual(expect.arrayContaining([first.name, second.name]));
  });

  it("may be narrowed to databases and to schemas; what is known of the rest stays", async () => {
    await harness.register("t", "some", first, role);
    const { output, outcomes } = await harness.ingest("t", "some", { databases: [first.name], schemas: ["more"] });
    expect([...outcomes.keys()]).toEqual([first.name]);
    expect(output).toMatchObject({ databases: 1, schemas: 1, tables: 1, added: 3 });
    await harness.ingest("t", "some", { databases: [first.name] });
    await execute(first.url, "drop table one; drop table more.two");
    expect(changesOf(await harness.ingest("t", "some", { databases: [first.name], schemas: ["more"] }))).toEqual([
      "GONE more/two: table",
    ]);
    expect(await harness.resolve("t", ["some", first.name, "public", "one"])).toBeDefined();
    const none = await harness.ingest("t", "some", { databases: [first.name], schemas: ["nowhere"] });
    expect(none.outcomes.get(first.name)).toMatchObject({
      status: "SKIPPED",
      reason: expect.stringMatching(/schemas/),
    });
    expect(none.output).toMatchObject({ databases: 0, added: 0, gone: 0 });
  });

  it("goes on where a database refuses, and says why", async () => {
    await harness.register("t", "refused", first, role);
    await grant(second, "alter database $db connection limit 0");
    const { output, outcomes } = await harness.ingest("t", "refused", { databases: [first.name, second.name] });
    await grant(second, "alter database $db connection limit -1");
    expect(outcomes.get(second.name)).toMatchObject({
      status: "FAILED",
      error: { code: "SOURCE_TOO_MANY_CONNECTIONS", message: expect.not.stringContaining(second.name) },
    });
    expect(output.databases).toBe(1);
    expect(await names("t", "refused")).toEqual([first.name]);
  });

  it("reports a database that was dropped as gone with all that it had, once", async () => {
    const doomed = await harness.source("create table four (id int)");
    await grant(doomed, "grant connect on database $db to $role");
    await harness.register("t", "drops", first, role);
    await harness.ingest("t", "drops", { databases: [doomed.name] });
    await doomed.drop();
    const { output, outcomes } = await harness.ingest("t", "drops");
    expect(statuses({ outcomes })[doomed.name]).toBe("SUCCEEDED");
    expect(output.changes.filter(({ kind }) => kind === "GONE").map(({ fqn }) => fqn)).toEqual([
      ["drops", doomed.name],
      ["drops", doomed.name, "public"],
      ["drops", doomed.name, "public", "four"],
    ]);
    expect(await names("t", "drops")).not.toContain(doomed.name);
    expect((await harness.ingest("t", "drops")).outcomes.has(doomed.name)).toBe(false);
  });

  it("skips a database that is dropped before its turn", async () => {
    const doomed = await harness.source("create table five (id int)");
    await grant(doomed, "grant connect on database $db to $role");
    await harness.register("t", "late", first, role);
    const run = await harness.begin("t", "late", {}, { planned: () => doomed.drop() });
    expect(run.outcomes.get(doomed.name)).toMatchObject({ status: "SKIPPED" });
  });
});

describe("one database", () => {
  it("that is named has to be there", async () => {
    await harness.register("t", "named", first, role);
    const missing = { status: "FAILED", error: { code: "SOURCE_DATABASE_MISSING" } };
    expect((await harness.ingest("t", "named.nowhere")).outcomes.get("nowhere")).toMatchObject(missing);
    const { outcomes } = await harness.ingest("t", "named", { databases: ["nowhere"] });
    expect(outcomes.get("nowhere")).toMatchObject(missing);
    expect(await names("t", "named")).toEqual([]);
  });

  it("takes no list of databases beside it", async () => {
    await harness.register("t", "both", first, role);
    const wrong = harness.ingest("t", `both.${first.name}`, { databases: [second.name] });
    await expect(wrong).rejects.toBeInstanceOf(UserErrors);
    await expect(wrong).rejects.toMatchObject({
      errors: [{ code: ErrorCode.VALIDATION_ERROR, path: ["parameters", "serviceIngestion", "databases"] }],
    });
  });

  it("of a service that is not there can't be planned", async () => {
    await expect(harness.ingest("t", "nothing")).rejects.toMatchObject({ code: "SOURCE_SERVICE_REMOVED" });
    await expect(harness.ingest("other", "all")).rejects.toMatchObject({ code: "SOURCE_SERVICE_REMOVED" });
  });
});

describe("concurrent ingestions", () => {
  const count = async (table: string) =>
    (await harness.database.system((manager) => manager.query(`select count(*)::int as n from ${table}`)))[0]
      .n as number;

  it("of a new database save each asset once", async () => {
    await harness.register("t", "many", second, role);
    const before = await count("catalog_table");
    const runs = await Promise.all(Array.from({ length: 8 }, () => harness.begin("t", `many.${second.name}`)));
    await Promise.all(runs.map(({ save }) => save()));
    expect(await count("catalog_table")).toBe(before + 1);
    expect(changesOf(await harness.ingest("t", `many.${second.name}`))).toEqual([]);
  });

  it("leave what the latest reading found, in whatever order they end", async () => {
    const source = await harness.source("create table a (x int); create table b (x int)");
    await harness.register("t", "order", source);
    const asset = `order.${source.name}`;
    const early = await harness.begin("t", asset);
    await execute(source.url, "drop table a; alter table b add y int");
    const late = await harness.begin("t", asset);
    await late.save();
    await early.save();
    expect(await harness.resolve("t", ["order", source.name, "public", "a"])).toBeUndefined();
    expect(await harness.resolve("t", ["order", source.name, "public", "b", "y"])).toBeDefined();
    expect(changesOf(await harness.ingest("t", asset))).toEqual([]);
  });

  it("of other schemas don't stand in each other's way", async () => {
    const source = await harness.source(
      "create schema s1; create table s1.a (x int); create schema s2; create table s2.b (x int)",
    );
    await harness.register("t", "apart", source);
    const asset = `apart.${source.name}`;
    const early = await harness.begin("t", asset, { schemas: ["s1"] });
    const late = await harness.begin("t", asset, { schemas: ["s2"] });
    await late.save();
    await early.save();
    expect(await harness.resolve("t", ["apart", source.name, "s1", "a", "x"])).toBeDefined();
    expect(await harness.resolve("t", ["apart", source.name, "s2", "b", "x"])).toBeDefined();
  });

  it("lock tables in the order in which everybody does", async () => {
    const source = await harness.source("create table z (a int)");
    await harness.register("locks", "S", source);
    await harness.ingest("locks", `S.${source.name}`);
    await execute(source.url, "create table a (a int)"); // of a later id, and an earlier name
    await harness.ingest("locks", `S.${source.name}`);
    await execute(source.url, "comment on table a is 'A'; comment on table z is 'Z'");
    const { save } = await harness.begin("locks", `S.${source.name}`);
    let saving: Promise<void> | undefined;
    await harness.database.tenant("locks", async (manager) => {
      const tables: { id: string }[] = await manager.query(
        "select id from catalog_table where tenant_id = 'locks' order by id",
      );
      await lockTables(manager, "locks", [tables[0]!.id]);
      saving = save();
      await until("the ingestion waits", async () => {
        const waiting = await harness.dataSource.query(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        return waiting.length > 0;
      });
      await lockTables(manager, "locks", [tables[1]!.id]);
    });
    await saving;
  });

  it("save nothing of a service that was removed meanwhile", async () => {
    const source = await harness.source("create table a (x int)");
    await harness.register("t", "removed", source);
    const { id } = (await harness.resolve("t", ["removed"]))!;
    const run = await harness.begin("t", `removed.${source.name}`);
    await harness.database.tenant("t", (manager) => manager.query("delete from data_service where id = $1", [id]));
    await run.save();
    expect(await harness.resolve("t", ["removed", source.name])).toBeUndefined();
  });
});
