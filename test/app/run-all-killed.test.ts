import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { makeWorkflows, type WorkflowParts } from "../../src/app/workflows.js";
import { allFields } from "../support/all-fields.js";
import { appEnvironment, startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { changesOf } from "../support/every-type.js";
import { pipelineToEnd, startPipeline } from "../support/pipelines.js";
import { ingestedSample } from "../support/sample-service.js";

const DATABASE = "PostgreSQL.dvdrental";
const INPUT = {
  assetFqn: DATABASE,
  parameters: {
    runAllEnrichment: { include: ["customer", "film", "staff"].map((table) => `${DATABASE}.public.${table}`) },
  },
};
/** After how many transitions a worker is killed: in the middle of profiling, of the tags, of the rules. */
const KILLS = [13, 18, 27];

let gateway: TestApp;
let client: TestClient;
let folder: string;
const workers: AppProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "data-readiness-killed-"));
  gateway = await startTestApp({ roles: "gateway" });
  client = await gateway.as();
  startWorker();
  startWorker();
  await ingestedSample(client);
}, 180_000);

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill("SIGKILL")));
  await gateway.stop();
  await rm(folder, { recursive: true, force: true });
});

function startWorker(): void {
  const { database, secrets } = gateway;
  workers.push(startProcess("src/main.ts", appEnvironment(database, secrets, folder, { roles: "worker" })));
}

const OUTPUT = (type: string) => {
  const { outputType } = makeWorkflows({} as WorkflowParts).find((workflow) => workflow.type === type)!;
  return `query ($id: ID!) { workflowRun(id: $id) { output { ... on ${outputType.name} { ${allFields(outputType.name)} } } } }`;
};

/** All that came of a pipeline, but for its ids and times. */
async function resultOf({ status, progress, steps }: any): Promise<object> {
  const results: object[] = [];
  for (const { workflowType, status, workflowRun } of steps) {
    const { output } = (await client.ask(OUTPUT(workflowType), { id: workflowRun.id })).workflowRun;
    results.push({ workflowType, status, output, changes: await changesOf(client, workflowRun.id) });
  }
  return { status, progress, results };
}

test("worker processes that are killed in the middle change nothing in what comes of it", async () => {
  await pipelineToEnd(client, await startPipeline(client, INPUT)); // what it finds first is new, and afterwards known
  const undisturbed = await resultOf(await pipelineToEnd(client, await startPipeline(client, INPUT)));
  expect(undisturbed).toMatchObject({ status: "COMPLETED" });
  let transitions = 0;
  const killed = await pipelineToEnd(client, await startPipeline(client, INPUT), async () => {
    const index = KILLS.indexOf(++transitions);
    if (index < 0) return;
    await workers[index]!.kill("SIGKILL");
    startWorker();
  });
  expect(transitions).toBeGreaterThan(KILLS.at(-1)!);
  expect(await resultOf(killed)).toEqual(undisturbed);
}, 400_000);
