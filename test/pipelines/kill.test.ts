import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { collect } from "../runs/feed-support.js";
import { checkHistory } from "../runs/invariants.js";
import { createSystem, ended, type System, until } from "../runs/system.js";
import { killWorkers, spawnWorker } from "../worker/spawn-worker.js";
import { ALL, outcomeOf, resume, scriptStep, startPipeline, stepsOf } from "./scripted-pipelines.js";

const ROUNDS = 5;

let system: System;
beforeAll(async () => {
  system = await createSystem({ pipelines: true, work: false });
});
afterAll(async () => {
  await killWorkers();
  await system.close();
});

/** So that kills meet pipelines at any place, and the same again when a run of the test fails. */
const random = ((seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
})(7);

const transitions = async () =>
  Number((await system.admin.query("select count(*) from workflow_run_status_transition")).rows[0].count);

test("workers that are killed at random change nothing in what comes of pipelines", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "desc", "slow");
  await scriptStep(system, "tags", "fail");
  await scriptStep(system, "exec", "slow");
  let workers = [await spawnWorker(system.url, 4, "pipelines"), await spawnWorker(system.url, 4, "pipelines")];
  const runs = await Promise.all([1, 2, 3].map(() => startPipeline(system, tenant)));
  for (let round = 0; round < ROUNDS; round++) {
    const before = await transitions();
    const further = 1 + Math.floor(random() * 12);
    const all = runs.map(({ id }) => id);
    await until("something has happened", async () => {
      const { rows } = await system.admin.query(
        "select 1 from workflow_run where id = any($1) and completed_at is null",
        [all],
      );
      return rows.length === 0 || (await transitions()) >= before + further;
    });
    const victim = workers[round % 2]!;
    victim.process.kill("SIGKILL");
    await victim.exit;
    workers = workers.with(round % 2, await spawnWorker(system.url, 4, "pipelines"));
  }
  const expected = {
    status: "COMPLETED_WITH_ERRORS",
    COMPLETED: ALL.filter((step) => !["tags", "rules", "exec"].includes(step)),
    FAILED: ["tags"],
    CANCELLED: ["rules", "exec"],
  };
  for (const run of runs) expect(await outcomeOf(system, run, 120)).toEqual(expected);

  await system.admin.query("truncate test_script");
  const again = await Promise.all(runs.map(({ id }) => resume(system, tenant, id)));
  workers[0]!.process.kill("SIGKILL");
  expect(
    await ended(
      system,
      again.map(({ id }) => id),
      120,
    ),
  ).toEqual(again.map(() => "COMPLETED"));
  for (const run of [...runs, ...again]) {
    const seen = await collect(system.transitions.follow(tenant.ctx().identity, { pipelineRunId: run.pipelineRunId }));
    const own = (await stepsOf(system, run)).filter(({ reused }) => !reused);
    expect(new Set(seen.map(({ runId }) => runId)).size).toBe(own.length + 1);
    for (const { runId, status } of own) {
      // Each step was begun once, or never where it was cancelled; beyond that only where its worker was lost.
      const begun = seen.filter((each) => each.runId === runId && each.to === "RUNNING");
      const lost = seen.filter((each) => each.runId === runId && each.from === "RUNNING" && each.to === "PENDING");
      expect(begun.length - lost.length).toBe(status === "CANCELLED" ? 0 : 1);
    }
  }
  await checkHistory(system); // no task's result twice, no transition lost
}, 300_000);
