import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ColumnProfile, ProfilingMode, SeenType, type TableProfileResult } from "../../../src/assets/profile.model.js";
import { IngestionHarness } from "../catalog/ingestion-harness.js";

let harness: IngestionHarness;
let database: string;

beforeAll(async () => {
  harness = await IngestionHarness.open("profiles");
  const source = await harness.source(
    "create table film (id int primary key, title text); create table actor (id int)",
  );
  database = source.name;
  for (const tenant of ["a", "b"]) {
    await harness.register(tenant, "PostgreSQL", source);
    await harness.ingest(tenant, `PostgreSQL.${database}`);
  }
});
afterAll(() => harness.close());

function column(name: string, ordinal: number, rowCount: number): ColumnProfile {
  return Object.assign(new ColumnProfile(), {
    name,
    ordinal,
    declaredType: "text",
    seenType: SeenType.TEXT,
    typeDistribution: [{ type: SeenType.TEXT, count: rowCount }],
    skippedReason: null,
    estimated: false,
    rowCount,
    nullCount: 0,
    completeness: 1,
    distinctCount: rowCount,
    uniqueCount: rowCount,
    uniqueness: 1,
    min: "secret min",
    max: "secret max",
    mean: null,
    standardDeviation: null,
    firstQuartile: "secret 1",
    median: "secret 2",
    thirdQuartile: "secret 3",
    percentile95: "secret 95",
    histogram: [{ lower: "1", upper: "2", count: 3 }],
    mostFrequent: [{ value: "secret value", count: 2, share: 0.5 }],
    length: { min: 1, max: 9, mean: 4.5 },
    blankCount: 0,
    paddedCount: 0,
    shapes: [{ shape: "Aa", count: 1, share: 0.1 }],
    formats: [],
    outliers: { count: 1, lowerBound: -1.5, upperBound: 1e300 },
    nonFinite: null,
    sampleValues: ["secret sample"],
  });
}

const result = (rowCount: number): TableProfileResult => ({
  mode: ProfilingMode.EXACT,
  rowCount,
  rowsRead: rowCount,
  sizeBytes: 2 ** 40,
  candidateKeys: [["id"], ["title", "id"]],
  columns: [column("id", 1, rowCount), column("title", 2, rowCount)],
});

async function save(tenantId: string, table: string, rowCount: number): Promise<string> {
  const runId = randomUUID();
  await harness.database.tenant(tenantId, (manager) =>
    harness.profiles.save(manager, {
      tenantId,
      runId,
      tableFqn: ["PostgreSQL", database, "public", table],
      result: result(rowCount),
    }),
  );
  return runId;
}

