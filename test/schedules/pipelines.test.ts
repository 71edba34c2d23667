import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { OverlapPolicy } from "../../src/schedules/overlap-policy.js";
import { configurationOf, startPipeline } from "../pipelines/scripted-pipelines.js";
import { ASSET, createInput, ended, until } from "../runs/system.js";
import { createScheduleSystem, type ScheduleSystem } from "./schedule-system.js";

let system: ScheduleSystem;
beforeAll(async () => {
  system = await createScheduleSystem({ pipelines: true });
  system.startScheduler();
});
afterAll(() => system.close());

test("a pipeline whose steps can't be run cancels nothing, is not planned, and gets no schedule", async () => {
  await system.setClock("2026-06-01T09:30:00Z");
  const tenant = await system.tenant();
  const { tenantId, ctx } = tenant;
  const id = await configurationOf(system, tenant, "RUN_ALL_ENRICHMENT");
  await system.configurations.update(ctx(), { id, assetFqn: ASSET });
  await system.schedule(tenantId, id, { overlapPolicy: OverlapPolicy.CANCEL_RUNNING });
  await system.setClock("2026-06-01T10:00:00Z");
  const [first] = await system.fired(id, 1);
  const { nodes } = await system.configurations.list(ctx(), {}, { first: 100 });
  for (const each of nodes) if (each.id !== id) await system.configurations.archive(ctx(), each.id);
  await system.setClock("2026-06-01T11:00:00Z");
  const rows = await system.fired(id, 2);
  expect(rows[1]).toMatchObject({ outcome: "FAILED", run_id: null });
  expect(rows[1]!.reason).toContain("There is nothing to run");
  const { rows: runs } = await system.admin.query("select status from workflow_run where id = $1", [first!.run_id]);
  expect(["PENDING", "RUNNING"]).toContain(runs[0].status);
  const refused = { errors: [{ code: "CONFLICT", path: ["configurationId"] }] };
  await expect(system.schedule(tenantId, id)).rejects.toMatchObject(refused);
  await expect(system.plans.plan(ctx(), createInput(id))).rejects.toMatchObject(refused);
});

test("a step's run that is locked, as while it ends, holds up neither other tenants' pipelines nor other schedules", async () => {
  await system.setClock("2026-06-02T09:30:00Z");
  const tenant = await system.tenant("a-locked-one");
  const id = await configurationOf(system, tenant, "RUN_ALL_ENRICHMENT");
  await system.configurations.update(tenant.ctx(), { id, assetFqn: ASSET });
  await system.schedule(tenant.tenantId, id, { overlapPolicy: OverlapPolicy.CANCEL_RUNNING });
  await system.setClock("2026-06-02T10:00:00Z");
  const [first] = await system.fired(id, 1);
  const locker = await system.admin.connect();
  try {
    await locker.query("begin");
    await locker.query("select 1 from workflow_run where pipeline_run_id is not null and tenant_id = $1 for update", [
      tenant.tenantId,
    ]);
    // The follower has to look at the locked one again.
    await system.admin.query("update feed_follower set position = 0 where tenant_id = $1", [tenant.tenantId]);
    const other = await system.tenantWith("Hourly");
    await system.setClock("2026-06-02T10:30:00Z");
    await system.schedule(other.tenantId, other.ids[0]!);
    await system.setClock("2026-06-02T11:00:00Z");
    await system.fired(other.ids[0]!, 1);
    const pipeline = await startPipeline(system, other);
    await until("the other's pipeline is taken up", async () => {
      const { rows } = await system.admin.query("select status from workflow_run where id = $1", [pipeline.id]);
      return rows[0].status === "RUNNING";
    });
    expect(await system.firings(id)).toHaveLength(1);
  } finally {
    await locker.query("rollback");
    locker.release();
  }
  await until("it fires once the lock is gone", async () => (await system.firings(id))[1]?.outcome === "STARTED");
  expect(await ended(system, [first!.run_id!])).toEqual(["CANCELLED"]);
}, 30_000);
