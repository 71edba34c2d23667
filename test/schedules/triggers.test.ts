import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { WorkflowRunStatus } from "../../src/runs/run-status.js";
import { OverlapPolicy } from "../../src/schedules/overlap-policy.js";
import { checkHistory } from "../runs/invariants.js";
import { contextOf, createInput, ended, until } from "../runs/system.js";
import { createScheduleSystem, type ScheduleSystem } from "./schedule-system.js";

let system: ScheduleSystem;
beforeAll(async () => {
  system = await createScheduleSystem();
  system.startWorker();
  system.startScheduler();
  system.startScheduler(await system.another());
});
afterAll(() => system.close());

const { COMPLETED, COMPLETED_WITH_ERRORS, FAILED } = WorkflowRunStatus;

const after = (tenantId: string, source: string, configurationId: string, more = {}) =>
  system.triggers.create(contextOf(tenantId), {
    configurationId,
    event: { runCompleted: { configurationId: source, statuses: [COMPLETED, COMPLETED_WITH_ERRORS], ...more } },
    enabled: true,
    overlapPolicy: OverlapPolicy.SKIP,
    saveAll: true,
  });
const run = async (tenantId: string, configurationId: string) => {
  const { workflowRun } = await system.runs.create(contextOf(tenantId), createInput(configurationId));
  await ended(system, [workflowRun.id]);
  return workflowRun.id;
};

test("a run that ends well starts the next ones, a chain along; each says how deep it is and what caused it", async () => {
  const { tenantId, ids } = await system.tenantWith("a", "b", "c");
  const [a, b, c] = ids as [string, string, string];
  await run(tenantId, a); // before there was a trigger
  await after(tenantId, a, b);
  await after(tenantId, b, c);
  const cause = await run(tenantId, a);
  const [first] = await system.fired(b, 1);
  expect(first).toMatchObject({ outcome: "STARTED", depth: 1, caused_by_run_id: cause, client: "test-client" });
  const [second] = await system.fired(c, 1);
  expect(second).toMatchObject({ outcome: "STARTED", depth: 2, caused_by_run_id: first!.run_id });
  await ended(system, [second!.run_id!]);
  expect([await system.firings(b), await system.firings(c)].map((rows) => rows.length)).toEqual([1, 1]);
  await checkHistory(system);
});

test("only the statuses that are asked for, only while it is enabled", async () => {
  const { tenantId, ids } = await system.tenantWith("a", "b", "c");
  const [a, b, c] = ids as [string, string, string];
  const onFailure = await after(tenantId, a, b, { statuses: [FAILED] });
  await after(tenantId, a, c);
  await run(tenantId, a);
  await system.fired(c, 1);
  expect(await system.firings(b)).toEqual([]);
  await system.script({ t1: "fail" });
  const failed = await run(tenantId, a);
  await system.admin.query("truncate test_script");
  expect((await system.fired(b, 1))[0]).toMatchObject({ outcome: "STARTED", caused_by_run_id: failed });
  await system.triggers.update(contextOf(tenantId), { id: onFailure.id, enabled: false });
  await system.script({ t1: "fail" });
  await run(tenantId, a);
  await system.admin.query("truncate test_script");
  await run(tenantId, a);
  await system.fired(c, 2);
  expect(await system.firings(b)).toHaveLength(1);
  // What happened while it was disabled is past when it is enabled again.
  await system.triggers.update(contextOf(tenantId), { id: onFailure.id, enabled: true });
  await run(tenantId, a);
  await system.fired(c, 3);
  expect(await system.firings(b)).toHaveLength(1);
});

test("circles are refused with their path, when a trigger is made, changed or enabled", async () => {
  const { tenantId, ids } = await system.tenantWith("a", "b", "c");
  const [a, b, c] = ids as [string, string, string];
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => "let in",
      ({ errors }) => errors,
    );
  const circle = (path: string) => [
    { code: "CONFLICT", message: `The triggers would go round in a circle: ${path}.`, path: ["event"] },
  ];
  expect(await refused(after(tenantId, a, a))).toEqual(circle("a → a"));
  await after(tenantId, a, b);
  const bToC = await after(tenantId, b, c);
  expect(await refused(after(tenantId, c, a))).toEqual(circle("a → b → c → a"));
  const update = (more: object) => system.triggers.update(contextOf(tenantId), { id: bToC.id, ...more });
  await update({ enabled: false });
  await after(tenantId, c, a);
  expect(await refused(update({ enabled: true }))).toEqual(circle("c → a → b → c"));
  const event = { runCompleted: { configurationId: c, statuses: [COMPLETED] } };
  expect(await refused(update({ event, enabled: true }))).toEqual(circle("c → c"));
  await update({ event }); // not enabled: nobody's business yet
  expect(await refused(update({ enabled: true }))).toEqual(circle("c → c"));
});

