import type { EntityManager } from "typeorm";
import { Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import {
  CHOSEN,
  ChangeConflictReason,
  type ChangeSet,
  type Effects,
  IS_GONE,
  sumEffects,
} from "../../assets/changes/effects.js";
import { ChangeDecision } from "../../assets/changes/proposed-change.entity.js";
import { lockRules } from "./lock-rules.js";
import { DqRuleStatus } from "./rule.entity.js";
import { DqViolationStatus } from "./violation.entity.js";

/** A rule `r` that a person wrote, changed, paused or archived: runs leave it alone. */
export const IS_PERSONS = `(r.origin = '${Origin.STEWARD}' or r.client_id is not null or r.status = '${DqRuleStatus.PAUSED}')`;

/**
 * Makes undecided rules of a run active, and archives those of which it proposes that; with the history of what really changes.
 * A rule that was found before stays the same rule. Violations of what is archived or asks for something else now are resolved.
 * The caller holds the locks of the tables. The full join is one that can't be a nested loop, as in `applyAnnotations`.
 */
export async function applyRules(
  manager: EntityManager,
  { tenantId, runId, changeIds, clientId }: ChangeSet,
): Promise<Effects> {
  await lockRules(manager, { tenantId, runId, changeIds });
  // The change's id becomes the rule's: ids sort by the run's own order.
  const [effects] = (await manager.query(
    `with mine as materialized (
       select c.*, k.name as column_name, r.id as rule_id, to_jsonb(r) as was,
         case when ${IS_PERSONS} then $7 when ${IS_GONE} then $8 end as conflict,
         case when c.after is null then r.status is not distinct from $9
           else r.status is distinct from $9 or (r.name, r.definition, r.dimension, r.severity, r.threshold, r.sql) is distinct from
             (c.detail ->> 'name', c.detail -> 'definition', c.detail ->> 'dimension', c.detail ->> 'severity',
              (c.detail ->> 'threshold')::float8, c.detail ->> 'sql') end as real,
         c.after is null or (r.definition, r.threshold) is distinct from (c.detail -> 'definition', (c.detail ->> 'threshold')::float8) as other
       from proposed_change c
       join catalog_table t on t.id = c.table_id
       left join catalog_column k on k.id = c.asset_id
       left join dq_rule r on r.table_id = c.table_id and r.signature = c.name
       where ${CHOSEN} and c.decision = $5 and c.kind = $6
     ), put as (
       insert into dq_rule as r (id, tenant_id, table_id, column_name, name, definition, signature, dimension, severity, threshold,
         sql, status, origin, confidence, justification, run_id, created_at, updated_at)
       select id, tenant_id, table_id, column_name, detail ->> 'name', detail -> 'definition', name, detail ->> 'dimension',
         detail ->> 'severity', (detail ->> 'threshold')::float8, detail ->> 'sql', $9, origin, confidence,
         justification, run_id, clock_timestamp(), clock_timestamp()
       from mine where conflict is null and after is not null
       on conflict (table_id, signature) do update set column_name = excluded.column_name, name = excluded.name,
         definition = excluded.definition, dimension = excluded.dimension, severity = excluded.severity,
         threshold = excluded.threshold, sql = excluded.sql, status = excluded.status, origin = excluded.origin,
         confidence = excluded.confidence, justification = excluded.justification, run_id = excluded.run_id,
         updated_at = excluded.updated_at
       returning r.table_id, r.signature, to_jsonb(r) as row
     ), archived as (
       update dq_rule r set status = $10, updated_at = clock_timestamp() from mine m
       where m.conflict is null and m.after is null and m.real and r.id = m.rule_id
       returning r.table_id, r.signature, to_jsonb(r) as row
     ), written as (
       select * from put union all select * from archived
     ), logged as (
       insert into asset_history (id, tenant_id, table_id, asset_id, kind, name, before, after, run_id, client_id, change_id, occurred_at)
       select gen_random_uuid(), $1, m.table_id, m.asset_id, m.kind, m.name, m.was, w.row, $2, $4, m.id, clock_timestamp()
       from mine m full join written w on w.table_id = m.table_id and w.signature = m.name
       where case when m.real then m.conflict is null else false end
       order by m.table_fqn, m.position
       returning table_id, asset_id, kind
     ), resolved as (
       update dq_violation v set status = $11, resolved_at = clock_timestamp(), resolved_by_run_id = $2,
         resolved_by_client_id = $4
       from mine m where m.conflict is null and m.real and m.other and v.rule_id = m.rule_id and v.status = $12 returning 1
     ), touched as (
       select table_id, asset_id <> table_id as on_column, kind, '' as family from logged
     ), decided as (
       update proposed_change c set decision = $13, decided_at = clock_timestamp(), decided_by_client_id = $4
       from mine where mine.conflict is null and c.id = mine.id returning 1
     )${sumEffects("resolved")}`,
    [
      tenantId,
      runId,
      changeIds,
      clientId,
      ChangeDecision.PENDING,
      ProposedChangeKind.DQ_RULE,
      ChangeConflictReason.STEWARDS_WORD,
      ChangeConflictReason.ASSET_GONE,
      DqRuleStatus.ACTIVE,
      DqRuleStatus.ARCHIVED,
      DqViolationStatus.RESOLVED,
      DqViolationStatus.OPEN,
      ChangeDecision.APPROVED,
    ],
  )) as Effects[];
  return effects!;
}
