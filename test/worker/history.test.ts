import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { RetryMode } from "../../src/runs/run.inputs.js";
import { codeOf } from "../runs/feed-support.js";
import { checkHistory } from "../runs/invariants.js";
import { createInput, createSystem, ended, type System, until } from "../runs/system.js";
import { killWorkers, type SpawnedWorker, spawnWorker } from "./spawn-worker.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ work: false, tenantConcurrency: 5 });
});
afterAll(async () => {
  await killWorkers();
  await system.close();
});

const SECONDS = 8;

/** A repeatable source of chance. */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("whatever clients do and whichever worker is killed, every run ends as the rules say", async () => {
  const seed = Number(process.env.TEST_SEED ?? Date.now() % 100_000);
  console.info(`seed ${seed} (TEST_SEED repeats it)`);
  const pick = chance(seed);
  const tenants = [await system.tenant(undefined, 4), await system.tenant(undefined, 100), await system.tenant()];
  await system.script({ t2: "flaky", t3: "skip", t7: "kill-once" });
  let deadly = 2;
  const runs: { id: string; tenant: number }[] = [];
  const workers = await Promise.all([spawnWorker(system.url, 3), spawnWorker(system.url, 3)]);
  const stop = Date.now() + SECONDS * 1000;

  const client = async () => {
    while (Date.now() < stop) {
      const tenant = pick(tenants.length);
      const { ctx, configurationId } = tenants[tenant]!;
      const known = runs.filter((run) => run.tenant === tenant);
      const some = known[pick(known.length)];
      const action = pick(10);
      if (action < 5 || !some) {
        const tasks = deadly-- > 0 ? 8 : pick(6); // the seventh task kills its worker once
        const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, tasks));
        runs.push({ id: workflowRun.id, tenant });
      } else if (action < 8) {
        await system.runs.cancel(ctx(), { ids: [some.id] });
      } else {
        const retried = await codeOf(
          system.runs.retry(ctx(), { id: some.id, mode: [RetryMode.ALL, RetryMode.FROM_FAILURE][pick(2)]! }),
        );
        if (retried && typeof retried === "object" && "id" in retried) runs.push({ id: String(retried.id), tenant });
      }
      await new Promise((resolve) => setTimeout(resolve, 20 + pick(60)));
    }
  };

  /** Starts workers anew, and kills them without a word. */
  const nemesis = async (workers: (SpawnedWorker | undefined)[]) => {
    while (Date.now() < stop) {
      const index = pick(workers.length);
      workers[index]?.process.kill("SIGKILL");
      await workers[index]?.exit;
      workers[index] = await spawnWorker(system.url, 3);
    }
  };

  await Promise.all([client(), client(), client(), nemesis(workers)]);
  // From here on nobody is killed by us; what kills its worker by itself gets a new one.
  let over = false;
  const caretaker = Promise.all(
    workers.map(async (worker) => {
      for (let present = worker; !over; present = await spawnWorker(system.url, 3)) {
        await Promise.race([present.exit, until("the end", async () => over, 120)]);
        if (over) break;
      }
    }),
  );
  const statuses = await ended(
    system,
    runs.map(({ id }) => id),
    100,
  );
  // What was cancelled under a worker that was killed gives its place up as well.
  await until("all places are free", async () => {
    const { rows } = await system.admin.query("select 1 from workflow_run_task where admitted");
    return rows.length === 0;
  });
  over = true;
  await caretaker;
  const counted = Object.groupBy(statuses, (status) => status);
  console.info(
    `${runs.length} runs:`,
    Object.fromEntries(Object.entries(counted).map(([key, all]) => [key, all!.length])),
  );
  await checkHistory(system);
  const { rows } = await system.admin.query(
    "select deadlocks::int from pg_stat_database where datname = current_database()",
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
}, 180_000);
