import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { beginToFollow, type FollowedTransition, type Follower } from "../../src/runs/follow/follower.js";
import { Followers } from "../../src/runs/follow/followers.js";
import { createInput, createSystem, ended, type System, type TestProcess, until } from "./system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem();
  await system.admin.query("create table test_followed (position bigint, run_id uuid, status text, process text)");
  await system.admin.query("grant all on test_followed to public");
});
afterAll(() => system.close());

/** Writes down what it is given, in the transaction that it is given. */
const scribe = (process: string, trouble: { left: number } = { left: 0 }): Follower => ({
  name: "scribe",
  handle: async (manager, _tenantId, transitions: readonly FollowedTransition[]) => {
    for (const { position, runId, to } of transitions) {
      await manager.query("insert into test_followed values ($1, $2, $3, $4)", [position, runId, to, process]);
    }
    if (trouble.left > 0) {
      trouble.left--;
      throw new Error("A follower in trouble.");
    }
  },
});

const start = ({ database, listener }: TestProcess, follower: Follower) =>
  new Followers(database, listener, pino({ level: "silent" }), [follower]);

async function follow(tenantId: string) {
  await system.database.tenant(tenantId, (manager) => beginToFollow(manager, tenantId, "scribe"));
}

const followed = async (ids: readonly string[]) =>
  (await system.admin.query("select run_id, status from test_followed where run_id = any($1) order by position", [ids]))
    .rows as { run_id: string; status: string }[];

async function runs(count: number) {
  const { tenantId, ctx, configurationId } = await system.tenant();
  await follow(tenantId);
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    ids.push((await system.runs.create(ctx(), createInput(configurationId, 1))).workflowRun.id);
  }
  return ids;
}

async function eachOnce(ids: readonly string[]) {
  await until("all is followed", async () => (await followed(ids)).length >= ids.length * 3);
  const rows = await followed(ids);
  for (const id of ids) {
    expect(rows.filter(({ run_id }) => run_id === id).map(({ status }) => status)).toEqual([
      "PENDING",
      "RUNNING",
      "COMPLETED",
    ]);
  }
}

test("two processes hand each transition on once, in order", async () => {
  const other = await system.another();
  const both = [start(system, scribe("one")), start(other, scribe("two"))];
  system.startWorker(8);
  const ids = await runs(30);
  await ended(system, ids);
  await eachOnce(ids);
  await Promise.all(both.map((followers) => followers.stop()));
});

test("an error leaves nothing behind, and is tried again", async () => {
  const ids = await runs(2);
  await ended(system, ids);
  const followers = start(system, scribe("one", { left: 2 }));
  await eachOnce(ids);
  await followers.stop();
});

test("what was before is not followed", async () => {
  const { tenantId, ctx, configurationId } = await system.tenant();
  const create = async () => (await system.runs.create(ctx(), createInput(configurationId, 1))).workflowRun.id;
  const before = await create();
  await ended(system, [before]);
  await follow(tenantId);
  const after = await create();
  await ended(system, [after]);
  const followers = start(system, scribe("one"));
  await eachOnce([after]);
  await followers.stop();
  expect(await followed([before])).toEqual([]);
});
