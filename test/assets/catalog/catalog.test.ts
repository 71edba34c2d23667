import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { TestDatabase } from "../../support/postgres.js";
import { IngestionHarness } from "./ingestion-harness.js";

let harness: IngestionHarness;
let source: TestDatabase;
const tableName = (number: number) => `t${String(number).padStart(3, "0")}`;

beforeAll(async () => {
  harness = await IngestionHarness.open("catalog");
  source = await harness.source(`
    create table film (id int primary key, title text);
    create table "Film" (id int); create table "f.ilm" (id int); create table "fi""lm" (id int);
    create table "f%lm" (id int); create table "film " (id int); create table "ﬁlm" (id int);
    create table "${"n".repeat(63)}" (id int);
    create schema many;
    do $$ begin for i in 1..45 loop
      execute format('create table many.t%s (id int primary key, film int, b text)', lpad(i::text, 3, '0'));
    end loop; end $$;
    create table many.t000 (a int references many.t001 (id), b int references many.t002 (id));`);
  await harness.register("a", "PostgreSQL", source);
  await harness.ingest("a", `PostgreSQL.${source.name}`);
});
afterAll(() => harness.close());

const asset = async (fqn: string, fields = "fqn name kind comment __typename", tenant = "a") => {
  const { data, errors } = await harness.query(
    tenant,
    `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ${fields} } }`,
    {
      fqn,
    },
  );
  return { asset: data?.dataAsset, errors };
};
const at = (...rest: string[]) => ["PostgreSQL", source.name, ...rest].join(".");

describe("a name", () => {
  it("of each level gives an asset of its type", async () => {
    const types = {
      SERVICE: "DataService",
      DATABASE: "Database",
      SCHEMA: "DatabaseSchema",
      TABLE: "Table",
      COLUMN: "Column",
    };
    const names = ["PostgreSQL", at(), at("public"), at("public", "film"), at("public", "film", "title")];
    for (const [index, [kind, type]] of Object.entries(types).entries()) {
      const { asset: found, errors } = await asset(names[index]!);
      expect(errors).toBeUndefined();
      expect(found).toMatchObject({ fqn: names[index], kind, __typename: type, name: names[index]!.split(".").at(-1) });
    }
  });

  it("finds exactly what is written so, and nothing like it", async () => {
    const names = ["film", "Film", '"f.ilm"', '"fi""lm"', "f%lm", "film ", "ﬁlm", "n".repeat(63)];
    const ids = new Set<string>();
    for (const name of names) {
      const { asset: found } = await asset(at("public", name));
      expect(found?.fqn).toBe(at("public", name));
      const plain = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
      ids.add((await harness.resolve("a", ["PostgreSQL", source.name, "public", plain]))!.id);
    }
    expect(ids.size).toBe(names.length);
    expect((await asset(at("public", '"film"'))).asset.fqn).toBe(at("public", "film"));
    for (const name of ["FILM", "f_lm", "fil", "film.id2", "film\t", "'; select 1", "n".repeat(62), "public"]) {
      expect(await asset(at("public", name))).toEqual({ asset: null, errors: undefined });
    }
  });

  it("that is malformed is said to be so", async () => {
    for (const fqn of ["", "a..b", '"a', 'a"b', "a.b.c.d.e.f", "x".repeat(64)]) {
      const { asset: found, errors } = await asset(fqn);
      expect(found).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors![0].originalError.errors).toMatchObject([{ code: "VALIDATION_ERROR", path: ["fqn"] }]);
    }
  });
});

