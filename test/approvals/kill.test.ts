import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { until } from "../runs/system.js";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { ReviewHarness, tag } from "./review-harness.js";

const COLUMNS = Array.from({ length: 50 }, (_, index) => `c${String(index).padStart(2, "0")}`);

let harness: ReviewHarness;
let url: string;
let other: pg.Client;
let child: AppProcess | undefined;

beforeAll(async () => {
  harness = await ReviewHarness.open(`create table t (${COLUMNS.map((name) => `${name} int`).join(", ")})`);
  ({ url } = harness.catalog.dataSource.options as { url: string });
  other = new pg.Client({ connectionString: url });
  await other.connect();
});

afterAll(async () => {
  await child?.kill("SIGKILL");
  await other.end();
  await harness.close();
});

const state = async (run: string) => [
  await harness.changes(run),
  await harness.catalogSays(),
  await harness.approval(run),
  await harness.sql("select change_id, reverts_id from asset_history order by sequence"),
];

/** Starts the decision, kills it while it waits for a row in the middle of its writes, and answers when all of it is gone. */
async function killedWithin(run: string, action: string, row: string) {
  await other.query("begin");
  await other.query("select set_config('app.tenant', '*', true)");
  expect((await other.query(row)).rowCount).toBe(1);
  child = startProcess("test/approvals/decide-process.ts", {}, [url, run, action]);
  const backends = async (condition: string) =>
    (await harness.sql(`select pid from pg_stat_activity where application_name = 'decide-process' and ${condition}`))
      .length;
  await until("the decision waits", async () => (await backends("wait_event_type = 'Lock'")) === 1, 60);
  expect(await child.kill("SIGKILL")).toBe("SIGKILL");
  await other.query("rollback");
  await until("its transaction is gone", async () => (await backends("true")) === 0, 60);
}

test("kill -9 in the middle of an approval and of a reset leaves nothing of it; done again, all of it", async () => {
  await harness.run({ saveAll: true, found: { t: [tag("c49", "PII.Email")] } });
  const run = await harness.run({ found: { t: COLUMNS.map((name) => tag(name, "PII.Email")) } });
  const before = await state(run);
  await killedWithin(run, "APPROVE", "select 1 from asset_annotation for update");
  expect(await state(run)).toEqual(before);
  expect(await harness.decide(run, "APPROVE")).toMatchObject({
    userErrors: [],
    outcome: { decided: 50, catalogChanges: 49 },
  });
  const approved = await state(run);
  expect(await harness.catalogSays()).toHaveLength(50);
  await killedWithin(run, "RESET", "select 1 from proposed_change order by position desc, id desc limit 1 for update");
  expect(await state(run)).toEqual(approved);
  expect(await harness.decide(run, "RESET")).toMatchObject({
    userErrors: [],
    outcome: { decided: 50, catalogChanges: 49 },
  });
  expect(await harness.catalogSays()).toHaveLength(1);
}, 180_000);
