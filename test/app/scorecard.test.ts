import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { v7 } from "uuid";
import { expected, type Question } from "../quality/scorecard/oracle.js";
import { readStored, type Stored } from "../quality/scorecard/stored.js";
import { allFields } from "../support/all-fields.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";

const DATABASE = "PostgreSQL.dvdrental";
const FILM = `${DATABASE}.public.film`;
const CARD = allFields("Scorecard");
const QUERY = `query ($fqn: AssetFqn!, $asOf: DateTime, $run: ID, $weights: [DimensionWeightInput!]) {
  scorecard(assetFqn: $fqn, asOf: $asOf, workflowRunId: $run, weightOverrides: $weights) { ${CARD} } }`;
const TREND = `query ($fqn: AssetFqn!, $from: DateTime, $to: DateTime, $last: Int! = 30) {
  scorecardTrend(assetFqn: $fqn, from: $from, to: $to, last: $last) { at workflowRunId score dimensions { dimension score } } }`;

let app: TestApp;
let client: TestClient;
let database: pg.Client;
let pipeline: string;
let quality: string;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  database = new pg.Client({ connectionString: app.database.superuserUrl });
  await database.connect();
  await ingestedSample(client);
  expect(await cardOf(DATABASE)).toMatchObject({ score: null, staleTables: 0, assessedAt: null });
  pipeline = await run("RUN_ALL_ENRICHMENT", FILM);
  await run("METADATA_ASSESSMENT", DATABASE);
  quality = await run("DQ_ASSESSMENT", DATABASE);
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

async function run(type: string, asset: string): Promise<string> {
  const { runId, statuses } = await runToEnd(client, type, asset);
  expect(statuses.at(-1)).toBe("COMPLETED");
  return runId;
}

const cardOf = async (fqn: string, more: object = {}, as = client) => (await as.ask(QUERY, { fqn, ...more })).scorecard;

const stored = (): Promise<Stored> =>
  readStored({ query: async (sql: string) => (await database.query(sql)).rows } as never);

const LEVELS = [DATABASE.split(".")[0]!, DATABASE, `${DATABASE}.public`, FILM, `${FILM}.rating`];

/** The id of each of LEVELS. */
async function idOf(level: number): Promise<string> {
  const { rows } = await database.query(
    `select s.id as id1, d.id as id2, n.id as id3, t.id as id4, c.id as id5
     from data_service s join catalog_database d on d.service_id = s.id join catalog_schema n on n.database_id = d.id
     join catalog_table t on t.schema_id = n.id join catalog_column c on c.table_id = t.id
     where d.name = 'dvdrental' and n.name = 'public' and t.name = 'film' and c.name = 'rating'`,
  );
  return rows[0][`id${level}`];
}

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

async function holds(level: number, more: Partial<Question>): Promise<void> {
  const { asOf = null, runId = null, weights = new Map() } = more;
  const found = await cardOf(LEVELS[level - 1]!, {
    asOf,
    run: runId,
    weights: [...weights].map(([dimension, weight]) => ({ dimension, weight })),
  });
  const wanted = expected(await stored(), { level, id: await idOf(level), asOf, runId, weights });
  expect(found).toEqual({
    ...asJson(wanted),
    assetFqn: LEVELS[level - 1],
    asOf: asJson(asOf),
    workflowRunId: runId,
  });
}

test.each([1, 2, 3, 4, 5])(
  "after real assessments, at level %i, scores are those of fractions over the rows",
  async (level) => {
    await holds(level, {});
    await holds(level, { runId: quality });
    await holds(level, {
      weights: new Map([
        ["DOCUMENTATION", "0.333333"],
        ["VALIDITY", "3"],
      ]),
    });
    const card = await cardOf(LEVELS[level - 1]!);
    expect(card.score).toMatch(/^0\.\d{2,12}$/);
    expect(card.dimensions.filter(({ score }: { score: string | null }) => score !== null).length).toBeGreaterThan(2);
  },
);

