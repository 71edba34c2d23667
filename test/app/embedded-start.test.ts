import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import pg from "pg";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { client, type TestClient } from "../support/client.js";
import { createRun, defaultConfiguration, statusesOf } from "../support/sample-service.js";

const MAIN = "src/main.ts";
let folder: string;
let processes: AppProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "data readiness "));
  processes = [];
});

afterEach(async () => {
  for (const each of processes) await each.kill();
  await rm(folder, { recursive: true, force: true });
});

const environment = (name: string) => ({ PORT: "0", DATA_DIR: join(folder, name), DRAIN_SECONDS: "5" });

async function start(name: string): Promise<{ app: AppProcess; url: string; demo: TestClient }> {
  const app = startProcess(MAIN, environment(name));
  processes.push(app);
  const [, url] = await app.printed(/GraphiQL\s+(\S+)\/graphql/);
  const [, token] = await app.printed(/Token\s+(\S+)/);
  return { app, url: url!, demo: client(url!, token!) };
}

/** The embedded server's own process, which is no child of the test's. */
async function postmasterPid(name: string): Promise<number> {
  const url = new URL((await readFile(join(folder, name, "database-url"), "utf8")).trim());
  const passwords = JSON.parse(await readFile(join(folder, name, "postgres.json"), "utf8")) as { postgres: string };
  const database = new pg.Client({
    host: url.hostname,
    port: Number(url.port),
    user: "postgres",
    password: passwords.postgres,
    database: "postgres",
  });
  await database.connect();
  const { rows } = await database.query<{ text: string }>("select pg_read_file('postmaster.pid') as text");
  await database.end();
  return Number(rows[0]!.text.split("\n")[0]);
}

test("the first start gives a newcomer a tenant to work with; all survives a kill of everything", async () => {
  const first = await start("first");
  expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
  const { dataAsset } = await first.demo.ask(`{ dataAsset(fqn: "PostgreSQL.dvdrental.public.film") { name } }`);
  expect(dataAsset.name).toBe("film");
  const configurationId = await defaultConfiguration(first.demo, "PROFILING");
  const runs: string[] = [];
  for (let n = 0; n < 2; n++) {
    runs.push(await createRun(first.demo, { configurationId, assetFqn: "PostgreSQL.dvdrental.public" }));
  }
  const pid = await postmasterPid("first");
  first.app.child.kill("SIGKILL");
  process.kill(pid, "SIGKILL");
  expect(await first.app.ended()).toBe("SIGKILL");
  await first.demo.close();

  const second = await start("first");
  for (const run of runs) expect((await statusesOf(second.demo, run)).at(-1)).toBe("COMPLETED");
  const { workflowRuns } = await second.demo.ask(
    `{ workflowRuns(filter: { workflowTypes: [SERVICE_INGESTION] }) { nodes { status } } }`,
  );
  expect(workflowRuns.nodes).toEqual([{ status: "COMPLETED" }]);
  await second.demo.close();
  expect(await second.app.kill()).toBe(0);
}, 180_000);

test("two copies run side by side; a third on data that is in use says so in one line", async () => {
  const [one, two] = await Promise.all([start("one"), start("two")]);
  expect(one.url).not.toBe(two.url);
  const third = startProcess(MAIN, { ...environment("one"), LOG_LEVEL: "fatal" });
  processes.push(third);
  expect(await third.ended()).toBe(1);
  expect(third.output().trim().split("\n")).toHaveLength(1);
  expect(third.output()).toMatch(/already running on this DATA_DIR/);
  await Promise.all([one.demo.close(), two.demo.close()]);
  expect(await Promise.all([one.app.kill(), two.app.kill()])).toEqual([0, 0]);
}, 180_000);
