import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { execute } from "../assets/catalog/ingestion-harness.js";
import { appEnvironment, signToken, testSecrets } from "../support/app.js";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { client, type TestClient } from "../support/client.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { registerService, runToEnd, statusesOf } from "../support/sample-service.js";
import { targetOf } from "../workflows/profiling/ways.js";

const run = promisify(execFile);
const COPIED = ["src", "schema", "ormconfig.ts", "tsconfig.json", "package.json"];

let folder: string;
let database: TestDatabase;
let source: TestDatabase;
let gateway: AppProcess;
let reader: TestClient;

/** The guide's code blocks: whole files, and lines of files that there are. */
async function blocks(): Promise<{ how: string; path: string; code: string }[]> {
  const guide = await readFile("docs/adding-a-workflow.md", "utf8");
  return [...guide.matchAll(/^```ts (file|line|import)=(\S+)\n([\s\S]*?)^```$/gm)].map(([, how, path, code]) => ({
    how: how!,
    path: path!,
    code: code!,
  }));
}

/** What the guide asks the gateway, of this asset instead of the sample. */
async function operations(asset: string): Promise<string[]> {
  const guide = await readFile("docs/adding-a-workflow.md", "utf8");
  const found = [...guide.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
  expect(found).toHaveLength(3);
  return found.map((code) => code.replace("PostgreSQL.dvdrental.public", asset));
}

async function follow(): Promise<void> {
  for (const { how, path, code } of await blocks()) {
    const file = join(folder, path);
    if (how === "file") {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, code);
      continue;
    }
    const text = await readFile(file, "utf8");
    const list = /(makeWorkflows = [\s\S]*?=> \[[\s\S]*?)(\n\];)/;
    if (how === "line" && !list.test(text)) throw new Error("The list of workflows is not where the guide says.");
    const changed =
      how === "import"
        ? code + text
        : text.replace(list, (_, head: string, tail: string) => `${head.replace(/,?$/, ",")}\n${code}${tail}`);
    await writeFile(file, changed);
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "guide-"));
  for (const path of COPIED) await cp(path, join(folder, path), { recursive: true });
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  await follow();
  database = await createTestDatabase("guide");
  source = await createTestDatabase("guide_source");
  await execute(source.url, `create table t (plain int, "Not plain" int, "größe" int); create table u (a int)`);
  const secrets = testSecrets();
  const environment = appEnvironment(database, secrets, folder, { environment: { LOG_LEVEL: "info" } });
  await run("node", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], { cwd: folder });
  gateway = startProcess(join(folder, "src/main.ts"), { ...environment, DEMO: "0" });
  const [, url] = await gateway.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  reader = client(url!, await signToken(secrets.jwt, {}));
}, 180_000);

afterAll(async () => {
  await reader?.close();
  await gateway?.kill();
  await source?.drop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

test("the guide, followed to the letter, adds a type that runs", async () => {
  const { host, port, database: name, user, password = "" } = targetOf(source.url);
  await registerService(reader, "S", { host, port, database: name, user, password });
  await runToEnd(reader, "SERVICE_INGESTION", `S.${name}`);
  const [list, create, read] = await operations(`S.${name}.public`);
  const [configuration] = (await reader.ask(list!)).workflowConfigurations.nodes;
  const { workflowRun: started, userErrors } = (await reader.ask(create!, { configurationId: configuration.id }))
    .createWorkflowRun;
  expect(userErrors).toEqual([]);
  expect((await statusesOf(reader, started.id)).at(-1)).toBe("COMPLETED");
  expect((await reader.ask(read!, { id: started.id })).workflowRun).toMatchObject({
    status: "COMPLETED",
    output: { tables: 2, needQuotes: 2 },
  });
  const { workflowRun } = await reader.ask(
    `query ($id: ID!) { workflowRun(id: $id) { output { ... on ReviewNamesOutput { tables needQuotes } }
       proposedChanges { nodes { targetFqn before after decision } } } }`,
    { id: started.id },
  );
  expect(workflowRun.output).toEqual({ tables: 2, needQuotes: 2 });
  const changed = (column: string) => ({
    targetFqn: `S.${name}.public.t.${column}`,
    before: null,
    after: "Naming.NeedsQuotes",
    decision: "APPROVED",
  });
  expect(workflowRun.proposedChanges.nodes).toEqual([changed("Not plain"), changed("größe")]);
  const { dataAsset } = await reader.ask("query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { tags { name } } }", {
    fqn: `S.${name}.public.t.Not plain`,
  });
  expect(dataAsset.tags).toEqual([{ name: "Naming.NeedsQuotes" }]);
});
