import type { EntityManager } from "typeorm";
import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import {
  CHOSEN,
  ChangeConflictReason,
  type ChangeSet,
  type Effects,
  sumEffects,
} from "../../assets/changes/effects.js";
import { ChangeDecision } from "../../assets/changes/proposed-change.entity.js";
import { setAll } from "../../assets/changes/set-all.js";
import { FOUND_AGAIN, LATER_STANDS, LIVE_ENTRY } from "../../assets/history/entries-sql.js";
import { IS_PERSONS } from "./apply-rules.js";
import { lockRules } from "./lock-rules.js";
import { DqRule, DqRuleStatus } from "./rule.entity.js";
import { DqViolationStatus } from "./violation.entity.js";

/**
 * Makes decided changes of rules undecided again, and takes back what they changed. A rule that was there before is put back as
 * it was; one that was not is archived, since executions and violations of it may be there by now. What something stands
 * upon since stays. The caller holds the locks of the tables.
 */
export async function resetRules(
  manager: EntityManager,
  { tenantId, runId, changeIds, clientId }: ChangeSet,
): Promise<Effects> {
  await lockRules(manager, { tenantId, runId, changeIds });
  const [effects] = (await manager.query(
    `with mine as materialized (
       select c.id, c.table_id, c.table_fqn, c.position, c.kind, c.name, h.id as entry, coalesce(h.asset_id, c.asset_id) as asset_id,
         h.before as back, to_jsonb(r) as was, r.id as rule_id, r.definition, r.threshold,
         case when h.id is not null and (${IS_PERSONS} or ${LATER_STANDS("l.table_id = h.table_id")} or ${FOUND_AGAIN("r.run_id", "true")}) then $8 end as conflict
       from proposed_change c
       left join lateral (${LIVE_ENTRY}) h on c.decision = $5
       left join dq_rule r on r.table_id = c.table_id and r.signature = c.name
       where ${CHOSEN} and c.decision in ($5, $6) and c.kind = $7
     ), reverted as (
       select * from mine where conflict is null and entry is not null
     ), put as (
       update dq_rule r set ${setAll(manager, DqRule, "b")}
       from reverted m, lateral jsonb_populate_record(null::dq_rule, m.back) b where m.back is not null and r.id = m.rule_id
       returning r.id, r.definition, r.threshold, r.status, m.back as row
     ), archived as (
       update dq_rule r set status = $9, updated_at = clock_timestamp() from reverted m where m.back is null and r.id = m.rule_id
       returning r.id, r.definition, r.threshold, r.status, to_jsonb(r) as row
     ), written as (
       select * from put union all select * from archived
     ), logged as (
       insert into asset_history (id, tenant_id, table_id, asset_id, kind, name, before, after, client_id, reverts_id, occurred_at)
       select gen_random_uuid(), $1, m.table_id, m.asset_id, m.kind, m.name, m.was, w.row, $4, m.entry, clock_timestamp()
       from reverted m full join written w on w.id = m.rule_id order by m.table_fqn, m.position
       returning table_id, asset_id, kind
     ), resolved as (
       update dq_violation v set status = $10, resolved_at = clock_timestamp(), resolved_by_client_id = $4
       from reverted m join written w on w.id = m.rule_id
       where v.rule_id = w.id and v.status = $11
         and (w.status = $9 or (w.definition, w.threshold) is distinct from (m.definition, m.threshold)) returning 1
     ), touched as (
       select table_id, asset_id <> table_id as on_column, kind, '' as family from logged
     ), decided as (
       update proposed_change c set decision = $12, decided_at = null, decided_by_client_id = null
       from mine where mine.conflict is null and c.id = mine.id returning 1
     )${sumEffects("resolved")}`,
    [
      tenantId,
      runId,
      changeIds,
      clientId,
      ChangeDecision.APPROVED,
      ChangeDecision.REJECTED,
      ProposedChangeKind.DQ_RULE,
      ChangeConflictReason.BUILT_UPON,
      DqRuleStatus.ARCHIVED,
      DqViolationStatus.RESOLVED,
      DqViolationStatus.OPEN,
      ChangeDecision.PENDING,
    ],
  )) as Effects[];
  return effects!;
}
