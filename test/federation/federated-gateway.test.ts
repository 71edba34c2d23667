import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-sse";
import { v7 } from "uuid";
import { type Federation, startFederation } from "../../examples/federation/federated-gateway.js";
import { until } from "../gateway/support/until.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { client } from "../support/client.js";
import { createRun, defaultConfiguration, ingestedSample } from "../support/sample-service.js";
import { reads } from "./reads.js";

const FILM = "PostgreSQL.dvdrental.public.film";

let app: TestApp;
let direct: TestClient;
let federation: Federation;
/** The same tenant, through the federated gateway of the example. */
let through: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  direct = await app.as({ project: "demo" });
  await ingestedSample(direct);
  federation = await startFederation(app.url, 0);
  through = client(federation.url, direct.token);
});

afterAll(async () => {
  await through?.close();
  await federation?.stop();
  await app.stop();
});

const CREATE = `mutation ($input: CreateWorkflowRunInput!) { createWorkflowRun(input: $input) {
  workflowRun { id parameters { ... on ProfilingParameters { parallelWorkers sampleDataLimit } } }
  userErrors { code message path }
} }`;

describe("through a federated gateway", () => {
  test("a run is created with typed parameters; what is left out is the configuration's, not a default", async () => {
    const { createWorkflowConfiguration } = await through.ask(
      `mutation { createWorkflowConfiguration(input: { workflowType: PROFILING, name: "Three at once", parameters: { profiling: { parallelWorkers: 3 } } }) {
        workflowConfiguration { id }
      } }`,
    );
    const configurationId: string = createWorkflowConfiguration.workflowConfiguration.id;
    const assetFqn = "PostgreSQL.dvdrental.public.language";
    const parameters = { profiling: { sampleDataLimit: 2 } };
    const answers = [
      await through.ask(CREATE, { input: { configurationId, assetFqn, parameters } }),
      await through.ask(
        CREATE.replace("($input: CreateWorkflowRunInput!)", "").replace(
          "$input",
          `{ configurationId: "${configurationId}", assetFqn: "${assetFqn}", parameters: { profiling: { sampleDataLimit: 2 } } }`,
        ),
      ),
    ];
    for (const { createWorkflowRun } of answers) {
      expect(createWorkflowRun).toEqual({
        workflowRun: { id: expect.any(String), parameters: { parallelWorkers: 3, sampleDataLimit: 2 } },
        userErrors: [],
      });
    }
  });

  test("two members of a @oneOf input are refused, in variables and in the text, and nothing is created", async () => {
    const configurationId = await defaultConfiguration(direct, "METADATA_ASSESSMENT");
    const before = await direct.ask("{ workflowRuns(first: 100) { nodes { id } } }");
    const parameters = { profiling: {}, metadataAssessment: {} };
    const inVariables = await through.send(CREATE, { input: { configurationId, assetFqn: FILM, parameters } });
    const inText = await through.send(
      `mutation { createWorkflowRun(input: { configurationId: "${configurationId}", assetFqn: "${FILM}", parameters: { profiling: {}, metadataAssessment: {} } }) { replayed } }`,
    );
    for (const { data, errors } of [inVariables, inText]) {
      expect([data ?? null, errors?.[0]?.message]).toEqual([null, expect.stringMatching(/exactly one key/i)]);
    }
    expect(await direct.ask("{ workflowRuns(first: 100) { nodes { id } } }")).toEqual(before);
  });

  test("a table shows what both graphs know of it, from either side", async () => {
    const { dataAsset } = await through.ask(
      `{ dataAsset(fqn: "${FILM}") { name ... on Table { tableKind owner { name } } } }`,
    );
    expect(dataAsset).toEqual({ name: "film", tableKind: "TABLE", owner: { name: "Catalogue team" } });
    const ask = () => through.ask("{ owners { name tables { fqn tableKind columns { name } owner { name } } } }");
    let owners: any;
    const statements = await reads(/catalog_(table|column)/, async () => {
      ({ owners } = await ask());
    });
    const tables = owners.flatMap((owner: any) => owner.tables.map((table: any) => ({ ...table, of: owner.name })));
    expect(tables).toHaveLength(12);
    for (const { fqn, tableKind, columns, owner, of } of tables) {
      expect({ fqn, tableKind, owner }).toEqual({
        fqn: expect.stringContaining("public."),
        tableKind: "TABLE",
        owner: { name: of },
      });
      expect(columns.length).toBeGreaterThan(1);
    }
    expect(statements).toHaveLength(2); // the tables of all owners, and the columns of all tables
  });

  test("a subscription delivers every transition, with the owner at each, and ends; a cursor goes on", async () => {
    const configurationId = await defaultConfiguration(direct, "METADATA_ASSESSMENT");
    const runId = await createRun(through, { configurationId, assetFqn: FILM });
    const seen = await followed(direct.token, { runId });
    const { workflowRun } = await direct.ask(
      "query ($runId: ID!) { workflowRun(id: $runId) { transitions { cursor sequence to } } }",
      { runId },
    );
    expect(seen.map(({ cursor, sequence, to }) => ({ cursor, sequence, to }))).toEqual(workflowRun.transitions);
    expect(seen.at(-1).to).toBe("COMPLETED");
    for (const { workflowRun } of seen) expect(workflowRun.asset.owner).toEqual({ name: "Catalogue team" });
    expect(await followed(direct.token, { runId, after: seen[0].cursor })).toEqual(seen.slice(1));
  });

  test("a subscriber that goes leaves no stream behind", async () => {
    const events = follow(direct.token, "subscription { workflowRunStatusChanged { to } }");
    events.next().catch(() => undefined);
    await until(async () => (await streams()) === "1", "the stream is open");
    await events.return(undefined);
    await until(async () => (await streams()) === "0", "it is closed");
  });

  test("the project of another organisation is another tenant, also where it has the same name", async () => {
    for (const claims of [{ org: "evil" }, { project: "__proto__" }]) {
      const other = await client(federation.url, await app.token({ project: "demo", ...claims })).ask(
        `{ owners { name } _table: dataAsset(fqn: "${FILM}") { fqn } }`,
      );
      expect(other).toEqual({ owners: [], _table: null });
    }
  });

  test("the project that a client names must be its token's, for all that is asked", async () => {
    const asked = (project: string) => {
      const headers = { authorization: `Bearer ${direct.token}`, "x-project-id": project };
      return [
        "{ viewer { projectId } }",
        "{ owners { name } }",
        `subscription { workflowRunStatusChanged(runId: "${v7()}") { to } }`,
      ].map(async (query) => {
        const sse = createClient({ url: `${federation.url}/graphql`, headers, retryAttempts: 0 });
        for await (const { errors } of sse.iterate({ query })) return errors?.[0]?.extensions?.code;
      });
    };
    const refused = "INSUFFICIENT_PERMISSIONS";
    expect(await Promise.all(asked("training"))).toEqual([refused, refused, refused]);
    expect(await Promise.all(asked("demo"))).toEqual([undefined, undefined, "RESOURCE_NOT_FOUND"]);
  });

  test("another tenant sees its own owners, and nothing of the others' runs and tables", async () => {
    const configurationId = await defaultConfiguration(direct, "METADATA_ASSESSMENT");
    const theirs = await createRun(direct, { configurationId, assetFqn: FILM });
    const token = await app.token({ project: "training" });
    const other = client(federation.url, token);
    const { data, errors } = await other.send(
      `query ($id: ID!, $fqn: AssetFqn!) {
        workflowRun(id: $id) { id }
        workflowRuns(first: 10) { nodes { id } }
        dataAsset(fqn: $fqn) { fqn ... on Table { owner { name } } }
        owners { name tables { fqn estimatedRows } }
      }`,
      { id: theirs, fqn: FILM },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      workflowRun: null,
      workflowRuns: { nodes: [] },
      dataAsset: null,
      owners: [{ name: "Trainers", tables: [{ fqn: FILM, estimatedRows: null }] }],
    });
    const refusal = async (runId: string) =>
      followed(token, { runId }).then(
        (events) => ({ events }),
        (errors) => errors.map(({ message, extensions }: any) => [message, extensions.code]),
      );
    expect(await refusal(theirs)).toEqual(await refusal(v7()));
    expect(await refusal(theirs)).toEqual([[expect.any(String), "RESOURCE_NOT_FOUND"]]);
    await other.close();
  });

  test("the blocks of examples/federation/README.md do what it says", async () => {
    const blocks = [...readFileSync("examples/federation/README.md", "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
    const [start, command, token, curl, fromOwners, subscription, ...more] = blocks
      .filter(([, language]) => language !== "mermaid")
      .map(([, , code]) => code!);
    expect([start, command, more]).toEqual(["npm ci && npm start\n", "npm run example:federation\n", []]);
    expect(token).toContain("npm run -s token -- --project demo");
    const { stdout: answer } = await promisify(execFile)(
      "bash",
      ["-c", curl!.replace("http://127.0.0.1:4100", federation.url)],
      {
        env: { PATH: process.env.PATH, TOKEN: direct.token },
      },
    );
    expect(JSON.parse(answer).data.dataAsset.owner.email).toBe("catalogue@example.com");
    expect((await through.ask(fromOwners!)).owners).toHaveLength(2);
    const events = follow(direct.token, subscription!);
    const first = events.next();
    await until(async () => (await streams()) === "1", "the stream is open");
    const configurationId = await defaultConfiguration(direct, "METADATA_ASSESSMENT");
    await createRun(direct, { configurationId, assetFqn: FILM });
    expect((await first).value.data.workflowRunStatusChanged.workflowRun.asset).toEqual({
      name: "film",
      owner: { email: "catalogue@example.com" },
    });
    await events.return(undefined);
  });

  test("the codes of errors come through", async () => {
    const { errors } = await client(federation.url, "").send("{ viewer { projectId } }");
    expect(errors?.[0]?.extensions?.code).toBe("INVALID_TOKEN");
  });

  /** How many streams our gateway has open. */
  const streams = async () =>
    /^graphql_streamed_operations\{transport="sse"\} (\d+)$/m.exec(
      await (await fetch(`${app.url}/metrics`)).text(),
    )?.[1];

  /** The events of a subscription over SSE to the federated gateway, which has a stream of ours for it. */
  function follow(token: string, query: string, variables: Record<string, unknown> = {}): AsyncGenerator<any> {
    const sse = createClient({
      url: `${federation.url}/graphql`,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    return sse.iterate({ query, variables }) as AsyncGenerator<any>;
  }

  async function followed(token: string, variables: Record<string, unknown>): Promise<any[]> {
    const events: any[] = [];
    const query = `subscription ($runId: ID!, $after: Cursor) { workflowRunStatusChanged(runId: $runId, after: $after) {
      cursor sequence to workflowRun { asset { ... on Table { owner { name } } } }
    } }`;
    for await (const { data, errors } of follow(token, query, variables)) {
      if (errors) throw errors;
      events.push(data.workflowRunStatusChanged);
    }
    return events;
  }
});

describe("npm run example:federation", () => {
  const START = ["--import", "@swc-node/register/esm-register", "examples/federation/start.ts"];

  function example(gatewayUrl: string) {
    const env = { PATH: process.env.PATH, GATEWAY_URL: gatewayUrl, PORT: "0" };
    const child = spawn(process.execPath, START, { env, stdio: ["ignore", "pipe", "pipe"] });
    const output = { out: [] as string[], err: [] as string[] };
    child.stdout.on("data", (data) => output.out.push(String(data)));
    child.stderr.on("data", (data) => output.err.push(String(data)));
    return { child, output, ended: once(child, "close") };
  }

  test("starts the graph of both and ends with Ctrl-C, or says in one line what is missing", async () => {
    const [nothing, started] = [example("http://127.0.0.1:9"), example(app.url)]; // both at once: it takes a while
    try {
      expect(await nothing.ended).toEqual([1, null]);
      expect(nothing.output).toEqual({
        out: [],
        err: [expect.stringMatching(/^No gateway at http:\/\/127\.0\.0\.1:9: .+\n$/)],
      });
      const { child, output, ended } = started;
      await until(() => output.out.length > 0 || child.exitCode !== null, "it has started", 60_000);
      const url = /http:\S+(?=\/graphql)/.exec(output.out.join())![0];
      const { viewer } = await client(url, direct.token).ask("{ owners { name } viewer { projectId } }");
      expect(viewer.projectId).toBe("demo");
      child.kill("SIGINT");
      expect(await ended).toEqual([0, null]);
      expect(output.err).toEqual([]);
    } finally {
      for (const { child } of [nothing, started]) child.kill("SIGKILL");
    }
  });
});
