import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { RunConflictPolicy } from "../../src/runs/run.inputs.js";
import { finishRun } from "../../src/worker/finish-step.js";
import { codeOf } from "./feed-support.js";
import { checkHistory } from "./invariants.js";
import { createInput, createSystem, type System } from "./system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ work: false, poolSize: 40 });
  // With all connections there from the start, what comes at once runs at once.
  await times(40, () => system.database.system((manager) => manager.query("select pg_sleep(0.2)")));
});
afterAll(() => system.close());

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

test.each([RunConflictPolicy.ALLOW, RunConflictPolicy.REJECT, RunConflictPolicy.RETURN_EXISTING])(
  "50 creates at once with one key make one run (%s)",
  async (onConflict) => {
    const { ctx, configurationId, tenantId } = await system.tenant();
    const input = createInput(configurationId, 3, { idempotencyKey: "one", onConflict });
    const created = await times(50, () => system.runs.create(ctx(), input));
    expect(new Set(created.map(({ workflowRun }) => workflowRun.id)).size).toBe(1);
    expect(created.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const { rows } = await system.admin.query("select 1 from workflow_run where tenant_id = $1", [tenantId]);
    expect(rows).toHaveLength(1);
  },
);

test("of creates at once that want no other run under way, one starts it and the others see it", async () => {
  const { ctx, configurationId } = await system.tenant();
  const returning = createInput(configurationId, 3, { onConflict: RunConflictPolicy.RETURN_EXISTING });
  const created = await times(20, () => system.runs.create(ctx(), returning));
  expect(new Set(created.map(({ workflowRun }) => workflowRun.id)).size).toBe(1);
  const rejecting = createInput(configurationId, 3, { onConflict: RunConflictPolicy.REJECT });
  expect(await codeOf(system.runs.create(ctx(), rejecting))).toBe("CONFLICT");
  const elsewhere = { ...rejecting, assetFqn: "PostgreSQL.dvdrental.public2" };
  const outcomes = await times(10, () => codeOf(system.runs.create(ctx(), elsewhere)));
  expect(outcomes.filter((outcome) => outcome === "CONFLICT")).toHaveLength(9);
});

/** Many runs that are under way and have nothing left to do but to end. */
async function runsAboutToEnd(count: number, tenantId: string, configurationId: string): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await system.admin.query(
    `with run as (
       insert into workflow_run (id, tenant_id, configuration_id, workflow_type, asset_fqn, status, parameters, save_all, labels, started_at,
         picked_up_at, total_tasks, created_by_client_id, transition_sequence, event_sequence)
       select id, $2, $3, 'PROFILING', 'PostgreSQL.dvdrental', 'RUNNING', '{}', true, '[]', now(), now(), 0, 'test', 2, 2
       from unnest($1::uuid[]) as id returning *
     ), step as (
       select id, sequence, from_status, to_status, row_number() over (order by id, sequence) as position
       from run, (values (1, null, 'PENDING'), (2, 'PENDING', 'RUNNING')) as step(sequence, from_status, to_status)
     ), logged as (
       insert into workflow_run_status_transition
         (tenant_id, position, run_id, sequence, from_status, to_status, occurred_at, attempt, configuration_id, asset_fqn)
       select $2, position, id, sequence, from_status, to_status, now(), 1, $3, 'PostgreSQL.dvdrental' from step
     ), event as (
       insert into workflow_run_event (run_id, sequence, tenant_id, kind, payload, occurred_at)
       select id, sequence, $2, 'STATUS', jsonb_build_object('to', to_status), now() from step
     )
     update tenant set feed_position = 2 * cardinality($1::uuid[]) where id = $2`,
    [ids, tenantId, configurationId],
  );
  return ids;
}

test("1,000 races of cancel against complete leave one terminal state each", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant();
  const never = new AbortController().signal;
  const ids = await runsAboutToEnd(1_000, tenantId, configurationId);
  let next = 0;
  await times(20, async (racer) => {
    for (let id = ids[next++]; id; id = ids[next++]) {
      const job = { id: newId(), retryCount: 0, data: { step: "finish", tenantId, runId: id } as const };
      const finish = finishRun(system.engine, job, never);
      if (racer % 2) await new Promise((resolve) => setTimeout(resolve, racer)); // else cancel, the shorter way, wins
      await Promise.all([finish, system.runs.cancel(ctx(), { ids: [id] })]);
    }
  });
  const { rows } = await system.admin.query<{ status: string; runs: number }>(
    "select status, count(*)::int as runs from workflow_run where tenant_id = $1 group by 1 order by 1",
    [tenantId],
  );
  console.info("winners", rows);
  expect(rows.map(({ status }) => status)).toEqual(["CANCELLED", "COMPLETED"]);
  expect(Math.min(...rows.map(({ runs }) => runs))).toBeGreaterThan(20); // they did race
  await checkHistory(system);
}, 180_000);

test("creates of one tenant and of many go on side by side, without a deadlock", async () => {
  const tenants = await times(5, () => system.tenant());
  const begun = performance.now();
  await times(30, async (index) => {
    for (let each = 0; each < 10; each++) {
      const { ctx, configurationId } = tenants[(index + each) % tenants.length]!;
      const onConflict = each % 3 === 0 ? RunConflictPolicy.RETURN_EXISTING : RunConflictPolicy.ALLOW;
      const idempotencyKey = each % 2 === 0 ? `key-${each}` : null;
      const outcome = await codeOf(
        system.runs.create(ctx(), createInput(configurationId, 1, { onConflict, idempotencyKey })),
      );
      expect(outcome).toHaveProperty("workflowRun");
    }
  });
  console.info(`${Math.round(300 / ((performance.now() - begun) / 1000))} creates a second`);
  const { rows } = await system.admin.query(
    "select deadlocks::int from pg_stat_database where datname = current_database()",
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
  await checkHistory(system);
});
