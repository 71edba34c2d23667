import type { EntityManager } from "typeorm";
import { Origin, ProposedChangeKind } from "./change.model.js";
import { CHOSEN, ChangeConflictReason, type ChangeSet, type Effects, IS_GONE, sumEffects } from "./effects.js";
import { ChangeDecision } from "./proposed-change.entity.js";

/**
 * Saves undecided tags and texts of a run to the catalog, with the history of what they really change. The caller holds the
 * locks of their tables. What a person wrote stays, and so does what would change it. `put` is a part of `mine`: the full join is a
 * left one that can't be a nested loop, which with a hundred thousand changes would take hours.
 */
export async function applyAnnotations(
  manager: EntityManager,
  { tenantId, runId, changeIds, clientId }: ChangeSet,
): Promise<Effects> {
  const [effects] = (await manager.query(
    `with mine as materialized (
       select c.*, a.value as held, to_jsonb(a) as was,
         case when a.origin = $7 then $8 when ${IS_GONE} then $9 end as conflict
       from proposed_change c
       join catalog_table t on t.id = c.table_id
       left join catalog_column k on k.id = c.asset_id
       left join asset_annotation a on a.asset_id = c.asset_id and a.kind = c.kind and a.name = c.name
       where ${CHOSEN} and c.decision = $5 and c.kind <> $6
     ), put as (
       insert into asset_annotation as a
         (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, run_id, changed_at)
       select asset_id, kind, name, tenant_id, table_id, after, confidence, justification, origin, run_id, clock_timestamp()
       from mine where conflict is null and after is not null
       on conflict (asset_id, kind, name) do update set value = excluded.value, confidence = excluded.confidence,
         justification = excluded.justification, origin = excluded.origin, run_id = excluded.run_id, changed_at = excluded.changed_at
       returning a.asset_id, a.kind, a.name, to_jsonb(a) as row
     ), taken as (
       delete from asset_annotation a using mine m
       where m.conflict is null and m.after is null and a.asset_id = m.asset_id and a.kind = m.kind and a.name = m.name
     ), logged as (
       insert into asset_history (id, tenant_id, table_id, asset_id, kind, name, before, after, run_id, client_id, change_id, occurred_at)
       select gen_random_uuid(), $1, m.table_id, m.asset_id, m.kind, m.name, m.was, put.row, $2, $4, m.id, clock_timestamp()
       from mine m full join put on put.asset_id = m.asset_id and put.kind = m.kind and put.name = m.name
       where m.conflict is null and m.held is distinct from m.after
       order by m.table_fqn, m.position
       returning table_id, asset_id, kind, name
     ), touched as (
       select table_id, asset_id <> table_id as on_column, kind, ${FAMILY} as family from logged
     ), decided as (
       update proposed_change c set decision = $10, decided_at = clock_timestamp(), decided_by_client_id = $4
       from mine where mine.conflict is null and c.id = mine.id returning 1
     )${sumEffects(null)}`,
    [
      tenantId,
      runId,
      changeIds,
      clientId,
      ChangeDecision.PENDING,
      ProposedChangeKind.DQ_RULE,
      Origin.STEWARD,
      ChangeConflictReason.STEWARDS_WORD,
      ChangeConflictReason.ASSET_GONE,
      ChangeDecision.APPROVED,
    ],
  )) as Effects[];
  return effects!;
}

/** Of a tag the part before the first dot: `PII`, `Sensitivity`. */
export const FAMILY = `case kind when '${ProposedChangeKind.TAG}' then split_part(name, '.', 1) else '' end`;
