import type { EntityManager } from "typeorm";
import type { Queue } from "../platform/queue.js";

interface Waiting {
  readonly id: string;
  readonly run_id: string;
  readonly service_id: string;
  readonly connections: number;
  readonly max_connections: number | null;
}

/** One connection of a service's cap is kept for planning and connection tests. */
const RESERVED_CONNECTIONS = 1;

/**
 * Lets waiting tasks into the queue as far as the tenant's and the services' limits allow. Called in every transaction
 * that adds tasks or ends one, under the tenant's row lock: the limits are hard. Tasks that come earlier in their run's
 * plan go first, so that a small run need not wait for a large one. A task that does not fit makes the others of its
 * service wait, so that it gets its turn.
 */
export async function admitTasks(
  manager: EntityManager,
  queue: Queue,
  tenantId: string,
  tenantLimit: number,
): Promise<void> {
  await manager.query("select 1 from tenant where id = $1 for update", [tenantId]);
  const busy = (await manager.query(
    `select service_id, count(*)::int as tasks, sum(connections)::int as connections from workflow_run_task
     where tenant_id = $1 and admitted group by service_id`,
    [tenantId],
  )) as { service_id: string; tasks: number; connections: number }[];
  const free = tenantLimit - busy.reduce((sum, row) => sum + row.tasks, 0);
  if (free <= 0) return;
  const waiting = await nextOfEachService(manager, tenantId, free);
  const used = new Map(busy.map((row) => [row.service_id, row.connections]));
  const admitted = fitting(waiting, used, free);
  if (admitted.length === 0) return;
  await manager.query("update workflow_run_task set admitted = true where id = any($1)", [
    admitted.map((task) => task.id),
  ]);
  await queue.send(
    manager,
    admitted.map((task) => ({ step: "task", tenantId, runId: task.run_id, taskId: task.id })),
  );
}

/**
 * The first waiting tasks of each service that has some, however many wait behind them. Rows that another transaction
 * holds (a run being cancelled) are left out rather than waited for: that could deadlock. The sweep makes up for it.
 */
async function nextOfEachService(manager: EntityManager, tenantId: string, limit: number): Promise<Waiting[]> {
  const isWaiting = "t.tenant_id = $1 and t.status = 'PENDING' and not t.admitted";
  return (await manager.query(
    `with recursive service as (
       (select t.service_id as id from workflow_run_task t where ${isWaiting} order by t.service_id limit 1)
       union all
       select (select t.service_id from workflow_run_task t where ${isWaiting} and t.service_id > service.id order by t.service_id limit 1)
       from service where service.id is not null
     )
     select task.*, known.max_connections
     from service
     cross join lateral (
       select t.id, t.run_id, t.service_id, t.connections, t.ordinal from workflow_run_task t
       where ${isWaiting} and t.service_id = service.id
       order by t.ordinal, t.run_id limit $2 for update skip locked
     ) task
     left join data_service known on known.id = task.service_id and known.tenant_id = $1
     order by task.ordinal, task.run_id`,
    [tenantId, limit],
  )) as Waiting[];
}

/**
 * A service that is gone has room for one task: it will say so. One that is free takes even a task above its cap, and one
 * that is full takes tasks that don't connect to it.
 */
function fitting(waiting: readonly Waiting[], used: Map<string, number>, free: number): Waiting[] {
  const full = new Set<string>();
  const admitted: Waiting[] = [];
  for (const task of waiting) {
    if (admitted.length === free) break;
    if (task.connections === 0) {
      admitted.push(task);
      continue;
    }
    if (full.has(task.service_id)) continue;
    const inUse = used.get(task.service_id) ?? 0;
    const cap = (task.max_connections ?? 0) - RESERVED_CONNECTIONS;
    if (inUse > 0 && inUse + task.connections > cap) full.add(task.service_id);
    else {
      admitted.push(task);
      used.set(task.service_id, inUse + task.connections);
    }
  }
  return admitted;
}
