import type { EntityManager } from "typeorm";
import { formatFqn } from "../platform/fqn.js";
import type { FollowedTransition } from "../runs/follow/follower.js";
import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";
import { WebhookEvent } from "./webhook-event.js";

/** Something that webhooks are told about. */
export interface Happening {
  readonly event: WebhookEvent;
  /** The change of status that it came with. */
  readonly transition: FollowedTransition;
  /** Place among all that came with the transition. */
  readonly ordinal: number;
  readonly occurredAt: Date;
  /** More than the run: by the event. */
  readonly details: object;
}

const COMPLETED: readonly WorkflowRunStatus[] = [WorkflowRunStatus.COMPLETED, WorkflowRunStatus.COMPLETED_WITH_ERRORS];

/** What happened with these transitions, in order; of the events, only those that somebody wants. */
export async function happeningsOf(
  manager: EntityManager,
  tenantId: string,
  transitions: readonly FollowedTransition[],
  wanted: ReadonlySet<WebhookEvent>,
): Promise<Happening[]> {
  const idsOf = (event: WebhookEvent, ended: (transition: FollowedTransition) => boolean) =>
    wanted.has(event) ? transitions.filter(ended).map(({ runId }) => runId) : [];
  const approvals = await approvalsOf(
    manager,
    tenantId,
    idsOf(WebhookEvent.APPROVAL_REQUESTED, ({ to }) => COMPLETED.includes(to)),
  );
  const violations = await violationsOf(
    manager,
    tenantId,
    idsOf(WebhookEvent.VIOLATION_OPENED, ({ to, workflowType }) => isFinal(to) && workflowType === "DQ_EXECUTION"),
  );
  return transitions.flatMap((transition) => {
    const { runId, to, occurredAt } = transition;
    const found: Pick<Happening, "event" | "occurredAt" | "details">[] = [
      { event: WebhookEvent.RUN_TRANSITION, occurredAt, details: {} },
    ];
    if (isFinal(to)) found.push(...(approvals.get(runId) ?? []), ...(violations.get(runId) ?? []));
    return found
      .map((each, ordinal): Happening => ({ ...each, transition, ordinal }))
      .filter(({ event }) => wanted.has(event));
  });
}

type Found = Map<string, Pick<Happening, "event" | "occurredAt" | "details">[]>;

/** How many changes of each kind wait for a decision; never what they say. */
async function approvalsOf(manager: EntityManager, tenantId: string, runIds: readonly string[]): Promise<Found> {
  if (runIds.length === 0) return new Map();
  const rows = (await manager.query(
    `select a.id, a.run_id as "runId", a.created_at as "createdAt", coalesce(jsonb_object_agg(c.kind, c.changes) filter (where c.kind is not null), '{}') as changes
     from workflow_run_approval a
     left join lateral (
       select kind, count(*) as changes from proposed_change where tenant_id = $1 and run_id = a.run_id group by kind
     ) c on true
     where a.tenant_id = $1 and a.run_id = any($2) and not a.auto_saved
     group by a.id, a.run_id, a.created_at`,
    [tenantId, runIds],
  )) as { id: string; runId: string; createdAt: Date; changes: Record<string, number> }[];
  return Map.groupBy(
    rows.map(({ id, runId, createdAt, changes }) => ({
      runId,
      event: WebhookEvent.APPROVAL_REQUESTED,
      occurredAt: createdAt,
      details: { approval: { id, proposedChanges: changes } },
    })),
    ({ runId }) => runId,
  );
}

interface ViolationRow {
  readonly id: string;
  readonly runId: string;
  readonly ruleId: string;
  readonly openedAt: Date;
  readonly rowsFailing: number;
  readonly kind: string;
  readonly dimension: string;
  readonly severity: string;
  readonly column: string | null;
  readonly table: [string, string, string, string];
}

/** Without the rules' names and definitions: they may hold values of the data. */
async function violationsOf(manager: EntityManager, tenantId: string, runIds: readonly string[]): Promise<Found> {
  if (runIds.length === 0) return new Map();
  const rows = (await manager.query(
    `select v.id, v.opened_by_run_id as "runId", v.rule_id as "ruleId", v.opened_at as "openedAt", v.rows_failing as "rowsFailing",
       r.definition ->> 'kind' as kind, r.dimension, r.severity, r.column_name as "column",
       array[service.name, d.name, s.name, t.name] as "table"
     from dq_violation v
     join dq_rule r on r.id = v.rule_id
     join catalog_table t on t.id = v.table_id
     join catalog_schema s on s.id = t.schema_id
     join catalog_database d on d.id = s.database_id
     join data_service service on service.id = d.service_id
     where v.tenant_id = $1 and v.opened_by_run_id = any($2)
     order by v.id`,
    [tenantId, runIds],
  )) as ViolationRow[];
  return Map.groupBy(
    rows.map(({ id, runId, ruleId, openedAt, rowsFailing, kind, dimension, severity, column, table }) => ({
      runId,
      event: WebhookEvent.VIOLATION_OPENED,
      occurredAt: openedAt,
      details: {
        violation: { id, ruleId, kind, dimension, severity, tableFqn: formatFqn(table), column, rowsFailing },
      },
    })),
    ({ runId }) => runId,
  );
}
