import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { collect } from "../runs/feed-support.js";
import { checkHistory } from "../runs/invariants.js";
import { createInput, createSystem, ended, type System } from "../runs/system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ poolSize: 8 });
});
afterAll(() => system.close());

test("connections that are cut again and again lose no run, and finish each once", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ t2: "flaky" });
  const another = await system.another();
  system.startWorker();
  another.startWorker();
  const ids: string[] = [];
  let refused = 0;
  for (let round = 0; round < 12; round++) {
    const creates = Array.from({ length: 3 }, (_, index) =>
      // Whoever gets no answer asks again with the same key.
      persist(() =>
        system.runs.create(ctx(), createInput(configurationId, 3, { idempotencyKey: `${round}.${index}` })),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 40));
    await system.admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename <> current_user",
    );
    for (const { workflowRun } of await Promise.all(creates)) ids.push(workflowRun.id);
  }
  expect(new Set(ids).size).toBe(36);
  expect(await ended(system, ids, 60)).toEqual(ids.map(() => "COMPLETED"));
  expect(refused).toBeGreaterThan(0);
  const { rows } = await system.admin.query("select 1 from workflow_run");
  expect(rows).toHaveLength(36);
  await checkHistory(system);
  expect(await collect(system.transitions.follow(ctx().identity, { runId: ids[0]! }))).not.toHaveLength(0);

  async function persist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch {
        refused++;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }
}, 120_000);
