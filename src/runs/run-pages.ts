import type { EntityManager } from "typeorm";
import { WORKFLOW_TYPES } from "../workflows/workflow-type.js";
import type { WorkflowRunEventRow } from "./event.entity.js";
import { WorkflowRun } from "./run.entity.js";
import type { TaskStatus } from "./run-status.js";
import { WorkflowRunTask } from "./task.entity.js";

/** A place in a run: what comes after it is asked for. */
export interface RunPlace {
  readonly runId: string;
  readonly after: string;
}

const columns = (places: readonly RunPlace[]) => [places.map(({ runId }) => runId), places.map(({ after }) => after)];

/** The next tasks of many runs at once, `limit` of each. */
export async function tasksAfter(
  manager: EntityManager,
  tenantId: string,
  places: readonly RunPlace[],
  limit: number,
  status: TaskStatus | null,
): Promise<WorkflowRunTask[]> {
  const found = (await manager.query(
    `select task.id from unnest($2::uuid[], $3::int[]) as place(run_id, after)
     cross join lateral (
       select id from workflow_run_task t
       where t.tenant_id = $1 and t.run_id = place.run_id and t.ordinal > place.after and ($5::text is null or t.status = $5)
       order by t.ordinal limit $4
     ) task`,
    [tenantId, ...columns(places), limit, status],
  )) as { id: string }[];
  return manager
    .createQueryBuilder(WorkflowRunTask, "t")
    .where("t.tenantId = :tenantId and t.id = any(:ids)", { tenantId, ids: found.map(({ id }) => id) })
    .orderBy("t.ordinal", "ASC")
    .getMany();
}

/** The next events of many runs at once, `limit` of each. */
export async function eventsAfter(
  manager: EntityManager,
  tenantId: string,
  places: readonly RunPlace[],
  limit: number,
): Promise<WorkflowRunEventRow[]> {
  return (await manager.query(
    `select event.* from unnest($2::uuid[], $3::bigint[]) as place(run_id, after)
     cross join lateral (
       select run_id as "runId", sequence, tenant_id as "tenantId", kind, payload, occurred_at as "occurredAt"
       from workflow_run_event e
       where e.tenant_id = $1 and e.run_id = place.run_id and e.sequence > place.after
       order by e.sequence limit $4
     ) event order by event.sequence`,
    [tenantId, ...columns(places), limit],
  )) as WorkflowRunEventRow[];
}

/** A place in the list of an asset's runs. */
export interface RunsOnAsset {
  readonly asset: string;
  readonly before: string | null;
}

/** The newest runs on many assets at once, `limit` of each, in the order of the places asked for. */
export async function runsOnAssets(
  manager: EntityManager,
  tenantId: string,
  places: readonly RunsOnAsset[],
  limit: number,
): Promise<WorkflowRun[][]> {
  const found = (await manager.query(
    `select place.ordinal, run.id from unnest($2::text[], $3::uuid[]) with ordinality as place(asset, before, ordinal)
     cross join lateral (
       select id from workflow_run r
       where r.tenant_id = $1 and r.asset_fqn = place.asset and (place.before is null or r.id < place.before)
         and r.workflow_type = any($5)
       order by r.id desc limit $4
     ) run order by run.id desc`,
    [tenantId, places.map(({ asset }) => asset), places.map(({ before }) => before), limit, WORKFLOW_TYPES],
  )) as { ordinal: string; id: string }[];
  const runs = await manager
    .createQueryBuilder(WorkflowRun, "r")
    .where("r.tenantId = :tenantId and r.id = any(:ids)", { tenantId, ids: found.map(({ id }) => id) })
    .getMany();
  const byId = new Map(runs.map((run) => [run.id, run]));
  const pages: WorkflowRun[][] = places.map(() => []);
  for (const { ordinal, id } of found) pages[Number(ordinal) - 1]!.push(byId.get(id)!);
  return pages;
}

/** The rows of each run, in the order of the runs asked for. */
export function byRun<Row extends { readonly runId: string }>(
  places: readonly { runId: string }[],
  rows: Row[],
): Row[][] {
  const groups = new Map<string, Row[]>(places.map(({ runId }) => [runId, []]));
  for (const row of rows) groups.get(row.runId)?.push(row);
  return places.map(({ runId }) => groups.get(runId)!);
}