test("a pipeline's scorecard is of its assessments, and that of a table has the same as its fields", async () => {
  const card = await cardOf(FILM, { run: pipeline });
  expect(card).toMatchObject({ workflowRunId: pipeline, tables: 1 });
  expect(card.score).not.toBeNull();
  expect((await cardOf(`${DATABASE}.public.actor`, { run: pipeline })).score).toBeNull();
  const { dataAsset } = await client.ask(
    `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { scorecard { ${CARD} } ... on Table { dqScore columns { name scorecard { score } } } } }`,
    { fqn: FILM },
  );
  const now = await cardOf(FILM);
  expect(dataAsset.scorecard).toEqual(now);
  const off = ["DOCUMENTATION", "CLASSIFICATION", "STRUCTURE", "COVERAGE"];
  const weights = off.map((dimension) => ({ dimension, weight: 0 }));
  expect(dataAsset.dqScore).toBe((await cardOf(FILM, { weights })).score);
  const rating = dataAsset.columns.find(({ name }: { name: string }) => name === "rating");
  expect(rating.scorecard.score).toBe((await cardOf(`${FILM}.rating`)).score);
});

test("what a person changes is left out until it is assessed again, but not of the past", async () => {
  const before = await cardOf(DATABASE);
  const then = new Date();
  const { updateTable } = await client.ask(
    `mutation ($input: UpdateTableInput!) { updateTable(input: $input) { userErrors { code message } } }`,
    { input: { fqn: FILM, description: "Films, one a row." } },
  );
  expect(updateTable.userErrors).toEqual([]);
  const stale = await cardOf(DATABASE);
  expect(stale).toMatchObject({ staleTables: 1 });
  const metric = (card: any, name: string) =>
    card.dimensions.flatMap(({ metrics }: any) => metrics).find((each: any) => each.metric === name);
  expect(metric(stale, "TABLES_DESCRIBED")).toMatchObject({
    staleTables: 1,
    assetCount: metric(before, "TABLES_DESCRIBED").assetCount - 1,
  });
  await holds(2, {});
  await holds(4, {});
  expect((await cardOf(DATABASE, { asOf: then })).dimensions).toEqual(before.dimensions);
  await run("METADATA_ASSESSMENT", FILM);
  expect(await cardOf(DATABASE)).toMatchObject({ staleTables: 0 });
});

test("a trend has a point for each assessment, which is the scorecard as of its time", async () => {
  const { scorecardTrend } = await client.ask(TREND, { fqn: DATABASE });
  expect(scorecardTrend).toHaveLength(5); // two of the pipeline, and three
  for (const { at, score, dimensions } of scorecardTrend) {
    const card = await cardOf(DATABASE, { asOf: at });
    expect({ score, dimensions }).toEqual({
      score: card.score,
      dimensions: card.dimensions.map(({ dimension, score }: any) => ({ dimension, score })),
    });
  }
  const { at } = scorecardTrend[3];
  const ask = async (more: object) => (await client.ask(TREND, { fqn: DATABASE, ...more })).scorecardTrend;
  expect(await ask({ last: 2, to: at })).toEqual(scorecardTrend.slice(2, 4));
  expect(await ask({ from: at })).toEqual(scorecardTrend.slice(3));
  const actor = (await client.ask(TREND, { fqn: `${DATABASE}.public.actor` })).scorecardTrend;
  expect(actor).toHaveLength(2);
  const column = (await client.ask(TREND, { fqn: `${FILM}.rating` })).scorecardTrend;
  expect(column.at(-1).score).toBe((await cardOf(`${FILM}.rating`)).score);
});

