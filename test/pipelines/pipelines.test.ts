import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { RetryMode } from "../../src/runs/run.inputs.js";
import { collect } from "../runs/feed-support.js";
import { checkHistory } from "../runs/invariants.js";
import { createSystem, ended, holdTasks, type System, until } from "../runs/system.js";
import { ALL, configurationOf, outcomeOf, resume, scriptStep, startPipeline, stepsOf } from "./scripted-pipelines.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ pipelines: true });
  system.startWorker(8);
});
afterEach(async () => {
  await system.admin.query("truncate test_script");
  await checkHistory(system);
});
afterAll(() => system.close());

const runOf = async (id: string) =>
  (await system.admin.query("select * from workflow_run where id = $1", [id])).rows[0] as Record<string, any>;
const without = (...left: string[]) => ALL.filter((step) => !left.includes(step));

test("all steps run, in their order, and the whole is COMPLETED", async () => {
  const tenant = await system.tenant();
  const run = await startPipeline(system, tenant, { labels: [{ name: "for", value: "test" }], saveAll: false });
  const [first, ...others] = await stepsOf(system, run);
  expect([first!, ...others].map(({ type }) => type)).toEqual(ALL);
  expect(others.filter(({ status }) => status !== "PENDING")).toEqual([]); // the first may have begun
  const transitions = await collect(system.transitions.follow(tenant.ctx().identity, { runId: run.id }));
  expect(transitions.map(({ to }) => to)).toEqual(["PENDING", "RUNNING", "COMPLETED"]);
  expect(await outcomeOf(system, run)).toEqual({ status: "COMPLETED", COMPLETED: ALL });
  const parent = await runOf(run.id);
  expect([parent.total_tasks, parent.succeeded_tasks, parent.failed_tasks, parent.skipped_tasks]).toEqual([
    10, 10, 0, 0,
  ]);
  const steps = await stepsOf(system, run);
  expect(parent.output.steps).toEqual(
    steps.map(({ runId }) =>
      expect.objectContaining({ workflowRunId: runId, status: "COMPLETED", total: 3, succeeded: 3 }),
    ),
  );
  for (const { runId } of steps) {
    const { asset_fqn, labels, save_all, created_by_client_id } = await runOf(runId!);
    expect({ asset_fqn, labels, save_all, created_by_client_id }).toEqual({
      asset_fqn: parent.asset_fqn,
      labels: [{ name: "for", value: "test" }],
      save_all: false,
      created_by_client_id: "test-client",
    });
  }
  const { rows } = await system.admin.query(
    `select a.workflow_type as later, b.workflow_type as earlier from workflow_run a join workflow_run b using (pipeline_run_id)
     join pipeline_step s on s.run_id = a.id
     where a.pipeline_run_id = $1 and (s.depends_on ? b.workflow_type or s.waits_for ? b.workflow_type) and a.picked_up_at < b.completed_at`,
    [run.pipelineRunId],
  );
  expect(rows).toEqual([]);
});

test("a step that fails cancels what depends on it, and nothing else; a retry from failure finishes it", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "tags", "fail");
  const run = await startPipeline(system, tenant);
  expect(await outcomeOf(system, run)).toEqual({
    status: "COMPLETED_WITH_ERRORS",
    COMPLETED: without("tags", "rules", "exec"),
    FAILED: ["tags"],
    CANCELLED: ["rules", "exec"],
  });
  const steps = await stepsOf(system, run);
  const reasons = Object.fromEntries(steps.map(({ type, reason }) => [type, reason]));
  expect(reasons.rules).toBe("It depends on GENERATE_DQ_TAGS, which failed.");
  expect(reasons.exec).toBe("It depends in the end on GENERATE_DQ_TAGS, which failed.");
  const { total_tasks, succeeded_tasks, failed_tasks, skipped_tasks } = await runOf(run.id);
  expect([total_tasks, succeeded_tasks, failed_tasks, skipped_tasks]).toEqual([10, 7, 1, 2]);

  await system.admin.query("truncate test_script");
  const again = await resume(system, tenant, run.id);
  expect(again).toMatchObject({ retryOfId: run.id, workflowType: "RUN_ALL_ENRICHMENT", status: "PENDING" });
  expect(await outcomeOf(system, again)).toEqual({
    status: "COMPLETED",
    REUSED: ["prof", "pii", "sens", "desc", "cols"],
    COMPLETED: ["tags", "rules", "exec", "meta", "dqa"],
  });
  const resumed = await stepsOf(system, again);
  for (const [index, { reused, runId }] of resumed.entries()) {
    if (reused) expect(runId).toBe(steps[index]!.runId);
    else expect((await runOf(runId!)).retry_of_id).toBe(steps[index]!.runId);
  }
});

