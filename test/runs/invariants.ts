import { expect } from "@jest/globals";
import type pg from "pg";
import type { System } from "./system.js";

const LEGAL = new Set([
  "null>PENDING",
  "PENDING>RUNNING",
  "PENDING>CANCELLED",
  "RUNNING>PENDING",
  "RUNNING>COMPLETED",
  "RUNNING>COMPLETED_WITH_ERRORS",
  "RUNNING>FAILED",
  "RUNNING>CANCELLED",
]);
const FINAL = new Set(["COMPLETED", "COMPLETED_WITH_ERRORS", "FAILED", "CANCELLED"]);

interface Transition {
  run_id: string;
  sequence: number;
  position: string;
  from_status: string | null;
  to_status: string;
  attempt: number;
}

/** What must hold of everything that ever happened, whoever was killed meanwhile, of one snapshot: some runs may go on. */
export async function checkHistory({ admin }: Pick<System, "admin">): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    await checkAll(client);
    await client.query("commit");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function checkAll(system: pg.PoolClient): Promise<void> {
  const transitions = await rows<Transition>(
    system,
    "select * from workflow_run_status_transition order by tenant_id, position",
  );
  const runs = await rows<Record<string, unknown>>(system, "select * from workflow_run");
  // The steps are to a pipeline what tasks are to another run.
  const tasks = await rows<{ run_id: string; status: string; admitted: boolean }>(
    system,
    `select run_id, status, admitted from workflow_run_task
     union all
     select p.run_id, case when r.status in ('COMPLETED', 'COMPLETED_WITH_ERRORS') then 'SUCCEEDED' when r.status = 'CANCELLED'
       then case when parent.status = 'CANCELLED' then 'CANCELLED' else 'SKIPPED' end else coalesce(r.status, 'SKIPPED') end, false
     from pipeline_run p join workflow_run parent on parent.id = p.run_id join pipeline_step s on s.pipeline_run_id = p.id
     left join workflow_run r on r.id = s.run_id`,
  );
  const events = await rows<{ run_id: string; sequence: string; kind: string }>(
    system,
    "select run_id, sequence, kind from workflow_run_event order by run_id, sequence",
  );
  for (const run of runs) {
    const of = <Row extends { run_id: string }>(all: Row[]) => all.filter(({ run_id }) => run_id === run.id);
    checkTransitions(run, of(transitions));
    checkCounts(run, of(tasks));
    const sequences = of(events).map(({ sequence }) => Number(sequence));
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    expect(of(events).filter(({ kind }) => kind === "STATUS")).toHaveLength(of(transitions).length);
  }
  await checkPositions(system);
  const twice = await rows(system, "select run_id, target from test_saved group by 1, 2 having count(*) > 1");
  expect(twice).toEqual([]);
  const lost = await rows(
    system,
    `select t.id from workflow_run_task t left join test_saved s on s.run_id = t.run_id and s.target = split_part(t.target_fqn, '.', 4)
     where t.status = 'SUCCEEDED' and s.run_id is null`,
  );
  expect(lost).toEqual([]);
}

function checkTransitions(run: Record<string, unknown>, log: Transition[]): void {
  expect(log.map(({ sequence }) => sequence)).toEqual(log.map((_, index) => index + 1));
  for (const [index, { from_status, to_status, attempt }] of log.entries()) {
    expect(LEGAL).toContain(`${from_status}>${to_status}`);
    expect(from_status).toBe(log[index - 1]?.to_status ?? null);
    expect(attempt).toBeGreaterThanOrEqual(log[index - 1]?.attempt ?? 1);
  }
  expect(log.at(-1)?.to_status).toBe(run.status);
  expect(log.filter(({ to_status }) => FINAL.has(to_status))).toHaveLength(FINAL.has(run.status as string) ? 1 : 0);
  expect(run.completed_at !== null).toBe(FINAL.has(run.status as string));
}

function checkCounts(run: Record<string, unknown>, tasks: { status: string; admitted: boolean }[]): void {
  const count = (status: string) => tasks.filter((task) => task.status === status).length;
  expect([run.succeeded_tasks, run.failed_tasks, run.skipped_tasks]).toEqual([
    count("SUCCEEDED"),
    count("FAILED"),
    count("SKIPPED"),
  ]);
  if (run.total_tasks !== null) expect(run.total_tasks).toBe(tasks.length);
  if (run.status === "COMPLETED") expect(count("SUCCEEDED") + count("SKIPPED")).toBe(tasks.length);
  if (FINAL.has(run.status as string)) expect(count("PENDING") + count("RUNNING")).toBe(0);
  for (const { status, admitted } of tasks) {
    if (["SUCCEEDED", "FAILED", "SKIPPED"].includes(status)) expect(admitted).toBe(false);
  }
}

/** A tenant's positions have no gap, and end where its counter stands. */
async function checkPositions(system: pg.PoolClient): Promise<void> {
  const gaps = await rows(
    system,
    `select tenant.id from tenant left join workflow_run_status_transition t on t.tenant_id = tenant.id
     group by tenant.id, feed_position having count(t.position) <> feed_position or max(t.position) <> feed_position`,
  );
  expect(gaps.filter(Boolean)).toEqual([]);
}

async function rows<Row>(system: pg.PoolClient, sql: string): Promise<Row[]> {
  return (await system.query(sql)).rows as Row[];
}