type Wrong = [what: string, variables: object, path: string[]];
const weight = (...weights: unknown[]) => ({
  weights: weights.map((each, index) => ({ dimension: ["VALIDITY", "ACCURACY"][index], weight: each })),
});
test.each<Wrong>([
  ["a negative weight", weight("-0.1"), ["weightOverrides", "0", "weight"]],
  ["no number", weight("1", "NaN"), ["weightOverrides", "1", "weight"]],
  ["an exponent", weight("1e3"), ["weightOverrides", "0", "weight"]],
  ["too many places", weight("0.0000001"), ["weightOverrides", "0", "weight"]],
  ["too large a weight", weight("1000000.000001"), ["weightOverrides", "0", "weight"]],
  ["a very long one", weight("9".repeat(5000)), ["weightOverrides", "0", "weight"]],
  [
    "a dimension twice",
    { weights: ["1", "2"].map((each) => ({ dimension: "VALIDITY", weight: each })) },
    ["weightOverrides", "1", "dimension"],
  ],
  [
    "more weights than dimensions",
    { weights: Array.from({ length: 11 }, () => ({ dimension: "VALIDITY", weight: "1" })) },
    ["weightOverrides"],
  ],
  ["a time and a run", { asOf: "2026-01-01T00:00:00Z", run: v7() }, ["workflowRunId"]],
  ["a malformed name", { fqn: 'a."b' }, ["assetFqn"]],
])("%s is a mistake with its path", async (_, variables, path) => {
  const { errors } = await client.send(QUERY, { fqn: DATABASE, ...variables });
  expect(errors![0]!.extensions).toMatchObject({ code: "VALIDATION_ERROR", path });
});

test("weights of nothing are a mistake; where only what was measured weighs nothing there is no score", async () => {
  const { dimensions } = await cardOf(DATABASE);
  const weights = dimensions.map(({ dimension }: { dimension: string }) => ({ dimension, weight: "0.000" }));
  const { errors } = await client.send(QUERY, { fqn: DATABASE, weights });
  expect(errors![0]!.extensions).toMatchObject({ code: "VALIDATION_ERROR", path: ["weightOverrides"] });
  const measured = dimensions.filter(({ score }: any) => score !== null).map(({ dimension }: any) => dimension);
  expect(measured.length).toBeLessThan(10);
  const some = weights.filter(({ dimension }: any) => measured.includes(dimension));
  expect((await cardOf(DATABASE, { weights: some })).score).toBeNull();
});

test("weights are numbers in the query too, exactly", async () => {
  const text = `{ scorecard(assetFqn: "${DATABASE}", weightOverrides: [{ dimension: VALIDITY, weight: 0.100000 }, { dimension: COVERAGE, weight: 7 }]) {
    dimensions { dimension weight } } }`;
  const { scorecard } = await client.ask(text, {});
  expect(scorecard.dimensions).toContainEqual({ dimension: "VALIDITY", weight: "0.1" });
  expect(scorecard.dimensions).toContainEqual({ dimension: "COVERAGE", weight: "7" });
});

test("runs that measured nothing, no run, and what another tenant has", async () => {
  const code = async (variables: object, as = client) => {
    const { data, errors } = await as.send(QUERY, { fqn: DATABASE, ...variables });
    return errors ? errors[0]!.extensions?.code : data;
  };
  const profiling = await run("PROFILING", `${DATABASE}.public.actor`);
  expect(await code({ run: profiling })).toBe("VALIDATION_ERROR");
  expect(await code({ run: v7() })).toBe("RESOURCE_NOT_FOUND");
  expect(await code({ run: "what?" })).toBe("RESOURCE_NOT_FOUND");
  expect(await code({ asOf: "0001-01-01T00:00:00Z" })).toMatchObject({ scorecard: { score: null, tables: 0 } });
  expect(await code({ asOf: "9999-12-31T23:59:59Z" })).toMatchObject({ scorecard: { score: expect.any(String) } });
  const other = await app.as({ project: "other" });
  expect(await code({}, other)).toEqual({ scorecard: null });
  expect(await code({ run: quality }, other)).toEqual({ scorecard: null });
  expect(await other.ask(TREND, { fqn: DATABASE })).toEqual({ scorecardTrend: null });
  await ingestedSample(other);
  expect(await code({ run: quality }, other)).toBe("RESOURCE_NOT_FOUND");
  expect(await code({}, other)).toMatchObject({ scorecard: { score: null, assessedAt: null } });
  for (const wrong of [{ last: 0 }, { last: 101 }, { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" }]) {
    const { errors } = await client.send(TREND, { fqn: DATABASE, ...wrong });
    expect(errors![0]!.extensions).toMatchObject({ code: "VALIDATION_ERROR" });
  }
});
