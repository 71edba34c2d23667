import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { checkHistory } from "../runs/invariants.js";
import { addService, createInput, createSystem, ended, type System } from "../runs/system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ tenantConcurrency: 8 });
});
afterAll(() => system.close());

test("some hundred runs of several tenants and services, many of them cancelled, end without a deadlock", async () => {
  const another = await system.another();
  system.startWorker(8);
  another.startWorker(8);
  const tenants = await Promise.all(Array.from({ length: 4 }, () => system.tenant(undefined, 5)));
  for (const { tenantId } of tenants) await addService(system, tenantId, "Second", 3);
  await system.script({ t3: "skip" });
  const ids: string[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: 12 }, async (_, client) => {
      const gateway = client % 2 ? system : another;
      for (let round = 0; round < 25; round++) {
        const { ctx, configurationId } = tenants[(client + round) % tenants.length]!;
        const assetFqn = round % 3 === 0 ? "Second.dvdrental.public" : undefined;
        const input = createInput(configurationId, round % 5, assetFqn ? { assetFqn } : {});
        const { workflowRun } = await gateway.runs.create(ctx(), input);
        ids.push(workflowRun.id);
        if (round % 4 === 0)
          await gateway.runs.cancel(ctx(), { ids: [ids[Math.floor(ids.length / 2)]!, workflowRun.id] });
      }
    }),
  );
  const statuses = await ended(system, ids, 60);
  const seconds = (performance.now() - begun) / 1000;
  console.info(
    `${ids.length} runs in ${seconds.toFixed(1)} s, ${statuses.filter((status) => status === "CANCELLED").length} cancelled`,
  );
  expect(new Set(statuses)).toEqual(new Set(["COMPLETED", "CANCELLED"]));
  const { rows } = await system.admin.query(
    "select deadlocks::int from pg_stat_database where datname = current_database()",
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
  await checkHistory(system);
}, 90_000);
