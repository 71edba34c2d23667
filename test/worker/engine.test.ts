import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { insertRun } from "../../src/runs/new-run.js";
import type { WorkflowRun } from "../../src/runs/run.entity.js";
import { RetryMode, WorkflowRunOrder } from "../../src/runs/run.inputs.js";
import { finishRun } from "../../src/worker/finish-step.js";
import { planRun } from "../../src/worker/plan-step.js";
import { sweep } from "../../src/worker/sweep.js";
import { codeOf } from "../runs/feed-support.js";
import { checkHistory } from "../runs/invariants.js";
import { ASSET, addService, createInput, createSystem, ended, holdTasks, type System, until } from "../runs/system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ tenantConcurrency: 6 });
  system.startWorker(16);
});
afterEach(async () => {
  await system.admin.query("truncate test_script, test_plan");
});
afterAll(() => system.close());

const underWay = async (tenantId: string) => {
  const { rows } = await system.admin.query<{ service: string; tasks: number; connections: number }>(
    `select s.name as service, count(*)::int as tasks, sum(connections)::int as connections
     from workflow_run_task t join data_service s on s.id = t.service_id
     where t.tenant_id = $1 and t.status = 'RUNNING' group by 1 order by 1`,
    [tenantId],
  );
  return rows;
};

test("what fails in passing is tried again, what fails for good is reported with its reason, and the rest goes on", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ t1: "flaky", t2: "fail", t3: "skip", t4: "bug", t5: "bad-save" });
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 6));
  expect(await ended(system, [workflowRun.id])).toEqual(["COMPLETED_WITH_ERRORS"]);
  const { nodes } = await system.queries.tasks(ctx(), workflowRun, null, {});
  expect(
    nodes.map(({ status, failure, skipReason, attempt }) => [status, failure?.code ?? skipReason, attempt]),
  ).toEqual([
    ["SUCCEEDED", null, 2],
    ["FAILED", "TEST_FAILED", 1],
    ["SKIPPED", "The script says so.", 1],
    ["FAILED", "INTERNAL_ERROR", 3],
    ["FAILED", "INTERNAL_ERROR", 3],
    ["SUCCEEDED", null, 1],
  ]);
  expect(JSON.stringify(nodes)).not.toMatch(/secret|division/);
  const run = await system.queries.find(ctx(), workflowRun.id);
  expect(run?.progress).toEqual({ total: 6, attempted: 6, succeeded: 2, failed: 3, skipped: 1 });
  await checkHistory(system);
});

test("a run whose tasks all fail is FAILED; one without tasks is COMPLETED; one that can't be planned is FAILED", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ t1: "fail" });
  const create = async (tasks: number) =>
    (await system.runs.create(ctx(), createInput(configurationId, tasks))).workflowRun.id;
  const [failing, empty] = [await create(1), await create(0)];
  expect(await ended(system, [failing, empty])).toEqual(["FAILED", "COMPLETED"]);
  await system.admin.query("insert into test_plan values ($1, 'bug')", [ASSET]);
  const unplanned = await create(1);
  expect(await ended(system, [unplanned])).toEqual(["FAILED"]);
  const run = await system.queries.find(ctx(), unplanned);
  expect(run?.failure).toEqual({ code: "INTERNAL_ERROR", message: "The run could not be planned.", retryable: true });
  await system.admin.query("update test_plan set behaviour = 'fail'");
  const refused = await create(1);
  expect(await ended(system, [refused])).toEqual(["FAILED"]);
  expect((await system.queries.find(ctx(), refused))?.failure?.code).toBe("TEST_FAILED");
  await checkHistory(system);
});

test("the limits of tenant and services are hard, and a service that is full keeps nobody else waiting", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant(undefined, 6); // 5 connections for tasks
  await addService(system, tenantId, "Small", 4); // 3
  await system.script(Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`t${index + 1}`, "hold"])));
  const release = await holdTasks(system);
  const parameters = { profiling: { tasks: 10, parallelWorkers: 2 } };
  const ids: string[] = [];
  for (const assetFqn of [ASSET, ASSET, "Small.dvdrental.public"]) {
    const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 0, { assetFqn, parameters }));
    ids.push(workflowRun.id);
  }
  const full = [
    { service: "PostgreSQL", tasks: 2, connections: 4 },
    { service: "Small", tasks: 1, connections: 2 },
  ];
  await until("both services are full", async () => JSON.stringify(await underWay(tenantId)) === JSON.stringify(full));
  const worst = watchLimits(tenantId);
  expect((await system.quotas.tasks(ctx())).used).toBe(3);
  await release();
  expect(await ended(system, ids)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
  expect(await worst()).toEqual({ PostgreSQL: 4, Small: 2 });

  const wide = await system.tenant();
  const holdAgain = await holdTasks(system);
  const wideIds: string[] = [];
  for (let index = 0; index < 3; index++) {
    wideIds.push((await system.runs.create(wide.ctx(), createInput(wide.configurationId, 10))).workflowRun.id);
  }
  await until("all are planned", async () => {
    const { rows } = await system.admin.query("select 1 from workflow_run where id = any($1) and total_tasks = 10", [
      wideIds,
    ]);
    return rows.length === 3;
  });
  await until("the tenant's limit is reached", async () => ((await underWay(wide.tenantId))[0]?.tasks ?? 0) >= 6);
  expect(await system.quotas.tasks(wide.ctx())).toEqual({ limit: 6, used: 6 });
  await holdAgain();
  expect(await ended(system, wideIds)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
});