test("a chain of retries reuses what was done in any of them, and does only the failed targets of a step with errors", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "desc", "fail", ["t2"]);
  await scriptStep(system, "exec", "fail");
  const first = await startPipeline(system, tenant);
  expect(await outcomeOf(system, first)).toEqual({
    status: "COMPLETED_WITH_ERRORS",
    COMPLETED: without("desc", "exec"),
    COMPLETED_WITH_ERRORS: ["desc"],
    FAILED: ["exec"],
  });
  await system.admin.query("truncate test_script");
  await scriptStep(system, "exec", "fail");
  const second = await resume(system, tenant, first.id);
  expect(await outcomeOf(system, second)).toEqual({
    status: "COMPLETED_WITH_ERRORS",
    REUSED: ["prof", "pii", "sens", "cols"],
    COMPLETED: ["desc", "tags", "rules", "meta", "dqa"],
    FAILED: ["exec"],
  });
  const described = (await stepsOf(system, second)).find(({ type }) => type === "desc")!;
  expect(await runOf(described.runId!)).toMatchObject({
    total_tasks: 1,
    only_targets: ["PostgreSQL.dvdrental.public.t2"],
  });
  await system.admin.query("truncate test_script");
  const third = await resume(system, tenant, second.id);
  expect(await outcomeOf(system, third)).toEqual({
    status: "COMPLETED",
    REUSED: without("exec", "dqa"),
    COMPLETED: ["exec", "dqa"],
  });
  const runs = new Map((await stepsOf(system, third)).map(({ type, runId }) => [type, runId]));
  expect(runs.get("prof")).toBe((await stepsOf(system, first))[0]!.runId);
  expect(runs.get("desc")).toBe(described.runId);
  await expect(resume(system, tenant, third.id)).rejects.toMatchObject({
    errors: [{ code: "CONFLICT", path: ["mode"] }],
  });
  const all = await resume(system, tenant, third.id, RetryMode.ALL);
  expect(await outcomeOf(system, all)).toEqual({ status: "COMPLETED", COMPLETED: ALL });
});

test("where no step ends well the whole is FAILED, and says why", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "prof", "fail");
  const run = await startPipeline(system, tenant);
  expect(await outcomeOf(system, run)).toEqual({ status: "FAILED", FAILED: ["prof"], CANCELLED: without("prof") });
  expect((await runOf(run.id)).failure).toEqual({
    code: "ALL_STEPS_FAILED",
    message: "No step ended well: PROFILING failed: All 3 tasks failed; the first: It failed.",
    retryable: false,
  });
});

const cancel = async (ctx: ReturnType<Awaited<ReturnType<System["tenant"]>>["ctx"]>, id: string) =>
  (await system.runs.cancel(ctx, { ids: [id], reason: "Enough." }))[0]!;

test("cancelling a pipeline cancels its steps, those under way and those that wait; a retry goes on from there", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "pii", "hold");
  const release = await holdTasks(system);
  const run = await startPipeline(system, tenant);
  await until("all that can be done is", async () => {
    const steps = await stepsOf(system, run);
    return steps.filter(({ status }) => status === "COMPLETED").length === 2 && steps[1]!.status === "RUNNING";
  });
  expect(await cancel(tenant.ctx(), run.id)).toMatchObject({ cancelled: true, userError: null });
  expect(await outcomeOf(system, run)).toEqual({
    status: "CANCELLED",
    COMPLETED: ["prof", "desc"],
    CANCELLED: without("prof", "desc"),
  });
  const { rows } = await system.admin.query(
    "select run_id from workflow_run_status_transition where pipeline_run_id = $1 order by position desc limit 1",
    [run.pipelineRunId],
  );
  expect(rows).toEqual([{ run_id: run.id }]); // nothing comes after the end of the whole
  await until("the worker has let go", async () => {
    const { rows } = await system.admin.query("select 1 from workflow_run_task where admitted");
    return rows.length === 0;
  });
  await release();
  const again = await resume(system, tenant, run.id);
  expect(await outcomeOf(system, again)).toMatchObject({ status: "COMPLETED", REUSED: ["prof", "desc"] });
});