test("triggers that are made at the same time don't make a circle together", async () => {
  for (let round = 0; round < 5; round++) {
    const { tenantId, ids } = await system.tenantWith("a", "b", "c", "d");
    const wishes = ids.map((id, index) => after(tenantId, id, ids[(index + 1) % ids.length]!));
    const outcomes = await Promise.allSettled(wishes);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  }
});

test("a circle that got in all the same comes to rest after ten", async () => {
  const { tenantId, ids } = await system.tenantWith("a", "b", "c");
  const [a, b, c] = ids as [string, string, string];
  await after(tenantId, a, b);
  // As where an asset was changed later: what was let in as c → b is b → a now.
  const back = await after(tenantId, c, b);
  await system.admin.query(
    "update workflow_trigger set source_configuration_id = $2, configuration_id = $3 where id = $1",
    [back.id, b, a],
  );
  await run(tenantId, a);
  const last = await until("it comes to rest", async () => {
    const rows = [...(await system.firings(a)), ...(await system.firings(b))];
    return rows.find(({ outcome }) => outcome === "SKIPPED");
  });
  expect(last).toMatchObject({ depth: 11, run_id: null });
  expect(
    [...(await system.firings(a)), ...(await system.firings(b))].map(({ depth }) => depth).sort((x, y) => x - y),
  ).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
});

test("what is another tenant's, or nobody's, is not there", async () => {
  const { tenantId, ids } = await system.tenantWith("a", "b");
  const stranger = await system.tenantWith("theirs", "more");
  const theirs = await after(stranger.tenantId, stranger.ids[0]!, stranger.ids[1]!);
  const codes = (work: Promise<unknown>) =>
    work.then(
      () => "let in",
      ({ errors }) => errors.map(({ code, path }: any) => [code, path.join(".")]),
    );
  for (const id of [stranger.ids[0]!, newId(), "no id"]) {
    expect(await codes(after(tenantId, id, ids[0]!))).toEqual([
      ["RESOURCE_NOT_FOUND", "event.runCompleted.configurationId"],
    ]);
    expect(await codes(after(tenantId, ids[0]!, id))).toEqual([["RESOURCE_NOT_FOUND", "configurationId"]]);
  }
  for (const id of [theirs.id, newId(), "no id"]) {
    const ctx = contextOf(tenantId);
    expect(await codes(system.triggers.update(ctx, { id, enabled: false }))).toEqual([["RESOURCE_NOT_FOUND", "id"]]);
    expect(await codes(system.triggers.remove(ctx, id))).toEqual([["RESOURCE_NOT_FOUND", "id"]]);
  }
  expect(await codes(after(tenantId, ids[0]!, ids[1]!, { statuses: ["RUNNING"] }))).toEqual([
    ["VALIDATION_ERROR", "event.runCompleted.statuses"],
  ]);
});

test("archiving disables what a configuration starts by itself", async () => {
  const { tenantId, ids } = await system.tenantWith("a", "b");
  const [a, b] = ids as [string, string];
  const trigger = await after(tenantId, a, b);
  await system.schedule(tenantId, b);
  await system.configurations.archive(contextOf(tenantId), b);
  const { rows } = await system.admin.query(
    `select t.enabled as trigger, s.enabled as schedule, s.next_fire_at from workflow_trigger t, workflow_schedule s
     where t.id = $1 and s.configuration_id = $2`,
    [trigger.id, b],
  );
  expect(rows).toEqual([{ trigger: false, schedule: false, next_fire_at: null }]);
  const enable = system.triggers.update(contextOf(tenantId), { id: trigger.id, enabled: true });
  await expect(enable).rejects.toMatchObject({ errors: [{ code: "CONFLICT", path: ["configurationId"] }] });
});