test("a service that is full takes tasks that don't connect to it", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant(undefined, 2);
  await system.script({ t1: "hold" });
  const release = await holdTasks(system);
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 3));
  await until("one task is under way", async () => (await underWay(tenantId))[0]?.tasks === 1);
  await system.admin.query("update workflow_run_task set connections = 0 where run_id = $1 and not admitted", [
    workflowRun.id,
  ]);
  await sweep(system.engine);
  await until("the others are done", async () => {
    const { rows } = await system.admin.query("select succeeded_tasks from workflow_run where id = $1", [
      workflowRun.id,
    ]);
    return rows[0].succeeded_tasks === 2;
  });
  await release();
  expect(await ended(system, [workflowRun.id])).toEqual(["COMPLETED"]);
});

test("a service whose limit is raised gets more to do, though nothing has ended", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant(undefined, 2);
  await system.script({ t1: "hold", t2: "hold", t3: "hold" });
  const release = await holdTasks(system);
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 3));
  await until("one task is under way", async () => (await underWay(tenantId))[0]?.tasks === 1);
  await system.admin.query("update data_service set max_connections = 3 where tenant_id = $1", [tenantId]);
  await sweep(system.engine);
  await until("two tasks are under way", async () => (await underWay(tenantId))[0]?.tasks === 2);
  await release();
  expect(await ended(system, [workflowRun.id])).toEqual(["COMPLETED"]);
});

/** Notes the most connections that were in use at once, by the times that executions really had. */
function watchLimits(tenantId: string) {
  return async () => {
    const { rows } = await system.admin.query<{ service: string; most: number }>(
      `with span as (
         select s.name as service, e.at, e.ended from test_execution e
         join workflow_run r on r.id = e.run_id
         join data_service s on s.tenant_id = r.tenant_id and s.name = split_part(r.asset_fqn, '.', 1)
         where r.tenant_id = $1
       )
       select service, max(2 * (select count(*) from span o where o.service = span.service and o.at <= span.at and (o.ended is null or o.ended > span.at)))::int as most
       from span group by 1 order by 1`,
      [tenantId],
    );
    return Object.fromEntries(rows.map(({ service, most }) => [service, most]));
  };
}

test("cancel ends a run that waits and one that works, within two seconds, and its places are free then", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant();
  await system.script({ t1: "hold", t2: "hold" });
  const release = await holdTasks(system);
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 20));
  const statements = async () =>
    (
      await system.admin.query(
        "select 1 from pg_stat_activity where datname = current_database() and application_name = 'test-hold'",
      )
    ).rows.length;
  await until("statements run at the source", async () => (await statements()) === 2);
  const pending = (await system.runs.create(ctx(), createInput(configurationId, 1))).workflowRun.id;
  const asked = Date.now();
  const unknown = "00000000-0000-7000-8000-000000000000";
  const results = await system.runs.cancel(ctx(), { ids: [workflowRun.id, unknown, pending, workflowRun.id] });
  expect(results.map(({ id, userError }) => [id, userError?.code, userError?.path])).toEqual([
    [workflowRun.id, undefined, undefined],
    [unknown, "RESOURCE_NOT_FOUND", ["ids", "1"]],
    [pending, undefined, undefined],
    [workflowRun.id, undefined, undefined],
  ]);
  expect(results.filter(({ cancelled }) => cancelled).map(({ id }) => id)).toContain(workflowRun.id);
  await until("the statements are gone", async () => (await statements()) === 0, 2);
  expect(Date.now() - asked).toBeLessThan(2_000);
  await until("its places are free", async () => (await system.quotas.tasks(ctx())).used === 0);
  await release();
  const again = await system.runs.cancel(ctx(), { ids: [workflowRun.id] });
  expect(again[0]).toMatchObject({ cancelled: false, userError: null });
  const after = (await system.runs.create(ctx(), createInput(configurationId, 3))).workflowRun.id;
  expect(await ended(system, [after])).toEqual(["COMPLETED"]);
  const late = await system.runs.cancel(ctx(), { ids: [after] });
  expect(late[0]).toMatchObject({ cancelled: false, userError: { code: "CONFLICT" } });
  expect(await underWay(tenantId)).toEqual([]);
  await checkHistory(system);
});