test("a pipeline that nobody has taken up can be cancelled", async () => {
  const idle = await createSystem({ pipelines: true, work: false });
  const tenant = await idle.tenant();
  const run = await startPipeline(idle, tenant);
  await idle.runs.cancel(tenant.ctx(), { ids: [run.id] });
  expect(await outcomeOf(idle, run)).toEqual({ status: "CANCELLED", CANCELLED: ALL });
  await idle.close();
});

test("cancelling one step's run cancels what depends on it", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "cols", "hold");
  const release = await holdTasks(system);
  const run = await startPipeline(system, tenant);
  const steps = await stepsOf(system, run);
  await cancel(tenant.ctx(), steps.find(({ type }) => type === "exec")!.runId!); // it waits
  await until("the columns are under way", async () => (await stepsOf(system, run))[4]!.status === "RUNNING");
  await cancel(tenant.ctx(), steps.find(({ type }) => type === "pii")!.runId!).then(({ userError }) =>
    expect(userError?.code).toBe("CONFLICT"),
  );
  await release();
  expect(await outcomeOf(system, run)).toEqual({
    status: "COMPLETED_WITH_ERRORS",
    COMPLETED: without("exec"),
    CANCELLED: ["exec"],
  });
});

test("a step whose default configuration is archived is left out; those after it go on without it", async () => {
  const tenant = await system.tenant();
  for (const type of ["GENERATE_DQ_TAGS", "ENRICH_TABLE_COLUMNS"]) {
    await system.configurations.archive(tenant.ctx(), await configurationOf(system, tenant, type));
  }
  const run = await startPipeline(system, tenant);
  expect(await outcomeOf(system, run)).toEqual({
    status: "COMPLETED",
    COMPLETED: without("tags", "cols"),
    LEFT_OUT: ["cols", "tags"],
  });
  const { succeeded_tasks, skipped_tasks } = await runOf(run.id);
  expect([succeeded_tasks, skipped_tasks]).toEqual([8, 2]);
});

test("where all are archived there is nothing to run", async () => {
  const tenant = await system.tenant();
  const id = await configurationOf(system, tenant, "RUN_ALL_ENRICHMENT");
  const { nodes } = await system.configurations.list(tenant.ctx(), {}, { first: 100 });
  for (const each of nodes) if (each.id !== id) await system.configurations.archive(tenant.ctx(), each.id);
  await expect(startPipeline(system, tenant)).rejects.toMatchObject({
    errors: [{ code: "CONFLICT", path: ["configurationId"] }],
  });
});

test("a step's run can be retried by itself; that is no part of the pipeline", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "dqa", "fail");
  const run = await startPipeline(system, tenant);
  await ended(system, [run.id]);
  await system.admin.query("truncate test_script");
  const step = (await stepsOf(system, run)).find(({ type }) => type === "dqa")!;
  const alone = await resume(system, tenant, step.runId!);
  expect(alone).toMatchObject({ pipelineRunId: null, workflowType: "DQ_ASSESSMENT", retryOfId: step.runId });
  expect(await ended(system, [alone.id])).toEqual(["COMPLETED"]);
  expect(await outcomeOf(system, run)).toMatchObject({ status: "COMPLETED_WITH_ERRORS", FAILED: ["dqa"] });
});

test("a pipeline that can't go on ends, and holds no other of its tenant up", async () => {
  const tenant = await system.tenant();
  await scriptStep(system, "prof", "hold");
  const release = await holdTasks(system);
  const [broken, sound] = [await startPipeline(system, tenant), await startPipeline(system, tenant)];
  await system.admin.query(
    `update pipeline_step set depends_on = '["NO_SUCH_TYPE"]' where pipeline_run_id = $1 and ordinal = 10`,
    [broken.pipelineRunId],
  );
  await release();
  expect(await outcomeOf(system, broken)).toMatchObject({ status: "FAILED", COMPLETED: ["prof"] });
  expect((await runOf(broken.id)).failure).toMatchObject({ code: "INTERNAL_ERROR", retryable: true });
  expect(await outcomeOf(system, sound)).toEqual({ status: "COMPLETED", COMPLETED: ALL });
});

test("many pipelines of several tenants end, whoever follows them", async () => {
  const other = await system.another();
  other.startWorker(4);
  const tenants = await Promise.all([system.tenant(), system.tenant()]);
  const runs = await Promise.all(tenants.flatMap((tenant) => [1, 2, 3].map(() => startPipeline(system, tenant))));
  const ids = runs.map(({ id }) => id);
  expect(await ended(system, ids, 120)).toEqual(ids.map(() => "COMPLETED"));
}, 180_000);
