import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { TRANSITIONS } from "../../src/runs/feed/lists.js";
import type { TransitionFilter } from "../../src/runs/feed/transition-filter.js";
import type { WorkflowRun } from "../../src/runs/run.entity.js";
import { WorkflowRunOrder } from "../../src/runs/run.inputs.js";
import { WorkflowRunStatus } from "../../src/runs/run-status.js";
import { after, codeOf, collect, move, next, start, startWithCursor } from "./feed-support.js";
import { contextOf, createInput, createSystem, type System, type TestTenant, until } from "./system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem({ lagSeconds: 0.5, work: false });
});
afterAll(() => system.close());

const { PENDING, RUNNING, COMPLETED } = WorkflowRunStatus;

async function lastEvent({ ctx }: TestTenant, runId: string): Promise<string> {
  const { nodes } = await system.queries.events(ctx(), { id: runId } as WorkflowRun, { first: 100 });
  return nodes.at(-1)!.cursor;
}

test("a run's stream replays it from its first transition and completes after its last, also when it begins beyond it", async () => {
  const tenant = await system.tenant();
  const { identity } = tenant.ctx();
  const runId = await start(system, tenant);
  const live = collect(system.transitions.follow(identity, { runId: runId.toUpperCase() }));
  await start(system, tenant);
  for (const to of [RUNNING, PENDING, RUNNING, COMPLETED]) await move(system, tenant, runId, to);
  const statuses = [PENDING, RUNNING, PENDING, RUNNING, COMPLETED];
  const seen = await live;
  expect(seen.map(({ to }) => to)).toEqual(statuses);
  expect((await collect(system.transitions.follow(identity, { runId }))).map(({ to }) => to)).toEqual(statuses);
  for (const [index, row] of seen.entries()) {
    const rest = await collect(system.transitions.follow(identity, { runId }, system.queries.cursorOf(row)));
    expect(rest.map(({ to }) => to)).toEqual(statuses.slice(index + 1));
  }
  const { cursor: beyond } = await startWithCursor(system, tenant);
  expect(await collect(system.transitions.follow(identity, { runId }, beyond))).toEqual([]);
});

test("filters: what is foreign or unknown yields nothing, names are compared as names", async () => {
  const tenant = await system.tenant();
  const foreign = await system.tenant();
  const { identity } = tenant.ctx();
  const { cursor } = await startWithCursor(system, tenant);
  const runId = await start(system, tenant);
  const foreignRun = await start(system, foreign);
  const other = await system.runs.create(
    tenant.ctx(),
    createInput(tenant.configurationId, 1, { assetFqn: "PostgreSQL.dvdrental.public2" }),
  );
  const seen = async (filter: TransitionFilter) => {
    const stop = new AbortController();
    const rows: string[] = [];
    const following = (async () => {
      for await (const row of system.transitions.follow(identity, filter, cursor, stop.signal)) rows.push(row.runId);
    })();
    const unfiltered = system.transitions.follow(identity, {}, cursor);
    await next(unfiltered);
    await next(unfiltered);
    await unfiltered.return(undefined);
    await until("the stream waits", async () => rows.length > 0 || (await after(150)), 5);
    stop.abort();
    await following;
    return rows;
  };
  expect(await seen({ assetFqn: '"PostgreSQL"."dvdrental".public' })).toEqual([runId]);
  expect(await seen({ assetFqn: "PostgreSQL.dvdrental.publi" })).toEqual([]);
  expect(await seen({ assetFqn: "PostgreSQL" })).toEqual([runId, other.workflowRun.id]);
  expect(await seen({ configurationId: tenant.configurationId.toUpperCase() })).toEqual([runId, other.workflowRun.id]);
  for (const configurationId of [foreign.configurationId, newId(), "no id"]) {
    expect(await seen({ configurationId })).toEqual([]);
  }
  for (const unknown of [foreignRun, newId(), "no id", ""]) {
    expect(await codeOf(next(system.transitions.follow(identity, { runId: unknown })))).toBe("RESOURCE_NOT_FOUND");
    expect(await codeOf(next(system.events.follow(identity, unknown)))).toBe("RESOURCE_NOT_FOUND");
  }
  expect(await codeOf(next(system.transitions.follow(identity, { assetFqn: "a..b" })))).toBe("VALIDATION_ERROR");
});

test("a cursor that is made up, or of another list, run or tenant, is refused", async () => {
  const tenant = await system.tenant();
  const foreign = await startWithCursor(system, await system.tenant());
  const { identity } = tenant.ctx();
  const { runId, cursor } = await startWithCursor(system, tenant);
  const another = await start(system, tenant);
  const { edges } = await system.queries.list(tenant.ctx(), {}, WorkflowRunOrder.NEWEST_FIRST, {});
  const event = (await next(system.events.follow(identity, another))).cursor;
  const bytes = Buffer.from(cursor, "base64url");
  bytes[20]! ^= 1;
  for (const wrong of [foreign.cursor, edges[0]!.cursor, event, "", "made up", bytes.toString("base64url")]) {
    expect(await codeOf(next(system.transitions.follow(identity, {}, wrong)))).toBe("INVALID_REQUEST");
    expect(await codeOf(next(system.transitions.follow(identity, { runId }, wrong)))).toBe("INVALID_REQUEST");
    expect(await codeOf(next(system.events.follow(identity, runId, wrong)))).toBe("INVALID_REQUEST");
  }
  const future = system.cursors.encode(tenant.tenantId, TRANSITIONS, ["999"]);
  expect(await codeOf(next(system.transitions.follow(identity, {}, future)))).toBe("CURSOR_EXPIRED");
});

test("a stream ends with its token, with its gateway, and when its reader lags; not when its reader goes away", async () => {
  const tenant = await system.tenant();
  const { runId, cursor } = await startWithCursor(system, tenant);
  const { identity } = tenant.ctx();
  const brief = contextOf(tenant.tenantId, undefined, 0.3).identity;
  const expiring = [
    next(system.transitions.follow(brief, {})),
    next(system.events.follow(brief, runId, await lastEvent(tenant, runId))),
  ];
  for (const stream of expiring) expect(await codeOf(stream)).toBe("AUTH_EXPIRED");

  const slow = system.transitions.follow(identity, {}, cursor);
  const slowEvents = system.events.follow(identity, runId);
  await start(system, tenant);
  await next(slow);
  await next(slowEvents);
  await after(600);
  expect(await codeOf(slow.next())).toBe("LAGGED");
  expect(await codeOf(slowEvents.next())).toBe("LAGGED");

  const gone = new AbortController();
  const waiting = system.transitions.follow(identity, {}, undefined, gone.signal);
  const end = waiting.next();
  gone.abort();
  expect(await end).toEqual({ done: true, value: undefined });

  const gateway = await system.another();
  const streams = [
    gateway.transitions.follow(identity, {}),
    gateway.events.follow(identity, runId, await lastEvent(tenant, runId)),
  ];
  const ends = streams.map((stream) => codeOf(next(stream as AsyncGenerator<unknown>)));
  await after(50);
  gateway.transitions.end();
  gateway.events.end();
  expect(await Promise.all(ends)).toEqual(["SERVER_GOING_AWAY", "SERVER_GOING_AWAY"]);
  expect(await codeOf(next(gateway.transitions.follow(identity, {})))).toBe("SERVER_GOING_AWAY");
});
