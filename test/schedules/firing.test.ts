import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { OverlapPolicy } from "../../src/schedules/overlap-policy.js";
import { checkHistory } from "../runs/invariants.js";
import { contextOf, ended, holdTasks, until } from "../runs/system.js";
import { createScheduleSystem, type ScheduleSystem } from "./schedule-system.js";

let system: ScheduleSystem;
beforeAll(async () => {
  system = await createScheduleSystem();
  system.startWorker();
  system.startScheduler();
  system.startScheduler(await system.another());
});
afterEach(() => system.admin.query("truncate test_script"));
afterAll(() => system.close());

const times = (rows: readonly { scheduled_for: Date }[]) =>
  rows.map(({ scheduled_for }) => scheduled_for.toISOString());

/** A tenant whose one task holds, with a schedule that has fired once. */
async function underWay(overlapPolicy: OverlapPolicy) {
  await system.setClock("2026-06-01T09:30:00Z");
  await system.script({ t1: "hold" });
  const release = await holdTasks(system);
  const { tenantId, ids } = await system.tenantWith("Hourly");
  const id = ids[0]!;
  await system.schedule(tenantId, id, { overlapPolicy });
  await system.setClock("2026-06-01T10:00:00Z");
  const [first] = await system.fired(id, 1);
  await until("it runs", async () => (await system.firings(id))[0]!.status === "RUNNING");
  return { tenantId, id, first: first!.run_id!, release };
}

test("a schedule fires once a time, as the client that set it; the next time follows", async () => {
  await system.setClock("2026-06-01T09:30:00Z");
  const { tenantId, ids } = await system.tenantWith("Hourly");
  const id = ids[0]!;
  await system.schedule(tenantId, id, { saveAll: false });
  await system.setClock("2026-06-01T09:59:59.999Z");
  await system.setClock("2026-06-01T10:00:00Z");
  await system.fired(id, 1);
  await ended(system, [(await system.firings(id))[0]!.run_id!]);
  await system.setClock("2026-06-01T11:00:01Z");
  const rows = await system.fired(id, 2);
  expect(times(rows)).toEqual(["2026-06-01T10:00:00.000Z", "2026-06-01T11:00:00.000Z"]);
  expect(rows).toMatchObject(Array(2).fill({ outcome: "STARTED", missed_times: 0, depth: 0, client: "test-client" }));
  await ended(system, [rows[1]!.run_id!]);
  const { rows: runs } = await system.admin.query("select save_all from workflow_run where configuration_id = $1", [
    id,
  ]);
  expect(runs).toEqual([{ save_all: false }, { save_all: false }]);
  await checkHistory(system);
});

test("after a pause the latest missed time fires once, and says how many were missed", async () => {
  await system.setClock("2026-06-01T09:30:00Z");
  const { tenantId, ids } = await system.tenantWith("Hourly");
  await system.schedule(tenantId, ids[0]!);
  await system.setClock("2026-06-02T08:15:00Z");
  const rows = await system.fired(ids[0]!, 1);
  expect(times(rows)).toEqual(["2026-06-02T08:00:00.000Z"]);
  expect(rows).toMatchObject([{ outcome: "STARTED", missed_times: 22 }]);
});

test("SKIP: nothing is started while the last run is under way", async () => {
  const { id, first, release } = await underWay(OverlapPolicy.SKIP);
  await system.setClock("2026-06-01T11:00:00Z");
  const rows = await system.fired(id, 2);
  expect(rows[1]).toMatchObject({ outcome: "SKIPPED", run_id: null });
  expect(rows[1]!.reason).toContain(first);
  await release();
  expect(await ended(system, [first])).toEqual(["COMPLETED"]);
  await system.setClock("2026-06-01T12:00:00Z");
  expect((await system.fired(id, 3))[2]).toMatchObject({ outcome: "STARTED" });
});

test("QUEUE: one waits and starts when the last run has ended; a further one is skipped", async () => {
  const { id, first, release } = await underWay(OverlapPolicy.QUEUE);
  await system.setClock("2026-06-01T11:00:00Z");
  expect((await system.fired(id, 2))[1]).toMatchObject({ outcome: "QUEUED", waits_for_run_id: first, run_id: null });
  await system.setClock("2026-06-01T12:00:00Z");
  expect((await system.fired(id, 3))[2]).toMatchObject({ outcome: "SKIPPED" });
  await release();
  const rows = await until("the one that waits starts", async () => {
    const now = await system.firings(id);
    return now[1]!.outcome === "STARTED" && now;
  });
  expect(rows.map(({ outcome, reason }) => [outcome, reason === null])).toEqual([
    ["STARTED", true],
    ["STARTED", true],
    ["SKIPPED", false],
  ]);
  await ended(system, [first, rows[1]!.run_id!]);
});

test("CANCEL_RUNNING: the run under way is cancelled and the new one started", async () => {
  const { id, first, release } = await underWay(OverlapPolicy.CANCEL_RUNNING);
  await system.setClock("2026-06-01T11:00:00Z");
  const rows = await until("the new one starts", async () => {
    const now = await system.firings(id);
    return now[1]?.outcome === "STARTED" && now;
  });
  expect(rows[1]).toMatchObject({ reason: null, waits_for_run_id: null });
  expect(await ended(system, [first])).toEqual(["CANCELLED"]);
  await release();
  expect(await ended(system, [rows[1]!.run_id!])).toEqual(["COMPLETED"]);
  const { rows: log } = await system.admin.query(
    "select reason from workflow_run_status_transition where run_id = $1 and to_status = 'CANCELLED'",
    [first],
  );
  expect(log).toEqual([{ reason: "The next run of its schedule takes its place." }]);
  await checkHistory(system);
});

