import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type DocumentNode, print } from "graphql";
import * as typedClient from "../../clients/typescript/src/index.js";
import { until } from "../gateway/support/until.js";
import { startTestApp, type TestApp, type TestAppOptions, type TestClient } from "../support/app.js";
import { ingestedSample } from "../support/sample-service.js";
import { type Cut, type CuttingProxy, cuttingProxy } from "./cutting-proxy.js";

const run = promisify(execFile);
const FOLDER = resolve(".test-programs", `clients-${process.pid}`); // packages are found from there
const RUNS = `{ workflowRuns { nodes {
  createdByClientId status failure { code message } transitions { sequence to }
} } }`;

let app: TestApp;
let reader: TestClient;
/** On the same database, with the roles and settings that it is given. */
let another: (options: TestAppOptions) => Promise<TestApp>;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  app = await startTestApp({ roles: "gateway" });
  another = (options) => startTestApp({ database: app.database, secrets: app.secrets, ...options });
  reader = await app.as();
  await working(() => ingestedSample(reader));
});
afterAll(async () => {
  await app?.stop();
  await rm(FOLDER, { recursive: true, force: true });
});

async function working<Result>(meanwhile: () => Promise<Result>): Promise<Result> {
  const worker = await another({ roles: "worker" });
  return meanwhile().finally(worker.stop);
}

/** The program of a section of a page. */
function documented(page: string, section: string): string {
  const text = readFileSync(`docs/${page}.md`, "utf8").split(/^## /m);
  return /^```[jt]s\n([\s\S]*?)^```$/m.exec(text.find((part) => part.startsWith(section)) ?? "")![1]!;
}

/** What a program prints. */
async function printed(name: string, code: string, env: Record<string, string | undefined> = {}): Promise<string> {
  const file = resolve(FOLDER, name);
  writeFileSync(file, code);
  const args = ["--disable-warning=ExperimentalWarning", file];
  const { stdout } = await run(process.execPath, args, { env: { PATH: process.env.PATH, ...env }, timeout: 60_000 });
  return stdout.trim();
}

/** The first and the last message of the run's log are torn apart on their way. */
const STREAM: readonly Cut[] = [0, 1].map((after) => ({ text: '"workflowRunStatusChanged"', after }));
/** The first answer to a create never arrives. */
const CREATE: Cut = { text: '"createWorkflowRun"', after: 0 };

const CLIENTS: readonly (readonly [string, readonly Cut[]])[] = [
  ["Apollo Client", STREAM],
  ["urql", STREAM],
  ["graphql-ws alone", [CREATE, ...STREAM]],
  ["fetch alone", STREAM],
];

/** What a client's program prints over a network that breaks, and what became of its runs. */
async function overBadNetwork(name: string, proxy: CuttingProxy) {
  const client = name.replaceAll(" ", "-");
  const code = documented("clients", name).replaceAll("127.0.0.1:4000", new URL(proxy.url).host);
  const lines = await printed(`${client}.ts`, code, { TOKEN: await app.token({ client }) });
  const { workflowRuns } = await reader.ask(RUNS);
  const runs = workflowRuns.nodes.filter(({ createdByClientId }: any) => createdByClientId === client);
  return { name, cutsLeft: proxy.left, told: proxy.passed("SERVER_GOING_AWAY") > 0, lines: lines.split("\n"), runs };
}

test("each client creates one run, and sees its log without gap and duplicate, though the network breaks and a gateway goes away", async () => {
  const leaving = await another({ roles: "gateway" });
  const proxies = await Promise.all(CLIENTS.map(([, cuts]) => cuttingProxy(leaving.url, cuts)));
  const goOn = async () => {
    await until(
      () => proxies.every(({ passed }) => passed('"to":"PENDING"') === 1),
      "all have begun to follow",
      30_000,
    );
    for (const { leadTo } of proxies) leadTo(app.url);
  };
  const programs = Promise.all(CLIENTS.map(([name], index) => overBadNetwork(name, proxies[index]!)));
  programs.catch(() => {}); // it is awaited below
  try {
    await goOn().finally(leaving.stop);
    const seen = await working(() => programs);
    const log = ["PENDING", "RUNNING", "COMPLETED"].map((to, index) => ({ sequence: index + 1, to }));
    const lines = [...log.map(({ sequence, to }) => `${sequence} ${to}`), "COMPLETED columns tagged: 4"];
    const run = (name: string) => ({
      createdByClientId: name.replaceAll(" ", "-"),
      status: "COMPLETED",
      failure: null,
      transitions: log,
    });
    expect(seen).toEqual(CLIENTS.map(([name]) => ({ name, cutsLeft: [], told: true, lines, runs: [run(name)] })));
  } finally {
    await Promise.all(proxies.map(({ close }) => close()));
  }
});

test("with the list of the typed client, a gateway executes the documented operations and no others", async () => {
  const file = resolve("clients/typescript/trusted-documents.json");
  const list: Record<string, string> = JSON.parse(readFileSync(file, "utf8"));
  expect(list).toEqual(JSON.parse(await printed("list.mjs", documented("trusted-documents", "The list"))));
  const documents = Object.entries(typedClient).filter(([name]) => name.endsWith("Document"));
  expect(documents.map(([, document]) => print(document as DocumentNode)).sort()).toEqual(Object.values(list).sort());
  const warned: string[] = [];
  const trusting = await another({
    roles: "gateway",
    environment: { TRUSTED_DOCUMENTS: file },
    log: (line) => warned.push(...(line.includes("a trusted document can't") ? [line] : [])),
  });
  try {
    expect(warned).toEqual([]);
    const typed = typedClient.createClient({ url: `${trusting.url}/graphql`, token: await trusting.token() });
    const { workflowRuns } = await typed.request(typedClient.ListRunsDocument);
    const steps: string[] = [];
    for await (const { to } of typed.transitions(workflowRuns.nodes[0]!.id)) steps.push(to);
    expect(steps).toEqual(["PENDING", "RUNNING", "COMPLETED"]);
    const client = await trusting.as();
    const { status, errors } = await client.send("{ __schema { queryType { name } } }");
    expect([status, errors?.[0]?.extensions?.code]).toEqual([400, "DOCUMENT_NOT_TRUSTED"]);
  } finally {
    await trusting.stop();
  }
});