const read = async (
  tenant: string,
  name: string,
  fields: string,
  scopes: ("runs:read" | "data:read")[] = ["runs:read"],
) => {
  const query = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ${fields} } }`;
  const fqn = `PostgreSQL.${database}.public.${name}`;
  const { data, errors } = await harness.query(tenant, query, { fqn }, scopes);
  expect(errors).toBeUndefined();
  return data.dataAsset;
};

const VALUES = `name min max firstQuartile median thirdQuartile percentile95 sampleValues mostFrequent { value count share }`;

describe("profiles", () => {
  it("are absent before the first, and then the latest and a history of pages, newest first", async () => {
    expect(await read("a", "film", "... on Table { rowCount profile { id } profiles { nodes { id } } }")).toEqual({
      rowCount: null,
      profile: null,
      profiles: { nodes: [] },
    });
    const runs: string[] = [];
    for (const rows of [10, 20, 30, 40, 50]) runs.push(await save("a", "film", rows));
    const latest = await read(
      "a",
      "film",
      `... on Table { rowCount profile { runId takenAt mode rowCount rowsRead sizeBytes candidateKeys
        columns { name ordinal rowCount tableProfile { runId } histogram { lower count } outliers { upperBound } length { mean } shapes { shape } } } }`,
    );
    expect(latest).toMatchObject({
      rowCount: 50,
      profile: {
        runId: runs[4],
        mode: "EXACT",
        rowCount: 50,
        rowsRead: 50,
        sizeBytes: 2 ** 40,
        candidateKeys: [["id"], ["title", "id"]],
        columns: [
          {
            name: "id",
            ordinal: 1,
            rowCount: 50,
            tableProfile: { runId: runs[4] },
            histogram: [{ lower: "***", count: 3 }],
            outliers: { upperBound: 1e300 },
            length: { mean: 4.5 },
            shapes: [{ shape: "***" }],
          },
          { name: "title", ordinal: 2 },
        ],
      },
    });
    expect(Math.abs(Date.now() - Date.parse(latest.profile.takenAt))).toBeLessThan(60_000);
    const page = "nodes { rowCount } pageInfo { hasNextPage endCursor }";
    const first = (await read("a", "film", `... on Table { profiles(first: 2) { ${page} } }`)).profiles;
    expect(first).toMatchObject({ nodes: [{ rowCount: 50 }, { rowCount: 40 }], pageInfo: { hasNextPage: true } });
    const after = `(first: 3, after: "${first.pageInfo.endCursor}")`;
    const next = (await read("a", "film", `... on Table { profiles${after} { ${page} } }`)).profiles;
    expect(next).toMatchObject({
      nodes: [{ rowCount: 30 }, { rowCount: 20 }, { rowCount: 10 }],
      pageInfo: { hasNextPage: false },
    });
  });

  it("of a column are its part of the table's, with a history of its own", async () => {
    const [earlier, later] = [await save("a", "actor", 7), await save("a", "actor", 8)];
    const { profile, profiles } = await read(
      "a",
      "actor.id",
      `... on Column { profile { rowCount tableProfile { runId } }
        profiles(first: 1) { nodes { rowCount tableProfile { runId } } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(profile).toEqual({ rowCount: 8, tableProfile: { runId: later } });
    expect(profiles).toMatchObject({ nodes: [{ rowCount: 8 }], pageInfo: { hasNextPage: true } });
    const after = `(after: "${profiles.pageInfo.endCursor}")`;
    expect(
      await read("a", "actor.id", `... on Column { profiles${after} { nodes { tableProfile { runId } } } }`),
    ).toEqual({
      profiles: { nodes: [{ tableProfile: { runId: earlier } }] },
    });
  });

  it("show cell values only to who may read data", async () => {
    await save("a", "film", 60);
    const fields = `... on Table { profile { columns { ${VALUES} } } columns { profile { ${VALUES} } profiles { nodes { ${VALUES} } } } }`;
    const masked = await read("a", "film", fields);
    expect(JSON.stringify(masked)).not.toContain("secret");
    expect(masked.profile.columns[0]).toEqual({
      name: "id",
      min: "***",
      max: "***",
      firstQuartile: "***",
      median: "***",
      thirdQuartile: "***",
      percentile95: "***",
      sampleValues: ["***"],
      mostFrequent: [{ value: "***", count: 2, share: 0.5 }],
    });
    const shown = await read("a", "film", fields, ["runs:read", "data:read"]);
    expect(shown.profile.columns[0]).toMatchObject({ min: "secret min", mostFrequent: [{ value: "secret value" }] });
    expect(shown.columns[1].profiles.nodes[0]).toMatchObject({ sampleValues: ["secret sample"] });
  });

  it("stay with their tenant", async () => {
    await save("a", "film", 70);
    const fields =
      "... on Table { rowCount profile { id } profiles { nodes { id } } columns { profile { name } profiles { nodes { name } } } }";
    const nothing = { profile: null, profiles: { nodes: [] } };
    expect(await read("b", "film", fields)).toEqual({ ...nothing, rowCount: null, columns: [nothing, nothing] });
    await save("b", "film", 1);
    expect((await read("b", "film", fields)).rowCount).toBe(1);
    expect((await read("a", "film", fields)).rowCount).toBe(70);
  });

  it("of a table that is not in the catalog are not kept, and all go with their service", async () => {
    const count = () =>
      harness.database.system((manager) =>
        manager.query(`select (select count(*)::int from table_profile) as tables,
          (select count(*)::int from column_profile) as columns`),
      );
    const before = await count();
    await save("a", "nothing", 1);
    expect(await count()).toEqual(before);
    await harness.database.system((manager) => manager.query("delete from data_service"));
    expect(await count()).toEqual([{ tables: 0, columns: 0 }]);
  });
});
