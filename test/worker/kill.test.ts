import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { checkHistory } from "../runs/invariants.js";
import { SECOND_HOLD_LOCK } from "../runs/scripted-workflow.js";
import { createInput, createSystem, ended, holdTasks, type System, until } from "../runs/system.js";
import { killWorkers, spawnWorker } from "./spawn-worker.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ work: false });
});
afterEach(async () => {
  await killWorkers();
  await system.admin.query("truncate test_script");
});
afterAll(() => system.close());

const executions = async (runId: string) =>
  (
    await system.admin.query<{ target: string; worker: string; ended: Date | null }>(
      "select target, worker, ended from test_execution where run_id = $1 order by id",
      [runId],
    )
  ).rows;

const attemptOf = async (runId: string) =>
  (await system.admin.query<{ attempt: number }>("select attempt from workflow_run where id = $1", [runId])).rows[0]!
    .attempt;

test("kill -9 in the middle of a run: another worker goes on within 20 s, and no result is there twice", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ t3: "hold", t4: "hold", t5: "hold" });
  const release = await holdTasks(system);
  const first = await spawnWorker(system.url);
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 8));
  await until(
    "three tasks hold",
    async () => (await executions(workflowRun.id)).filter((row) => !row.ended).length === 3,
  );
  const second = await spawnWorker(system.url);
  first.process.kill("SIGKILL");
  const killed = Date.now();
  await first.exit;
  await until("another worker has taken the lost tasks over", async () => {
    const rows = await executions(workflowRun.id);
    return ["t3", "t4", "t5"].every((target) => rows.some((row) => row.target === target && row.worker === second.id));
  });
  const seconds = (Date.now() - killed) / 1000;
  console.info(`taken over ${seconds.toFixed(1)} s after the kill`);
  expect(seconds).toBeLessThan(20);
  await release();
  expect(await ended(system, [workflowRun.id])).toEqual(["COMPLETED"]);
  expect(await attemptOf(workflowRun.id)).toBe(2); // one worker was lost, whatever it had in hand
  await checkHistory(system);
}, 60_000);

test("a worker that sleeps past its lease writes nothing when it wakes up, though it has its result", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ t1: "hold-twice" });
  const [release, releaseSecond] = [await holdTasks(system), await holdTasks(system, SECOND_HOLD_LOCK)];
  const sleeper = await spawnWorker(system.url, 1);
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 1));
  await until("the task is under way", async () => (await executions(workflowRun.id)).length === 1);
  sleeper.process.kill("SIGSTOP");
  await release();
  const other = await spawnWorker(system.url, 1);
  await until("another worker is at it", async () => (await executions(workflowRun.id)).length === 2);
  sleeper.process.kill("SIGCONT");
  await until("the sleeper has ended its execution", async () => (await executions(workflowRun.id))[0]!.ended);
  sleeper.process.kill("SIGTERM");
  expect(await sleeper.exit).toBe(0); // it has written what it had to write
  const state = async () =>
    (
      await system.admin.query("select status, attempt, worker_id from workflow_run_task where run_id = $1", [
        workflowRun.id,
      ])
    ).rows;
  expect(await state()).toEqual([{ status: "RUNNING", attempt: 2, worker_id: other.id }]);
  expect((await system.admin.query("select 1 from test_saved where run_id = $1", [workflowRun.id])).rows).toEqual([]);
  await releaseSecond();
  expect(await ended(system, [workflowRun.id])).toEqual(["COMPLETED"]);
  const { rows } = await system.admin.query("select worker from test_saved where run_id = $1", [workflowRun.id]);
  expect(rows).toEqual([{ worker: other.id }]);
  await checkHistory(system);
}, 60_000);

test("SIGTERM gives the work back at once, and that is no loss of a worker", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ t1: "hold", t2: "hold" });
  const release = await holdTasks(system);
  const first = await spawnWorker(system.url);
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 3));
  await until(
    "the tasks hold",
    async () => (await executions(workflowRun.id)).filter((row) => !row.ended).length === 2,
  );
  const second = await spawnWorker(system.url);
  first.process.kill("SIGTERM");
  const told = Date.now();
  await until("another worker goes on", async () => {
    const rows = await executions(workflowRun.id);
    return rows.filter(({ worker }) => worker === second.id).length === 2;
  });
  console.info(`taken over ${Date.now() - told} ms after SIGTERM`);
  expect(Date.now() - told).toBeLessThan(3_000);
  expect(await first.exit).toBe(0);
  await release();
  expect(await ended(system, [workflowRun.id])).toEqual(["COMPLETED"]);
  expect(await attemptOf(workflowRun.id)).toBe(1);
  await checkHistory(system);
}, 60_000);
