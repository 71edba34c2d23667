import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { until } from "../runs/system.js";
import { appEnvironment, signToken, testSecrets } from "../support/app.js";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { client, type TestClient } from "../support/client.js";
import { createMigratedDatabase } from "../support/migrated-database.js";
import type { TestDatabase } from "../support/postgres.js";
import { ingestedSample } from "../support/sample-service.js";
import { minuteWalk } from "./minute-walk.js";
import { CLOCK_TABLE, setClock } from "./table-clock.js";

const secrets = testSecrets();
let database: TestDatabase;
let admin: pg.Pool;
let dataDir: string;
let gateways: TestClient[];
const processes: AppProcess[] = [];

const SECONDS = 300; // all of the product is compiled in each process
const MINUTE = 60_000;

/** Some more processes of ours; answers where the gateways among them listen. */
async function start(...roles: string[]): Promise<string[]> {
  const started = roles.map((role) => {
    const environment = appEnvironment(database, secrets, dataDir, { roles: role });
    return startProcess("test/schedules/clocked-app-process.ts", environment);
  });
  processes.push(...started);
  const ready = started.map((each) =>
    until("it is ready", async () => /ready (\S+)/.exec(each.output()) ?? false, SECONDS),
  );
  return (await Promise.all(ready)).map(([, url]) => url!);
}
const killWorkers = () => Promise.all(processes.splice(2).map((worker) => worker.kill("SIGKILL")));

beforeAll(
  async () => {
    database = await createMigratedDatabase("schedules");
    dataDir = await mkdtemp(join(tmpdir(), "data-readiness-schedules-"));
    admin = new pg.Pool({ connectionString: database.superuserUrl, max: 4 });
    admin.on("error", () => undefined);
    await admin.query(CLOCK_TABLE);
    const token = await signToken(secrets.jwt, {});
    const urls = await start("gateway", "gateway", "worker", "worker");
    gateways = urls.slice(0, 2).map((url) => client(url, token));
    await ingestedSample(gateways[0]!);
  },
  2 * SECONDS * 1000,
);
afterAll(async () => {
  await Promise.all((gateways ?? []).map((each) => each.close()));
  await Promise.all(processes.map((each) => each.kill("SIGKILL")));
  await admin.end();
  await rm(dataDir, { recursive: true, force: true });
  await database.drop();
});

async function scheduled(cronExpression: string, timezone: string, name: string) {
  const { createWorkflowConfiguration: made } = await gateways[0]!.ask(
    `mutation ($input: CreateWorkflowConfigurationInput!) {
      createWorkflowConfiguration(input: $input) { workflowConfiguration { id } userErrors { message } }
    }`,
    { input: { workflowType: "PROFILING", name, assetFqn: "PostgreSQL.dvdrental.public.language" } },
  );
  const configurationId = made.workflowConfiguration.id as string;
  // Both gateways set it, at the same time.
  const answers = await Promise.all(
    gateways.map((gateway) =>
      gateway.ask(
        `mutation ($input: SetWorkflowScheduleInput!) { setWorkflowSchedule(input: $input) { userErrors { message } } }`,
        { input: { configurationId, cronExpression, timezone } },
      ),
    ),
  );
  for (const { setWorkflowSchedule } of answers) expect(setWorkflowSchedule.userErrors).toEqual([]);
  return configurationId;
}

/** Lets the clock go to a time, and waits until the schedules have seen it and their runs have ended. */
async function goTo(ids: readonly string[], now: number) {
  await setClock(admin, new Date(now).toISOString());
  await until(
    `the schedules have seen ${new Date(now).toISOString()}`,
    async () => {
      const { rows } = await admin.query(
        `select 1 from workflow_schedule s where s.configuration_id = any($1) and s.next_fire_at > $2 and not exists (
           select 1 from workflow_run r where r.configuration_id = s.configuration_id and r.status in ('PENDING', 'RUNNING'))`,
        [ids, new Date(now)],
      );
      return rows.length === ids.length;
    },
    120,
  );
}