test("what can't be created cancels nothing, and is a firing that failed", async () => {
  const { tenantId, id, first, release } = await underWay(OverlapPolicy.CANCEL_RUNNING);
  await system.configurations.update(contextOf(tenantId), { id, assetFqn: null });
  await system.setClock("2026-06-01T11:00:00Z");
  const rows = await system.fired(id, 2);
  expect(rows[1]).toMatchObject({ outcome: "FAILED", run_id: null });
  expect(rows[1]!.reason).toContain("Name an asset");
  await release();
  expect(await ended(system, [first])).toEqual(["COMPLETED"]);
  await system.setClock("2026-06-01T12:00:00Z");
  expect((await system.fired(id, 3))[2]).toMatchObject({ outcome: "FAILED" }); // and it goes on trying at its times
});

test.each(["remove", "disable", "archive"] as const)("%s while one waits: it is skipped", async (what) => {
  const { tenantId, id, first, release } = await underWay(OverlapPolicy.QUEUE);
  await system.setClock("2026-06-01T11:00:00Z");
  expect((await system.fired(id, 2))[1]).toMatchObject({ outcome: "QUEUED" });
  const ctx = contextOf(tenantId);
  if (what === "remove") await system.schedules.remove(ctx, id);
  if (what === "disable") await system.schedule(tenantId, id, { enabled: false, overlapPolicy: OverlapPolicy.QUEUE });
  if (what === "archive") await system.configurations.archive(ctx, id);
  await release();
  await ended(system, [first]);
  const rows = await until("it is skipped", async () => {
    const now = await system.firings(id);
    return now[1]!.outcome !== "QUEUED" && now;
  });
  expect(rows[1]).toMatchObject({ outcome: "SKIPPED", run_id: null, waits_for_run_id: null });
  expect(rows[1]!.reason).toContain(what === "remove" ? "removed" : "disabled");
  await system.setClock("2026-06-01T23:00:00Z");
  // Another schedule fires meanwhile, so both schedulers have looked.
  const other = await system.tenantWith("Other");
  await system.schedule(other.tenantId, other.ids[0]!);
  await system.setClock("2026-06-02T00:00:00Z");
  await system.fired(other.ids[0]!, 1);
  expect(await system.firings(id)).toHaveLength(2);
});

test("a schedule that is set anew does not fire again for a time that it has fired for", async () => {
  const { tenantId, ids } = await system.tenantWith("Hourly");
  const id = ids[0]!;
  await system.setClock("2026-06-01T09:30:00Z");
  await system.schedule(tenantId, id);
  await system.setClock("2026-06-01T10:00:00Z");
  const [first] = await system.fired(id, 1);
  await ended(system, [first!.run_id!]);
  await system.setClock("2026-06-01T09:45:00Z"); // the clock was put back
  await system.schedule(tenantId, id);
  await system.setClock("2026-06-01T10:00:00Z");
  await until("its next time is the one after", async () => {
    const { rows } = await system.admin.query(
      "select next_fire_at from workflow_schedule where configuration_id = $1",
      [id],
    );
    return rows[0].next_fire_at.toISOString() === "2026-06-01T11:00:00.000Z";
  });
  expect(await system.firings(id)).toHaveLength(1);
});

test("many schedules at once, with four schedulers: each fires once a time", async () => {
  for (let more = 0; more < 2; more++) system.startScheduler(await system.another());
  await system.setClock("2026-07-01T00:30:00Z");
  const { tenantId, ids } = await system.tenantWith(...Array.from({ length: 30 }, (_, index) => `No. ${index}`));
  for (const id of ids) await system.schedule(tenantId, id);
  for (const now of ["2026-07-01T01:00:00Z", "2026-07-01T02:00:00Z", "2026-07-01T05:00:00Z"]) {
    await system.setClock(now);
    await until(`all fire at ${now}`, async () => {
      const { rows } = await system.admin.query(
        "select 1 from workflow_firing where configuration_id = any($1) and scheduled_for = $2 and outcome <> 'QUEUED'",
        [ids, now],
      );
      return rows.length === ids.length;
    });
  }
  const { rows } = await system.admin.query(
    `select count(*)::int as firings, count(run_id)::int as runs, count(distinct run_id)::int as different,
       sum(missed_times)::int as missed, count(*) filter (where outcome = 'FAILED')::int as failed
     from workflow_firing where configuration_id = any($1)`,
    [ids],
  );
  expect(rows).toEqual([{ firings: 90, runs: rows[0].runs, different: rows[0].runs, missed: 60, failed: 0 }]);
  expect(rows[0].runs).toBeGreaterThan(30);
  const { rows: runs } = await system.admin.query<{ id: string }>(
    "select id from workflow_run where configuration_id = any($1)",
    [ids],
  );
  await ended(
    system,
    runs.map(({ id }) => id),
  );
  await checkHistory(system);
}, 120_000);

test("no schedule of a configuration that is archived, unknown, another tenant's, or names no asset", async () => {
  const { tenantId, ids, ctx, configurationId } = await system.tenantWith("Hourly");
  const stranger = await system.tenantWith("Theirs");
  await system.configurations.archive(ctx(), ids[0]!);
  const refused = (id: string) =>
    system.schedule(tenantId, id).then(
      () => "set",
      ({ errors }) => errors,
    );
  const error = (code: string) => [expect.objectContaining({ code, path: ["configurationId"] })];
  expect(await refused(ids[0]!)).toEqual(error("CONFLICT"));
  expect(await refused(configurationId)).toEqual(error("VALIDATION_ERROR"));
  for (const id of [stranger.ids[0]!, newId(), "no id"]) expect(await refused(id)).toEqual(error("RESOURCE_NOT_FOUND"));
});
