import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample } from "../support/sample-service.js";
import { type Cut, cuttingProxy } from "./cutting-proxy.js";

const run = promisify(execFile);
const FOLDER = resolve(".test-programs", `clients-${process.pid}`); // packages are found from there
const RUNS = `{ workflowRuns(first: 100) { nodes { createdByClientId status transitions { sequence to } } } }`;

let app: TestApp;
let reader: TestClient;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  app = await startTestApp();
  reader = await app.as();
  await ingestedSample(reader);
});
afterAll(async () => {
  await app?.stop();
  await rm(FOLDER, { recursive: true, force: true });
});

/** The program of a section of docs/clients.md. */
function documented(section: string): string {
  const text = readFileSync("docs/clients.md", "utf8").split(/^## /m);
  return /^```ts\n([\s\S]*?)^```$/m.exec(text.find((part) => part.startsWith(section)) ?? "")![1]!;
}

/** Each message of the run's log is torn apart once on its way. */
const STREAM: readonly Cut[] = [0, 1, 1].map((after) => ({ text: '"workflowRunStatusChanged"', after }));
/** The first answer to a create never arrives. */
const CREATE: Cut = { text: '"createWorkflowRun"', after: 0 };

test.concurrent.each<[string, readonly Cut[]]>([
  ["Apollo Client", STREAM],
  ["urql", STREAM],
  ["graphql-ws alone", [CREATE, ...STREAM]],
  ["fetch alone", STREAM],
])("%s creates one run, and sees its log without gap and duplicate over a network that breaks", async (name, cuts) => {
  const client = name.replaceAll(" ", "-");
  const proxy = await cuttingProxy(app.url, cuts);
  const file = resolve(FOLDER, `${client}.ts`);
  writeFileSync(file, documented(name).replaceAll("127.0.0.1:4000", new URL(proxy.url).host));
  const env = { PATH: process.env.PATH, TOKEN: await app.token({ client }) };
  const { stdout } = await run(process.execPath, ["--disable-warning=ExperimentalWarning", file], {
    env,
    timeout: 60_000,
  }).finally(() => proxy.close());
  expect(proxy.left).toEqual([]);
  const { workflowRuns } = await reader.ask(RUNS);
  const own = workflowRuns.nodes.filter(({ createdByClientId }: any) => createdByClientId === client);
  expect(own).toHaveLength(1);
  const { status, transitions } = own[0];
  const log = transitions.map(({ sequence, to }: any) => `${sequence} ${to}`);
  expect(log).toHaveLength(3);
  expect(stdout.trim().split("\n")).toEqual([...log, `${status} columns tagged: 4`]);
});
