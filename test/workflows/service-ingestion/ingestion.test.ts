import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { TlsMode } from "../../../src/sources/source-session.js";
import { changesOf, execute, IngestionHarness } from "../../assets/catalog/ingestion-harness.js";
import { sampleDatabase, type TestDatabase } from "../../support/postgres.js";

let harness: IngestionHarness;
beforeAll(async () => {
  harness = await IngestionHarness.open("ingestion");
});
afterAll(() => harness.close());

const AWKWARD = `
  create schema "sch.ema";
  create type public.mood as enum ('sad', 'ok');
  create domain public.email as text check (value like '%@%');
  create table public.parent (id int primary key, code varchar(10) not null unique, constraint "both" unique (code, id));
  comment on table public.parent is 'Injection; drop table x; -- ''quoted'' "too"';
  comment on column public.parent.code is 'Ünïcode 🐘';
  comment on schema public is 'The public one';
  create table "sch.ema"."select" (
    "from" int generated always as identity primary key,
    "we""ird.name" numeric(5,2) not null default 1.5,
    "${"ü".repeat(31)}x" timestamptz(3) default now(),
    mood public.mood default 'ok',
    mail public.email,
    tags text[],
    gone int,
    doubled int generated always as ("from" * 2) stored,
    tripled int generated always as ("from" * 3) virtual,
    parent_id int constraint to_parent references public.parent (id) on delete cascade,
    code varchar(10), other int,
    constraint "pos.itive" check ("we""ird.name" > 0),
    constraint composite foreign key (code, other) references public.parent (code, id)
  );
  alter table "sch.ema"."select" drop column gone;
  create view public.v as select id as "ID" from public.parent;
  create materialized view public.mv as select id from public.parent;
  create table public.events (id int, at date not null, primary key (id, at)) partition by range (at);
  create table public.events_2024 partition of public.events for values from ('2024-01-01') to ('2025-01-01');
  create table public.events_rest partition of public.events default partition by list (id);
  create table public.events_rest_1 partition of public.events_rest default;
  create table public.refers (id int, at date, foreign key (id, at) references public.events (id, at));
  create table public.child (more int) inherits (public.parent);
  create table public.empty ();
  insert into public.events select i, date '2024-01-01' + i from generate_series(1, 40) i;
  analyze public.events_2024;`;

