import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { RunConflictPolicy, type WorkflowRunFilter, WorkflowRunOrder } from "../../src/runs/run.inputs.js";
import { WorkflowRunStatus } from "../../src/runs/run-status.js";
import { move } from "./feed-support.js";
import { ASSET, createInput, createSystem, type System, type TestTenant } from "./system.js";

let system: System;
let tenant: TestTenant;
let ids: string[];

beforeAll(async () => {
  system = await createSystem({ work: false });
  tenant = await system.tenant();
  const other = await system.tenant();
  ids = [];
  for (let index = 0; index < 23; index++) {
    const { workflowRun } = await system.runs.create(
      tenant.ctx(),
      createInput(tenant.configurationId, 1, {
        assetFqn: index % 3 === 0 ? "PostgreSQL.dvdrental.public2" : ASSET,
        labels:
          index % 2 === 0
            ? [
                { name: "team", value: "film" },
                { name: "n", value: String(index) },
              ]
            : [],
        onConflict: RunConflictPolicy.ALLOW,
      }),
    );
    ids.push(workflowRun.id);
    await system.runs.create(
      other.ctx(),
      createInput(other.configurationId, 1, { labels: [{ name: "team", value: "film" }] }),
    );
  }
  for (const id of ids.slice(0, 5)) await move(system, tenant, id, WorkflowRunStatus.RUNNING);
});
afterAll(() => system.close());

const list = (filter: WorkflowRunFilter, order = WorkflowRunOrder.OLDEST_FIRST, page = {}) =>
  system.queries.list(tenant.ctx(), filter, order, { first: 100, ...page });

const idsOf = async (filter: WorkflowRunFilter) => (await list(filter)).nodes.map(({ id }) => id);

test("filters find what they say, and nothing of another tenant", async () => {
  const where = (keep: (index: number) => boolean) => ids.filter((_, index) => keep(index));
  expect(await idsOf({})).toEqual(ids);
  expect(await idsOf({ statuses: [WorkflowRunStatus.RUNNING] })).toEqual(ids.slice(0, 5));
  expect(await idsOf({ statuses: [] })).toEqual([]);
  expect(await idsOf({ assetFqn: ASSET })).toEqual(where((index) => index % 3 !== 0)); // not public2
  expect(await idsOf({ assetFqn: '"PostgreSQL"."dvdrental"' })).toEqual(ids);
  expect(await idsOf({ assetFqn: "PostgreSQL.dvdrental.publi" })).toEqual([]);
  expect(await idsOf({ assetFqn: "PostgreSQL.dvdrental.%" })).toEqual([]);
  expect(await idsOf({ label: { name: "team", value: "film" } })).toEqual(where((index) => index % 2 === 0));
  expect(await idsOf({ label: { name: "n", value: "4" } })).toEqual([ids[4]]);
  expect(await idsOf({ label: { name: "team", value: "4" } })).toEqual([]);
  expect(await idsOf({ configurationId: tenant.configurationId, statuses: [WorkflowRunStatus.PENDING] })).toEqual(
    ids.slice(5),
  );
  expect(await idsOf({ configurationId: "no id" })).toEqual([]);
  const { startedAt } = (await system.queries.find(tenant.ctx(), ids[10]!))!;
  const before = await idsOf({ startedBefore: startedAt });
  expect([...before, ...(await idsOf({ startedFrom: startedAt }))]).toEqual(ids);
});

test("pages, whatever their size and direction, are the list", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 25 }),
      fc.boolean(),
      fc.boolean(),
      async (size, backward, newestFirst) => {
        const order = newestFirst ? WorkflowRunOrder.NEWEST_FIRST : WorkflowRunOrder.OLDEST_FIRST;
        const filter = { label: { name: "team", value: "film" } };
        const whole = (await list(filter, order)).nodes.map(({ id }) => id);
        const seen: string[] = [];
        for (let cursor: string | null = null; ; ) {
          const page = backward ? { first: undefined, last: size, before: cursor } : { first: size, after: cursor };
          const { nodes, pageInfo } = await list(filter, order, page);
          const found = nodes.map(({ id }) => id);
          if (backward) seen.unshift(...found);
          else seen.push(...found);
          expect(pageInfo[backward ? "hasNextPage" : "hasPreviousPage"]).toBe(cursor !== null);
          if (!pageInfo[backward ? "hasPreviousPage" : "hasNextPage"]) break;
          cursor = backward ? pageInfo.startCursor : pageInfo.endCursor;
        }
        expect(seen).toEqual(whole);
      },
    ),
    { numRuns: 15 },
  );
});
