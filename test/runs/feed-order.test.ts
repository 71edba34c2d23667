import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RunEvent } from "../../src/runs/event.types.js";
import type { WorkflowRun } from "../../src/runs/run.entity.js";
import { logEvent, moveRun } from "../../src/runs/run-log.js";
import { WorkflowRunStatus } from "../../src/runs/run-status.js";
import { collect, move, next, start, startWithCursor } from "./feed-support.js";
import { createSystem, type System, until } from "./system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ lagSeconds: 0.5, work: false });
});
afterAll(() => system.close());

const { PENDING, RUNNING, COMPLETED } = WorkflowRunStatus;
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

test("what is committed is delivered at once, to many streams of two gateways", async () => {
  const tenant = await system.tenant();
  const { identity } = tenant.ctx();
  const other = await system.another();
  const { runId, cursor } = await startWithCursor(system, tenant);
  const streams = [system, other].flatMap(({ transitions }) =>
    Array.from({ length: 5 }, () => transitions.follow(identity, {}, cursor)),
  );
  const delays: number[] = [];
  for (let step = 0; step < 40; step++) {
    const to = step % 2 === 0 ? RUNNING : PENDING;
    let committed = 0;
    const arrivals = streams.map(async (stream) => {
      expect((await next(stream)).to).toBe(to);
      return performance.now();
    });
    await move(system, tenant, runId, to);
    committed = performance.now();
    for (const arrived of await Promise.all(arrivals)) delays.push(arrived - committed);
  }
  for (const stream of streams) void stream.return(undefined);
  const p50 = median(delays);
  const p99 = delays[Math.floor(delays.length * 0.99)]!;
  console.info(`committed to delivered: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  expect(p99).toBeLessThan(1_000);
});

test("a stream that is cut at each message and resumed on the other gateway sees exactly the log", async () => {
  const tenant = await system.tenant();
  const { identity } = tenant.ctx();
  const gateways = [system, await system.another()];
  const { cursor: origin } = await startWithCursor(system, tenant);
  const writers = 6;
  const runsEach = 5;
  // Each writer keeps its transaction open for a while after it has drawn its place: the others overtake it where they can.
  const write = async (writer: number) => {
    for (let index = 0; index < runsEach; index++) {
      const runId = await start(system, tenant);
      for (const to of [RUNNING, COMPLETED]) {
        await system.database.tenant(tenant.tenantId, async (manager) => {
          if (writer % 2 === 0) await manager.query("select pg_sleep($1)", [0.002 * writer]);
          await moveRun(manager, tenant.tenantId, runId, { to });
          await manager.query("select pg_sleep($1)", [0.003 * (writers - writer)]);
        });
      }
    }
  };
  const written = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
  const total = writers * runsEach * 3;
  const uncut = collect(system.transitions.follow(identity, {}, origin), total);
  const seen: string[] = [];
  for (let cursor = origin; seen.length < total; ) {
    const stream = gateways[seen.length % 2]!.transitions.follow(identity, {}, cursor);
    const row = await next(stream);
    await stream.return(undefined);
    seen.push(`${row.position} ${row.runId} ${row.sequence} ${row.to}`);
    cursor = system.queries.cursorOf(row);
  }
  await written;
  const { rows } = await system.admin.query<{ line: string }>(
    `select concat_ws(' ', position, run_id, sequence, to_status) as line from workflow_run_status_transition
     where tenant_id = $1 and position > 1 order by position`,
    [tenant.tenantId],
  );
  expect(seen).toEqual(rows.map(({ line }) => line));
  expect((await uncut).map((row) => `${row.position} ${row.runId} ${row.sequence} ${row.to}`)).toEqual(seen);
});

test("a transition that is not committed holds back those after it, and is seen first", async () => {
  const tenant = await system.tenant();
  const { identity } = tenant.ctx();
  const { runId: early, cursor } = await startWithCursor(system, tenant);
  const late = await start(system, tenant);
  const stream = system.transitions.follow(identity, {}, cursor);
  expect((await next(stream)).runId).toBe(late);
  const [moved, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const open = system.database.tenant(tenant.tenantId, async (manager) => {
    await moveRun(manager, tenant.tenantId, early, { to: RUNNING });
    moved.resolve();
    await commit.promise;
  });
  await moved.promise;
  const overtaking = move(system, tenant, late, RUNNING);
  const first = next(stream);
  await until("the late transition waits", async () => {
    const { rows } = await system.admin.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%feed_position%'",
    );
    return rows.length > 0;
  });
  commit.resolve();
  await Promise.all([open, overtaking]);
  expect((await first).runId).toBe(early);
  expect((await next(stream)).runId).toBe(late);
  await stream.return(undefined);
});

test("a run's events come once and in order, and resume at each of them", async () => {
  const tenant = await system.tenant();
  const { identity } = tenant.ctx();
  const runId = await start(system, tenant);
  const gateways = [system, await system.another()];
  const writers = Promise.all(
    Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < 10; index++) {
        await system.database.tenant(tenant.tenantId, async (manager) => {
          await logEvent(manager, tenant.tenantId, runId, "LOG", { level: "INFO", message: `${writer}.${index}` });
          await manager.query("select pg_sleep(0.002)");
        });
      }
    }),
  ).then(async () => {
    await move(system, tenant, runId, RUNNING);
    await move(system, tenant, runId, COMPLETED);
  });
  const uncut = collect(system.events.follow(identity, runId.toUpperCase()));
  const seen: RunEvent[] = [];
  for (let cursor: string | null = null; ; ) {
    const stream = gateways[seen.length % 2]!.events.follow(identity, runId, cursor);
    const { value, done } = await stream.next();
    if (done) break;
    await stream.return(undefined);
    seen.push(value);
    cursor = value.cursor;
  }
  await writers;
  expect(seen.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 43 }, (_, index) => index + 1));
  expect((await uncut).map(({ sequence }) => sequence)).toEqual(seen.map(({ sequence }) => sequence));
  const connection = await system.queries.events(tenant.ctx(), { id: runId } as WorkflowRun, { first: 100 });
  expect(connection.nodes.map(({ cursor }) => cursor)).toEqual(seen.map(({ cursor }) => cursor));
});

test("a stream far behind reads the table in batches, and its reader's pace is its own", async () => {
  const tenant = await system.tenant();
  const { identity } = tenant.ctx();
  const { runId, cursor } = await startWithCursor(system, tenant);
  for (let index = 0; index < 250; index++) {
    await system.database.tenant(tenant.tenantId, async (manager) => {
      for (const to of [RUNNING, PENDING, RUNNING, PENDING, RUNNING, PENDING]) {
        await moveRun(manager, tenant.tenantId, runId, { to });
      }
    });
  }
  const idle = system.transitions.follow(identity, {}, cursor);
  await next(idle);
  const rows = await collect(system.transitions.follow(identity, {}, cursor), 1_500);
  expect(rows.map(({ position }) => Number(position))).toEqual(Array.from({ length: 1_500 }, (_, index) => index + 2));
  await idle.return(undefined);
});
