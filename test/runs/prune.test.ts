import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { Pruner } from "../../src/runs/prune.js";
import type { WorkflowRun } from "../../src/runs/run.entity.js";
import { codeOf, collect, next } from "./feed-support.js";
import { createInput, createSystem, ended, type System } from "./system.js";

let system: System;
beforeAll(async () => {
  system = await createSystem();
  system.startWorker();
});
afterAll(() => system.close());

test("what is old goes: keys after a day, events of ended runs after their retention; the rest stays readable", async () => {
  const { ctx, configurationId } = await system.tenant();
  const create = async (idempotencyKey: string) =>
    (await system.runs.create(ctx(), createInput(configurationId, 2, { idempotencyKey }))).workflowRun;
  const [old, young] = [await create("old"), await create("young")];
  await ended(system, [old.id, young.id]);
  const before = await system.queries.events(ctx(), old, { first: 100 });
  await system.admin.query("update idempotency_key set created_at = now() - interval '25 hours' where key = 'old'");
  await system.admin.query("update workflow_run set completed_at = now() - interval '31 days' where id = $1", [old.id]);

  const pruners = [1, 2].map(() => new Pruner(system.database, 30, pino({ level: "silent" })));
  await Promise.all(pruners.map((pruner) => pruner.prune()));
  await pruners[0]!.prune();
  await Promise.all(pruners.map((pruner) => pruner.stop()));

  const { rows } = await system.admin.query("select key from idempotency_key");
  expect(rows).toEqual([{ key: "young" }]);
  expect(await kinds(old)).toEqual(["STATUS", "STATUS", "STATUS"]);
  expect((await kinds(young)).length).toBe(before.nodes.length);
  const read = (await system.queries.find(ctx(), old.id))!;
  expect(await system.queries.transitions(ctx(), read)).toHaveLength(3);
  expect((await system.queries.tasks(ctx(), read, null, {})).nodes).toHaveLength(2);

  const { identity } = ctx();
  // A new reader gets what is left; one that was in the middle is told that something is gone; one at the end has it all.
  expect(await collect(system.events.follow(identity, old.id))).toHaveLength(3);
  expect(await codeOf(next(system.events.follow(identity, old.id, before.nodes[2]!.cursor)))).toBe("CURSOR_EXPIRED");
  expect(await collect(system.events.follow(identity, old.id, before.nodes.at(-1)!.cursor))).toEqual([]);
  expect(await collect(system.transitions.follow(identity, { runId: old.id }))).toHaveLength(3);
});

async function kinds({ id }: WorkflowRun): Promise<string[]> {
  const { rows } = await system.admin.query<{ kind: string }>("select kind from workflow_run_event where run_id = $1", [
    id,
  ]);
  return rows.map(({ kind }) => kind);
}
