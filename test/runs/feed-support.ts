import type { WorkflowRun } from "../../src/runs/run.entity.js";
import { moveRun } from "../../src/runs/run-log.js";
import type { WorkflowRunStatus } from "../../src/runs/run-status.js";
import { createInput, type System, type TestTenant } from "./system.js";

export const start = async (system: System, { ctx, configurationId }: TestTenant): Promise<string> =>
  (await system.runs.create(ctx(), createInput(configurationId))).workflowRun.id;

/** A run, and the cursor of its first transition. */
export async function startWithCursor(system: System, tenant: TestTenant) {
  const runId = await start(system, tenant);
  const [first] = await system.queries.transitions(tenant.ctx(), { id: runId } as WorkflowRun);
  return { runId, cursor: system.queries.cursorOf(first!) };
}

export const move = (system: System, { tenantId }: TestTenant, runId: string, to: WorkflowRunStatus) =>
  system.database.tenant(tenantId, (manager) => moveRun(manager, tenantId, runId, { to }));

export async function next<T>(stream: AsyncGenerator<T>): Promise<T> {
  const { value, done } = await stream.next();
  if (done) throw new Error("The stream is complete.");
  return value;
}

export async function collect<T>(stream: AsyncGenerator<T>, count = Number.POSITIVE_INFINITY): Promise<T[]> {
  const rows: T[] = [];
  for await (const row of stream) {
    rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
}

/** The code that a promise is rejected with, whichever way it says so. */
export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => value,
    (error: { extensions?: { code?: string }; errors?: { code: string }[] }) =>
      error.extensions?.code ?? error.errors?.[0]?.code ?? error,
  );

export const after = (milliseconds: number) => new Promise<true>((resolve) => setTimeout(resolve, milliseconds, true));
