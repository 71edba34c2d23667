import type { EntityManager } from "typeorm";
import type { FollowedTransition } from "../runs/follow/follower.js";
import { WorkflowRunStatus } from "../runs/run-status.js";

export interface FiredTrigger {
  readonly triggerId: string;
  readonly configurationId: string;
  readonly runId: string;
  readonly occurredAt: Date;
}

/** $1 the tenant, $2 the ends of runs; those that came before a trigger was made or enabled are none of its business. */
const TRIGGERS_AND_ENDS = `
  select distinct t.id as "triggerId", t.configuration_id as "configurationId", e."runId", e."occurredAt"
  from workflow_trigger t join jsonb_to_recordset($2) as e
    (position bigint, "runId" uuid, "configurationId" uuid, "to" text, "occurredAt" timestamptz) on e.position > t.since`;

const RUN_COMPLETED = `${TRIGGERS_AND_ENDS}
  where t.tenant_id = $1 and t.enabled and t.event_kind = 'RUN_COMPLETED'
    and t.source_configuration_id = e."configurationId" and e."to" = any(t.statuses)`;

/** A run lists its first 1000 changes of a kind. Where there were more, any table of its asset may have changed. */
const TABLE_CHANGED = `${TRIGGERS_AND_ENDS}
  join workflow_run r on r.id = e."runId" and r.save_all
  where t.tenant_id = $1 and t.enabled and t.event_kind = 'TABLE_CHANGED' and (
    exists (
      select 1 from jsonb_array_elements(r.output -> 'changes') c,
        lateral (select array(select jsonb_array_elements_text(c -> 'fqn')) as fqn) changed
      where cardinality(changed.fqn) >= 4 and changed.fqn[1:cardinality(t.asset)] = t.asset)
    or (
      (r.output ->> 'added')::int + (r.output ->> 'changed')::int + (r.output ->> 'gone')::int
        > jsonb_array_length(r.output -> 'changes')
      and t.asset[1] = (select s.name from workflow_run_task k join data_service s on s.id = k.service_id where k.run_id = r.id limit 1)))`;

const RULE_FAILED = `${TRIGGERS_AND_ENDS}
  join dq_rule_execution x on x.run_id = e."runId" and x.status = 'FAILED'
  join dq_rule r on r.id = x.rule_id
  join catalog_table ct on ct.id = r.table_id
  join catalog_schema cs on cs.id = ct.schema_id
  join catalog_database cd on cd.id = cs.database_id
  join data_service s on s.id = cd.service_id
  where t.tenant_id = $1 and t.enabled and t.event_kind = 'RULE_FAILED'
    and (t.rule_id is null or t.rule_id = r.id)
    and (t.asset is null or (array[s.name, cd.name, cs.name, ct.name, r.column_name])[1:cardinality(t.asset)] = t.asset)
    and (t.minimum_severity is null or array_position(${severities()}, r.severity) >= array_position(${severities()}, t.minimum_severity))`;

function severities(): string {
  return "array['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']";
}

/** The triggers that some ends of runs set off. */
export async function matchingTriggers(
  manager: EntityManager,
  tenantId: string,
  ends: readonly FollowedTransition[],
): Promise<FiredTrigger[]> {
  const [{ some }] = (await manager.query(
    "select exists (select 1 from workflow_trigger where tenant_id = $1 and enabled) as some",
    [tenantId],
  )) as [{ some: boolean }];
  if (!some) return [];
  const find = async (sql: string, among: readonly FollowedTransition[]) =>
    among.length > 0 ? ((await manager.query(sql, [tenantId, JSON.stringify(among)])) as FiredTrigger[]) : [];
  const well = ends.filter(
    ({ to }) => to === WorkflowRunStatus.COMPLETED || to === WorkflowRunStatus.COMPLETED_WITH_ERRORS,
  );
  const ofType = (type: string) => well.filter(({ workflowType }) => workflowType === type);
  return [
    ...(await find(RUN_COMPLETED, ends)),
    ...(await find(TABLE_CHANGED, ofType("SERVICE_INGESTION"))),
    ...(await find(RULE_FAILED, ofType("DQ_EXECUTION"))),
  ];
}