test("a run whose planning or finishing costs three workers fails with that reason", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant();
  const never = new AbortController().signal;
  await system.script({ t1: "hold" });
  await system.admin.query("insert into test_plan values ($1, 'hold')", [ASSET]);
  const release = await holdTasks(system);
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 1));
  const runId = workflowRun.id;
  const status = async () => (await system.queries.find(ctx(), runId))!.status;
  await until("it is planned", async () => (await status()) === "RUNNING");
  // As pg-boss hands a job out whose worker was lost again and again.
  const job = (step: "plan" | "finish", retryCount: number) =>
    ({ id: newId(), retryCount, data: { step, tenantId, runId } }) as const;
  await finishRun(system.engine, job("finish", 3), never);
  expect(await status()).toBe("FAILED");
  const run = await system.queries.find(ctx(), runId);
  expect(run?.failure).toMatchObject({ code: "WORKER_LOST", retryable: true });

  const planned = (await system.runs.create(ctx(), createInput(configurationId, 1))).workflowRun;
  await until("it is planned", async () => (await system.queries.find(ctx(), planned.id))!.status === "RUNNING");
  const lost = { id: newId(), retryCount: 3, data: { step: "plan", tenantId, runId: planned.id } } as const;
  await planRun(system.engine, lost, never);
  expect((await system.queries.find(ctx(), planned.id))!.failure?.code).toBe("WORKER_LOST");
  await release();
  await checkHistory(system);
});

test("a retry does what failed again, or everything", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ t2: "fail" });
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 3));
  expect(await ended(system, [workflowRun.id])).toEqual(["COMPLETED_WITH_ERRORS"]);
  await system.admin.query("truncate test_script");
  const failed = await system.runs.retry(ctx(), { id: workflowRun.id, mode: RetryMode.FROM_FAILURE });
  const all = await system.runs.retry(ctx(), { id: workflowRun.id, mode: RetryMode.ALL });
  expect(await ended(system, [failed.id, all.id])).toEqual(["COMPLETED", "COMPLETED"]);
  const targets = async (run: WorkflowRun) =>
    (await system.queries.tasks(ctx(), run, null, {})).nodes.map(({ targetFqn }) => targetFqn);
  expect(await targets(failed)).toEqual([`${ASSET}.t2`]);
  expect(await targets(all)).toEqual([`${ASSET}.t1`, `${ASSET}.t2`, `${ASSET}.t3`]);
  expect([failed.retryOfId, all.retryOfId]).toEqual([workflowRun.id, workflowRun.id]);
  const again = system.runs.retry(ctx(), { id: failed.id, mode: RetryMode.FROM_FAILURE });
  expect(await codeOf(again)).toBe("CONFLICT");
  const stranger = await system.tenant();
  expect(await codeOf(system.runs.retry(stranger.ctx(), { id: all.id, mode: RetryMode.ALL }))).toBe(
    "RESOURCE_NOT_FOUND",
  );
});

test("a run of a type that this worker does not know waits for one that does", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant();
  const insert = (type: string) =>
    system.database.tenant(tenantId, async (manager) => {
      const id = newId();
      await insertRun(manager, system.queue, {
        id,
        tenantId,
        configurationId,
        workflowType: type,
        assetFqn: ASSET,
        parameters: { tasks: 1, parallelWorkers: 1 },
        saveAll: true,
        labels: [],
        createdByClientId: "newer",
      });
      return id;
    });
  const unknown = await insert("OF_TOMORROW");
  const known = await insert("PROFILING");
  expect(await ended(system, [known])).toEqual(["COMPLETED"]);
  const { rows } = await system.admin.query("select status, attempt from workflow_run where id = $1", [unknown]);
  expect(rows).toEqual([{ status: "PENDING", attempt: 1 }]);
  expect(await system.queries.find(ctx(), unknown)).toBeNull(); // this version could not show it
  const { nodes } = await system.queries.list(ctx(), {}, WorkflowRunOrder.NEWEST_FIRST, {});
  expect(nodes.map(({ id }) => id)).toEqual([known]);
  await system.admin.query("update workflow_run set workflow_type = 'PROFILING' where id = $1", [unknown]); // the newer worker
  expect(await ended(system, [unknown])).toEqual(["COMPLETED"]);
});

test("a run is picked up at once", async () => {
  const { ctx, configurationId } = await system.tenant();
  const delays: number[] = [];
  for (let index = 0; index < 20; index++) {
    const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId, 1));
    await ended(system, [workflowRun.id]);
    const run = await system.queries.find(ctx(), workflowRun.id);
    delays.push(run!.pickedUpAt!.getTime() - run!.startedAt.getTime());
  }
  const p50 = delays.sort((a, b) => a - b)[10]!;
  console.info(`created to picked up: p50 ${p50} ms, longest ${delays.at(-1)} ms`);
  expect(p50).toBeLessThan(50);
});