describe("the tree", () => {
  it("goes down and up again", async () => {
    const { asset: service, errors } = await asset(
      "PostgreSQL",
      `... on DataService { databases { nodes { name service { name }
        schemas { nodes { name database { name } tables(first: 2) { nodes { name schema { name } columns { name table { name } } } } } } } } }`,
    );
    expect(errors).toBeUndefined();
    const [database] = service.databases.nodes;
    expect(database).toMatchObject({ name: source.name, service: { name: "PostgreSQL" } });
    const [many, other] = database.schemas.nodes;
    expect(many).toMatchObject({ name: "many", database: { name: source.name } });
    expect(other.name).toBe("public");
    expect(many.tables.nodes.map(({ name }: { name: string }) => name)).toEqual(["t000", "t001"]);
    expect(many.tables.nodes[0].schema.name).toBe("many");
    expect(many.tables.nodes[1].columns).toEqual(
      ["id", "film", "b"].map((name) => ({ name, table: { name: "t001" } })),
    );
  });

  it("is read in pages without a gap", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 10; pages++) {
      const page: any = await harness.query(
        "a",
        `query ($fqn: AssetFqn!, $after: Cursor) { dataAsset(fqn: $fqn) { ... on DatabaseSchema {
          tables(first: 20, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } } } }`,
        { fqn: at("many"), after },
      );
      const { nodes, pageInfo } = page.data.dataAsset.tables;
      seen.push(...nodes.map(({ name }: { name: string }) => name));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(Array.from({ length: 46 }, (_, index) => tableName(index)));
  });

  it("refuses pages of a wrong size and cursors of other lists", async () => {
    const fields = "... on DatabaseSchema { tables(first: 1) { pageInfo { endCursor } } }";
    const cursor = (await asset(at("public"), fields)).asset.tables.pageInfo.endCursor;
    for (const args of ["first: 0", "first: 101", "first: -1", `after: "${cursor}"`, 'after: "made-up"']) {
      const { errors } = await asset(at("many"), `... on DatabaseSchema { tables(${args}) { nodes { name } } }`);
      expect(errors).toHaveLength(1);
    }
  });

  it("takes no more statements for many tables than for one", async () => {
    const statementsOf = async (first: number) => {
      const before = harness.statements;
      const { errors } = await asset(
        at("many"),
        `... on DatabaseSchema { tables(first: ${first}) { nodes { name rowCount schema { name } profile { rowCount columns { name } }
          profiles(first: 2) { nodes { id } } foreignKeys { targetTable { name } }
          columns { name isPrimaryKey table { name } profile { rowCount } profiles(first: 2) { nodes { name } } } } } }`,
      );
      expect(errors).toBeUndefined();
      return harness.statements - before;
    };
    expect(await statementsOf(40)).toBe(await statementsOf(1));
  });
});

describe("another tenant", () => {
  it("sees nothing, under whatever name", async () => {
    for (const fqn of ["PostgreSQL", at(), at("public"), at("public", "film"), at("public", "film", "id")]) {
      expect(await asset(fqn, "fqn", "b")).toEqual({ asset: null, errors: undefined });
    }
    expect(await harness.resolve("b", ["PostgreSQL"])).toBeUndefined();
    expect(await harness.tablesUnder("b", ["PostgreSQL"])).toEqual([]);
  });

  it("has its own assets of the same names, and never those of others", async () => {
    const other = await harness.source("create table film (other int)");
    await harness.register("b", "PostgreSQL", other);
    await harness.ingest("b", `PostgreSQL.${other.name}`);
    const fields =
      "... on DataService { databases { nodes { name schemas { nodes { tables { nodes { columns { name } } } } } } } }";
    const { asset: service } = await asset("PostgreSQL", fields, "b");
    expect(JSON.stringify(service)).not.toContain("title");
    expect(service.databases.nodes.map(({ name }: { name: string }) => name)).toEqual([other.name]);
    expect((await harness.tablesUnder("b", ["PostgreSQL"])).map(({ fqn }) => fqn[1])).toEqual([other.name]);
  });

  it("can't use a cursor", async () => {
    const fields = "... on DatabaseSchema { tables(first: 1) { pageInfo { endCursor } } }";
    const cursor = (await asset(at("public"), fields)).asset.tables.pageInfo.endCursor;
    const [database] = await harness.tablesUnder("b", ["PostgreSQL"]);
    const fqn = database!.fqn.slice(0, 3).join(".");
    const { errors } = await asset(fqn, `... on DatabaseSchema { tables(after: "${cursor}") { nodes { name } } }`, "b");
    expect(errors).toMatchObject([{ extensions: { code: "INVALID_REQUEST" } }]);
  });
});