const TABLES = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on DatabaseSchema { name comment tables(first: 50) { nodes {
  fqn name kind tableKind comment estimatedRows partitionOf { name }
  primaryKey { name columns } uniqueConstraints { name columns }
  foreignKeys { name columns targetTableFqn targetColumns definition targetTable { tableKind } }
  checkConstraints { name columns expression }
  columns { fqn ordinal name type nullable default generated identity comment isPrimaryKey }
} } } } }`;

describe("what is read", () => {
  let source: TestDatabase;
  beforeAll(async () => {
    source = await harness.source(AWKWARD);
    await execute(
      source.superuserUrl,
      `create foreign data wrapper nothing; create server elsewhere foreign data wrapper nothing;
       create foreign table public.far (id int not null) server elsewhere`,
    );
    await harness.register("t", "My.Server", source);
  });
  const tables = async (schema: string) => {
    const { data, errors } = await harness.query("t", TABLES, { fqn: `"My.Server".${source.name}.${schema}` });
    expect(errors).toBeUndefined();
    const { nodes } = data.dataAsset.tables;
    return {
      ...data.dataAsset,
      byName: Object.fromEntries(nodes.map((table: { name: string }) => [table.name, table])),
    };
  };

  it("counts and lists everything as added the first time, and nothing the second", async () => {
    const asset = `"My.Server".${source.name}`;
    const first = await harness.ingest("t", asset);
    expect(first.output).toMatchObject({ databases: 1, schemas: 2, tables: 12, changed: 0, gone: 0, added: 15 });
    expect(changesOf(first)).toContain("ADDED sch.ema/select: table");
    expect(changesOf(first)).toContain("ADDED public/events: partitioned table");
    expect(first.output.changes[0]).toMatchObject({ fqn: ["My.Server", source.name], kind: "ADDED", what: "database" });
    const second = await harness.ingest("t", asset);
    expect(second.output).toEqual({ ...first.output, added: 0, changes: [] });
  });

  it("has names, types, defaults, comments and keys exactly as the source has them", async () => {
    const { byName } = await tables('"sch.ema"');
    const table = byName.select;
    expect(table.fqn).toBe(`"My.Server".${source.name}."sch.ema".select`);
    const column = (name: string) => table.columns.find((one: { name: string }) => one.name === name);
    expect(table.columns.map((one: { ordinal: number }) => one.ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(column("from")).toMatchObject({ identity: "ALWAYS", nullable: false, default: null, isPrimaryKey: true });
    const weird = column('we"ird.name');
    expect(weird).toMatchObject({ type: "numeric(5,2)", nullable: false, default: "1.5", isPrimaryKey: false });
    expect(weird.fqn).toBe(`"My.Server".${source.name}."sch.ema".select."we""ird.name"`);
    expect(column(`${"ü".repeat(31)}x`)).toMatchObject({ type: "timestamp(3) with time zone", default: "now()" });
    expect(column("mood")).toMatchObject({ type: "public.mood", default: "'ok'::public.mood" });
    expect(column("mail")).toMatchObject({ type: "public.email" });
    expect(column("tags")).toMatchObject({ type: "text[]", nullable: true });
    expect(column("doubled")).toMatchObject({ generated: "STORED", default: '("from" * 2)' });
    expect(column("tripled")).toMatchObject({ generated: "VIRTUAL", default: '("from" * 3)' });
    expect(table.checkConstraints).toEqual([
      { name: "pos.itive", columns: ['we"ird.name'], expression: '("we""ird.name" > (0)::numeric)' },
    ]);
    expect(table.foreignKeys).toEqual([
      {
        name: "composite",
        columns: ["code", "other"],
        targetTableFqn: `"My.Server".${source.name}.public.parent`,
        targetColumns: ["code", "id"],
        definition: "FOREIGN KEY (code, other) REFERENCES public.parent(code, id)",
        targetTable: { tableKind: "TABLE" },
      },
      expect.objectContaining({ name: "to_parent", columns: ["parent_id"], targetColumns: ["id"] }),
    ]);
    expect(table.foreignKeys[1].definition).toMatch(/ON DELETE CASCADE$/);
  });

  it("knows kinds, partitions, comments and unique keys", async () => {
    const schema = await tables("public");
    expect(schema.comment).toBe("The public one");
    const { byName } = schema;
    const kinds = Object.fromEntries(Object.values<any>(byName).map(({ name, tableKind }) => [name, tableKind]));
    expect(kinds).toEqual({
      child: "TABLE",
      empty: "TABLE",
      events: "PARTITIONED_TABLE",
      events_2024: "TABLE",
      events_rest: "PARTITIONED_TABLE",
      events_rest_1: "TABLE",
      far: "FOREIGN_TABLE",
      mv: "MATERIALIZED_VIEW",
      parent: "TABLE",
      refers: "TABLE",
      v: "VIEW",
    });
    expect(byName.events_2024.partitionOf).toEqual({ name: "events" });
    expect(byName.events_rest_1.partitionOf).toEqual({ name: "events_rest" });
    expect(byName.child.partitionOf).toBeNull();
    expect(byName.events).toMatchObject({ estimatedRows: 40, partitionOf: null });
    expect(byName.events_2024.estimatedRows).toBe(40);
    expect(byName.parent.estimatedRows).toBeNull();
    expect(byName.v.estimatedRows).toBeNull();
    expect(byName.far).toMatchObject({ estimatedRows: null, columns: [{ name: "id", nullable: false }] });
    expect(byName.parent.comment).toBe(`Injection; drop table x; -- 'quoted' "too"`);
    expect(byName.parent.columns[1].comment).toBe("Ünïcode 🐘");
    expect(byName.parent.primaryKey).toEqual({ name: "parent_pkey", columns: ["id"] });
    expect(byName.parent.uniqueConstraints).toEqual([
      { name: "both", columns: ["code", "id"] },
      { name: "parent_code_key", columns: ["code"] },
    ]);
    expect(byName.empty.columns).toEqual([]);
    expect(byName.v.columns).toMatchObject([{ name: "ID", nullable: true, type: "integer" }]);
    expect(byName.refers.foreignKeys).toHaveLength(1); // and no shadow for each partition
  });

  it("leaves partitions out of the tables to work on, unless one is named", async () => {
    const names = async (...fqn: string[]) =>
      (await harness.tablesUnder("t", ["My.Server", source.name, ...fqn])).map(({ fqn: name }) =>
        name.slice(2).join("/"),
      );
    const below = ["child", "empty", "events", "far", "mv", "parent", "refers", "v"].map((name) => `public/${name}`);
    expect(await names("public")).toEqual(below);
    expect(await names()).toEqual([...below, "sch.ema/select"]);
    expect(await names("public", "events_2024")).toEqual(["public/events_2024"]);
    expect(await names("public", "events")).toEqual(["public/events"]);
    expect(await names("public", "nothing")).toEqual([]);
  });
});

describe("the sample database", () => {
  const oracle = async (sql: string) => {
    const client = new pg.Client({ connectionString: (await sampleDatabase()).ownerUrl });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it("is in the catalog as the standard's own views describe it", async () => {
    const { host, port, database, user, password } = await sampleDatabase();
    const postgresql = { host, port, database, user, password, tlsMode: TlsMode.DISABLE };
    await harness.services.register(harness.context("sample"), {
      name: "PostgreSQL",
      connection: { postgresql },
      rowsMayLeave: true,
      maxConnections: 5,
    });
    await harness.ingest("sample", "PostgreSQL.dvdrental");
    const { data } = await harness.query("sample", TABLES, { fqn: "PostgreSQL.dvdrental.public" });
    const tables: any[] = data.dataAsset.tables.nodes;
    expect(tables.length).toBeGreaterThanOrEqual(15);
    const columns = tables
      .filter(({ tableKind }) => tableKind !== "MATERIALIZED_VIEW")
      .flatMap((table) =>
        table.columns.map(
          (column: any) => `${table.name}.${column.name} ${column.nullable} ${column.default} ${column.isPrimaryKey}`,
        ),
      );
    const expected = await oracle(`
      select c.table_name || '.' || c.column_name || ' ' || (c.is_nullable = 'YES') || ' ' || coalesce(c.column_default, 'null')
        || ' ' || exists (select from information_schema.table_constraints t
          join information_schema.key_column_usage k using (constraint_schema, constraint_name, table_name)
          where t.constraint_type = 'PRIMARY KEY' and t.table_name = c.table_name and k.column_name = c.column_name) as line
      from information_schema.columns c where c.table_schema = 'public'
      order by c.table_name collate "C", c.ordinal_position`);
    const unqualified = (line: string) => line.replaceAll("public.", ""); // the oracle has another search path
    expect(columns.map(unqualified)).toEqual(expected.map(({ line }) => unqualified(String(line))));
    const keys = tables.flatMap((table) =>
      table.foreignKeys.map(
        (key: any) => `${table.name}.${key.name} ${key.columns} -> ${key.targetTableFqn} ${key.targetColumns}`,
      ),
    );
    const references = await oracle(`
      select a.table_name || '.' || r.constraint_name || ' ' || string_agg(a.column_name, ',' order by a.ordinal_position)
        || ' -> PostgreSQL.dvdrental.public.' || b.table_name || ' ' || string_agg(b.column_name, ',' order by a.ordinal_position) as line
      from information_schema.referential_constraints r
        join information_schema.key_column_usage a using (constraint_schema, constraint_name)
        join information_schema.key_column_usage b on b.constraint_schema = r.unique_constraint_schema
          and b.constraint_name = r.unique_constraint_name and b.ordinal_position = a.position_in_unique_constraint
      group by a.table_name, r.constraint_name, b.table_name order by a.table_name collate "C", r.constraint_name collate "C"`);
    expect(keys.length).toBeGreaterThan(10);
    expect(keys).toEqual(references.map(({ line }) => line));
  });
});

describe("differences", () => {
  it("are found for whatever changes, and a vanished table comes back with its id", async () => {
    const source = await harness.source(`
      create table film (id int primary key, title text, year int default 2000, note text);
      create table actor (id int); create view names as select title from film;
      create schema extra; create table extra.one (id int);`);
    await harness.register("t", "diff", source);
    const ingest = () => harness.ingest("t", `diff.${source.name}`);
    await ingest();
    const id = async (...fqn: string[]) => (await harness.resolve("t", ["diff", source.name, ...fqn]))?.id;
    const before = { actor: await id("public", "actor"), name: await id("public", "film", "title") };
    await execute(
      source.url,
      `drop table actor; create table language (id int);
       alter table film rename title to name; alter table film alter id type bigint, alter year drop default,
         alter year set not null, drop column note, add column length numeric(4,1);
       alter table film add constraint long check (length > 0);
       comment on table film is 'A film'; comment on column film.year is 'Of release';
       drop schema extra cascade; comment on schema public is 'Main';`,
    );
    const second = await ingest();
    expect(changesOf(second).sort()).toEqual(
      [
        "ADDED public/film/length: column numeric(4,1)",
        "ADDED public/language: table",
        "CHANGED public/film/id: type integer -> bigint",
        "CHANGED public/film/name: renamed from title",
        "CHANGED public/film/year: not nullable any more; default 2000 -> none; comment",
        "CHANGED public/film: comment; check long added",
        "CHANGED public: comment",
        "GONE extra/one: table",
        "GONE extra: schema",
        "GONE public/actor: table",
        "GONE public/film/note: column text",
      ].sort(),
    );
    expect(second.output).toMatchObject({ added: 2, changed: 5, gone: 4 });
    expect(await id("public", "actor")).toBeUndefined();
    expect(await id("extra")).toBeUndefined();
    expect(await id("extra", "one")).toBeUndefined();
    expect(await id("public", "film", "name")).toBe(before.name);
    expect((await ingest()).output.changes).toEqual([]);

    await execute(source.url, "create table actor (id text); create schema extra; create table extra.one (id int);");
    const third = await ingest();
    expect(changesOf(third).sort()).toEqual([
      "ADDED extra/one: table",
      "ADDED extra: schema",
      "ADDED public/actor: table",
    ]);
    expect(await id("public", "actor")).toBe(before.actor);
    expect((await ingest()).output.changes).toEqual([]);
  });

  it("of a column that takes the name of one that is gone are told", async () => {
    const source = await harness.source("create table t (a int, b int)");
    await harness.register("t", "names", source);
    const ingest = async () => changesOf(await harness.ingest("t", `names.${source.name}`));
    await ingest();
    await execute(source.url, "alter table t drop column a");
    expect(await ingest()).toEqual(["GONE public/t/a: column integer"]);
    await execute(source.url, "alter table t rename b to a");
    expect(await ingest()).toEqual(["ADDED public/t/a: column integer", "GONE public/t/b: column integer"]);
    await execute(source.url, "alter table t rename a to x; alter table t add a text");
    expect(await ingest()).toEqual(["ADDED public/t/x: column integer", "CHANGED public/t/a: type integer -> text"]);
    expect(await ingest()).toEqual([]);
  });

  it("are not saved where results are not to be", async () => {
    const source = await harness.source("create table t (a int)");
    await harness.register("t", "unsaved", source);
    const { output } = await harness.ingest("t", `unsaved.${source.name}`, {}, { saveAll: false });
    expect(output).toMatchObject({ tables: 1, columns: 1, added: 3 });
    expect(await harness.resolve("t", ["unsaved", source.name])).toBeUndefined();
  });

  it("beyond the thousandth of a kind are counted, not listed", async () => {
    const source = await harness.source(
      `do $$ begin for i in 1..5000 loop execute format('create table t%s (id int primary key, a text, b date)', i); end loop; end $$`,
    );
    await harness.register("t", "large", source);
    const first = await harness.ingest("t", `large.${source.name}`);
    expect(first.output).toMatchObject({ tables: 5000, columns: 15_000, added: 5002 });
    expect(first.output.changes).toHaveLength(1000);
    expect(await harness.tablesUnder("t", ["large", source.name])).toHaveLength(5000);
    const second = await harness.ingest("t", `large.${source.name}`);
    expect(second.output).toMatchObject({ tables: 5000, added: 0, changed: 0, gone: 0 });
  });
});