const firings = async (configurationId: string) =>
  (
    await admin.query<{ at: Date; outcome: string; missed: number; run_id: string; status: string }>(
      `select scheduled_for as at, outcome, missed_times as missed, run_id, r.status
       from workflow_firing f left join workflow_run r on r.id = f.run_id where f.configuration_id = $1 order by scheduled_for, f.id`,
      [configurationId],
    )
  ).rows;

test.each([
  ["spring", "2026-03-28T23:45:00Z"],
  ["autumn", "2026-10-24T22:45:00Z"],
])(
  "two gateways and two workers fire each schedule once a time when clocks change in %s",
  async (season, begin) => {
    const from = Date.parse(begin);
    const to = from + 5 * 60 * MINUTE;
    await setClock(admin, begin);
    const crons = ["30 1-4 * * *", "0 * * * *"];
    const ids: string[] = [];
    for (const cron of crons) ids.push(await scheduled(cron, "Europe/Berlin", `${cron} ${season}`));
    for (let now = from; now <= to; now += 15 * MINUTE) await goTo(ids, now);
    for (const [index, id] of ids.entries()) {
      const rows = await firings(id);
      expect(rows.map(({ at }) => at.toISOString())).toEqual(minuteWalk(crons[index]!, "Europe/Berlin", from, to));
      expect(rows).toEqual(rows.map((row) => ({ ...row, outcome: "STARTED", missed: 0, status: "COMPLETED" })));
      await everyRunHasItsFiring(id);
      await removeSchedule(id);
    }
  },
  2 * SECONDS * 1000,
);

test(
  "kill -9 between a firing and its run leaves neither; after a pause the latest time fires, once",
  async () => {
    await setClock(admin, "2026-06-01T09:30:00Z");
    const id = await scheduled("0 * * * *", "UTC", "killed");
    const holder = await admin.connect();
    try {
      await holder.query("begin");
      await holder.query("select 1 from tenant for update"); // a run can't be written, whose firing is written already
      await setClock(admin, "2026-06-01T10:00:00Z");
      await until("a firing waits for its run", async () => (await writingRuns("and wait_event_type = 'Lock'")) > 0);
      await killWorkers();
      expect(await firings(id)).toEqual([]);
    } finally {
      await holder.query("rollback");
      holder.release();
    }
    await until("what the killed ones began is gone", async () => (await writingRuns()) === 0);
    expect(await firings(id)).toEqual([]);
    const later = Date.parse("2026-06-02T08:10:00Z");
    await setClock(admin, new Date(later).toISOString());
    await start("worker", "worker");
    await goTo([id], later);
    const rows = await firings(id);
    expect(rows).toMatchObject([{ outcome: "STARTED", missed: 22, status: "COMPLETED" }]);
    expect(rows[0]!.at.toISOString()).toBe("2026-06-02T08:00:00.000Z");
    await everyRunHasItsFiring(id);
  },
  2 * SECONDS * 1000,
);

async function writingRuns(more = ""): Promise<number> {
  const { rows } = await admin.query(
    `select 1 from pg_stat_activity where datname = $1 and query like '%insert into workflow_run (%' and pid <> pg_backend_pid() ${more}`,
    [database.name],
  );
  return rows.length;
}

async function everyRunHasItsFiring(id: string) {
  const { rows } = await admin.query("select id from workflow_run where configuration_id = $1", [id]);
  const fired = (await firings(id)).map(({ run_id }) => run_id);
  expect(rows.map((row) => row.id).sort()).toEqual(fired.sort());
}

async function removeSchedule(id: string) {
  const { removeWorkflowSchedule } = await gateways[1]!.ask(
    `mutation ($id: ID!) { removeWorkflowSchedule(input: { configurationId: $id }) { userErrors { message } } }`,
    { id },
  );
  expect(removeWorkflowSchedule.userErrors).toEqual([]);
}
