import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";

const TABLES = [
  "actor",
  "address",
  "category",
  "city",
  "country",
  "customer",
  "film",
  "film_actor",
  "film_category",
  "inventory",
  "language",
  "payment",
  "rental",
  "staff",
  "store",
];

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});

afterAll(() => app.stop());

test("a profiling run shows each of its transitions and profiles all tables of the sample", async () => {
  const { runId, statuses } = await runToEnd(client, "PROFILING", "PostgreSQL.dvdrental.public");
  expect(statuses).toEqual(["PENDING", "RUNNING", "COMPLETED"]);
  const { workflowRun } = await client.ask(
    `query ($id: ID!) {
      workflowRun(id: $id) {
        status progress { total attempted succeeded failed skipped } durationSeconds attempt
        tasks(first: 100) { nodes { targetFqn status } }
        transitions { sequence from to }
        parameters { __typename ... on ProfilingParameters { parallelWorkers sampleDataLimit mode } }
        output { __typename }
      }
    }`,
    { id: runId },
  );
  expect(workflowRun.status).toBe("COMPLETED");
  const { total, attempted, succeeded, failed, skipped } = workflowRun.progress;
  expect(attempted).toBe(total);
  expect(succeeded + failed + skipped).toBe(attempted);
  expect(failed).toBe(0);
  const done = workflowRun.tasks.nodes
    .filter((task: { status: string }) => task.status === "SUCCEEDED")
    .map((task: { targetFqn: string }) => task.targetFqn);
  expect(done).toEqual(expect.arrayContaining(TABLES.map((table) => `PostgreSQL.dvdrental.public.${table}`)));
  expect(workflowRun.transitions.map((each: { sequence: number }) => each.sequence)).toEqual([1, 2, 3]);
  expect(workflowRun.parameters).toEqual({
    __typename: "ProfilingParameters",
    parallelWorkers: 10,
    sampleDataLimit: 5,
    mode: "EXACT",
  });
  expect(workflowRun.output.__typename).toBe("ProfilingOutput");
});

const FILM = `{ dataAsset(fqn: "PostgreSQL.dvdrental.public.film") { ... on Table {
  rowCount profile { columns { name distinctCount min mostFrequent { value count } sampleValues shapes { shape count } histogram { lower upper count } } }
  profiles(first: 10) { nodes { rowCount } }
} } }`;

test("the catalog shows the profile, and each run adds to its history", async () => {
  await runToEnd(client, "PROFILING", "PostgreSQL.dvdrental.public.film");
  const { dataAsset } = await client.ask(FILM);
  expect(dataAsset.rowCount).toBe(1000);
  const title = dataAsset.profile.columns.find((column: { name: string }) => column.name === "title");
  expect(title.distinctCount).toBeGreaterThan(0);
  expect(title.sampleValues).toHaveLength(5);
  const before = dataAsset.profiles.nodes.length;
  await runToEnd(client, "PROFILING", "PostgreSQL.dvdrental.public.film");
  expect((await client.ask(FILM)).dataAsset.profiles.nodes).toHaveLength(before + 1);
});

test("without the scope data:read, cell values are masked and figures are not", async () => {
  const blind = await app.as({ scope: "runs:read" });
  const { dataAsset } = await blind.ask(FILM);
  const title = dataAsset.profile.columns.find((column: { name: string }) => column.name === "title");
  expect(title.distinctCount).toBeGreaterThan(0);
  const length = dataAsset.profile.columns.find((column: { name: string }) => column.name === "length");
  expect(title.min).toBe("***");
  expect(new Set(title.shapes.map((each: { shape: string }) => each.shape))).toEqual(new Set(["***"]));
  expect(length.histogram).toHaveLength(10);
  for (const bar of length.histogram) expect(bar).toEqual({ lower: "***", upper: "***", count: expect.any(Number) });
  expect(new Set(title.sampleValues)).toEqual(new Set(["***"]));
  expect(new Set(title.mostFrequent.map((each: { value: string }) => each.value))).toEqual(new Set(["***"]));
});
