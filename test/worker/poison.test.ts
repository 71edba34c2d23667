import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { checkHistory } from "../runs/invariants.js";
import { createInput, createSystem, ended, type System, until } from "../runs/system.js";
import { killWorkers, spawnWorker } from "./spawn-worker.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ work: false });
});
afterAll(async () => {
  await killWorkers();
  await system.close();
});

test("a task that kills its worker three times fails, and the rest goes on, though it died with it", async () => {
  const { ctx, configurationId } = await system.tenant();
  // The others are in the same process each time, and die with it.
  await system.script({ t1: "slow", t2: "kill", t3: "slow", t4: "slow", t5: "slow" });
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 5));
  let over = false;
  // Whoever runs workers starts a new one when one has died.
  const caretaker = (async () => {
    while (!over) {
      const worker = await spawnWorker(system.url, 4);
      await Promise.race([worker.exit, until("the test ends", async () => over, 100)]);
    }
  })();
  try {
    expect(await ended(system, [workflowRun.id], 80)).toEqual(["COMPLETED_WITH_ERRORS"]);
  } finally {
    over = true;
    await caretaker;
  }
  const { nodes } = await system.queries.tasks(ctx(), workflowRun, null, {});
  expect(nodes.map(({ status }) => status)).toEqual(["SUCCEEDED", "FAILED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]);
  expect(nodes[1]!.failure?.code).toBe("WORKER_LOST");
  const { rows } = await system.admin.query("select 1 from test_execution where run_id = $1 and target = 't2'", [
    workflowRun.id,
  ]);
  expect(rows).toHaveLength(3);
  await checkHistory(system);
}, 120_000);
