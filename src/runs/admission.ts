import type { EntityManager } from "typeorm";
import type { Queue } from "../platform/queue.js";

interface Waiting {
  readonly id: string;
  readonly run_id: string;
  readonly service_id: string;
  readonly connections: number;
}

/** One connection of a service's cap is kept for planning and connection tests. */
const RESERVED_CONNECTIONS = 1;
const CANDIDATES = 200;

/**
 * Lets waiting tasks into the queue as far as the tenant's and the services' limits allow. Called in every transaction
 * that adds tasks or ends one, under the tenant's row lock: the limits are hard, and nothing polls. Tasks that come
 * earlier in their run's plan go first, so that a small run need not wait for a large one.
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
     where tenant_id = $1 and (status = 'RUNNING' or (status = 'PENDING' and queued)) group by service_id`,
    [tenantId],
  )) as { service_id: string; tasks: number; connections: number }[];
  let slots = tenantLimit - busy.reduce((sum, row) => sum + row.tasks, 0);
  if (slots <= 0) return;
  const caps = (await manager.query(`select id, max_connections from data_service where tenant_id = $1`, [
    tenantId,
  ])) as {
    id: string;
    max_connections: number;
  }[];
  const used = new Map(busy.map((row) => [row.service_id, row.connections]));
  const cap = new Map(caps.map((row) => [row.id, row.max_connections - RESERVED_CONNECTIONS]));
  const full = [...used]
    .filter(([service, connections]) => connections >= (cap.get(service) ?? 1))
    .map(([service]) => service);
  // Rows that another transaction holds (a run being cancelled) are left out rather than waited for: that could deadlock.
  const waiting = (await manager.query(
    `select id, run_id, service_id, connections from workflow_run_task
     where tenant_id = $1 and status = 'PENDING' and not queued and service_id <> all($2)
     order by ordinal, run_id limit ${CANDIDATES} for update skip locked`,
    [tenantId, full],
  )) as Waiting[];
  const admitted = waiting.filter((task) => {
    const inUse = used.get(task.service_id) ?? 0;
    const fits = inUse === 0 || inUse + task.connections <= (cap.get(task.service_id) ?? 1);
    if (slots <= 0 || !fits) return false;
    slots--;
    used.set(task.service_id, inUse + task.connections);
    return true;
  });
  if (admitted.length === 0) return;
  await manager.query("update workflow_run_task set queued = true where id = any($1)", [
    admitted.map((task) => task.id),
  ]);
  await queue.send(
    manager,
    admitted.map((task) => ({ step: "task", tenantId, runId: task.run_id, taskId: task.id })),
  );
}
