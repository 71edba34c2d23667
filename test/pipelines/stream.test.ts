import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { WorkflowRunFilter, WorkflowRunOrder } from "../../src/runs/run.inputs.js";
import type { WorkflowRunStatusTransition } from "../../src/runs/transition.entity.js";
import { codeOf, collect } from "../runs/feed-support.js";
import { createSystem, type System, type TestTenant } from "../runs/system.js";
import { ALL, BRIEF, startPipeline } from "./scripted-pipelines.js";

let system: System;
let tenant: TestTenant;
beforeAll(async () => {
  system = await createSystem({ pipelines: true });
  system.startWorker(8);
  tenant = await system.tenant();
});
afterAll(() => system.close());

const follow = (pipelineRunId: string | null, after?: string, more: object = {}) =>
  system.transitions.follow(tenant.ctx().identity, { pipelineRunId, ...more }, after);
const positions = (rows: readonly WorkflowRunStatusTransition[]) => rows.map(({ position }) => position);

async function logged(pipelineRunId: string | null) {
  const { rows } = await system.admin.query(
    `select t.position, r.workflow_type, t.to_status from workflow_run_status_transition t join workflow_run r on r.id = t.run_id
     where t.pipeline_run_id = $1 order by position`,
    [pipelineRunId],
  );
  return rows as { position: string; workflow_type: string; to_status: string }[];
}

test("a pipeline's stream has each transition of its own run and of its steps' once, in order, and then completes", async () => {
  const [{ pipelineRunId }, other] = [await startPipeline(system, tenant), await startPipeline(system, tenant)];
  const live = await collect(follow(pipelineRunId));
  const log = await logged(pipelineRunId);
  expect(positions(live)).toEqual(log.map(({ position }) => position));
  expect(live).toHaveLength(11 * 3);
  expect([log[0], log.at(-1)]).toMatchObject([
    { workflow_type: "RUN_ALL_ENRICHMENT", to_status: "PENDING" },
    { workflow_type: "RUN_ALL_ENRICHMENT", to_status: "COMPLETED" },
  ]);
  expect(new Set(log.map(({ workflow_type }) => BRIEF[workflow_type]))).toEqual(new Set([...ALL, undefined]));
  await collect(follow(other.pipelineRunId));
  expect(positions(await collect(follow(pipelineRunId)))).toEqual(positions(live)); // from the log, amid others
});

test("whoever comes back with the last cursor, again and again, misses nothing and sees nothing twice", async () => {
  const { pipelineRunId } = await startPipeline(system, tenant);
  const seen: WorkflowRunStatusTransition[] = [];
  for (let size = 1; ; size = (size % 5) + 1) {
    const last = seen.at(-1);
    const some = await collect(follow(pipelineRunId, last && system.queries.cursorOf(last)), size);
    seen.push(...some);
    if (some.length < size) break;
  }
  expect(positions(seen)).toEqual((await logged(pipelineRunId)).map(({ position }) => position));
  expect(await collect(follow(pipelineRunId, system.queries.cursorOf(seen.at(-1)!)))).toEqual([]);
});

test("other filters narrow the stream, which ends with the pipeline all the same", async () => {
  const { pipelineRunId, id } = await startPipeline(system, tenant);
  const whole = await collect(follow(pipelineRunId));
  const { configurationId, runId } = whole.find((row) => row.runId !== id)!;
  const narrowed = await collect(follow(pipelineRunId, undefined, { configurationId }));
  expect(positions(narrowed)).toEqual(positions(whole.filter((row) => row.configurationId === configurationId)));
  expect(positions(await collect(follow(pipelineRunId, undefined, { runId })))).toEqual(positions(narrowed));
});

test("what is no pipeline of the tenant is not found, whatever it is", async () => {
  const { pipelineRunId, id } = await startPipeline(system, tenant);
  const stranger = await system.tenant();
  const asked = (asking: TestTenant, wanted: string) =>
    codeOf(collect(system.transitions.follow(asking.ctx().identity, { pipelineRunId: wanted })));
  expect(await asked(stranger, pipelineRunId!)).toBe("RESOURCE_NOT_FOUND");
  for (const wanted of [newId(), id, "no id"]) expect(await asked(tenant, wanted)).toBe("RESOURCE_NOT_FOUND");
});

test("a list of runs can be narrowed to a pipeline", async () => {
  const { pipelineRunId, id } = await startPipeline(system, tenant);
  const list = (wanted: string, asking = tenant) =>
    system.queries
      .list(
        asking.ctx(),
        Object.assign(new WorkflowRunFilter(), { pipelineRunId: wanted }),
        WorkflowRunOrder.OLDEST_FIRST,
        { first: 50 },
      )
      .then(({ nodes }) => nodes.map((run) => run.id));
  const listed = await list(pipelineRunId!);
  expect(listed).toHaveLength(11);
  expect(listed[0]).toBe(id);
  expect(await list("no id")).toEqual([]);
  expect(await list(pipelineRunId!, await system.tenant())).toEqual([]);
});
