import type { EntityManager } from "typeorm";
import { Annotation } from "../annotations/annotation.entity.js";
import { FOUND_AGAIN, LATER_STANDS, LIVE_ENTRY } from "../history/entries-sql.js";
import { FAMILY } from "./apply.js";
import { Origin, ProposedChangeKind } from "./change.model.js";
import { CHOSEN, ChangeConflictReason, type ChangeSet, type Effects, sumEffects } from "./effects.js";
import { ChangeDecision } from "./proposed-change.entity.js";
import { setAll } from "./set-all.js";

/**
 * Makes decided changes of tags and texts undecided again, and takes back what they changed: what was there before is put
 * back as it was. What something stands upon since stays. The caller holds the locks of the tables.
 */
export async function resetAnnotations(
  manager: EntityManager,
  { tenantId, runId, changeIds, clientId }: ChangeSet,
): Promise<Effects> {
  const [effects] = (await manager.query(
    `with mine as materialized (
       select c.id, c.table_id, c.table_fqn, c.position, c.asset_id, c.kind, c.name, h.id as entry, h.before as back,
         to_jsonb(a) as was, case when h.id is not null and (a.origin = $8 or ${LATER_STANDS("l.asset_id = h.asset_id")}
           or ${FOUND_AGAIN("a.run_id", "d.asset_id = c.asset_id")}) then $9 end as conflict
       from proposed_change c
       left join lateral (${LIVE_ENTRY}) h on c.decision = $5
       left join asset_annotation a on a.asset_id = c.asset_id and a.kind = c.kind and a.name = c.name
       where ${CHOSEN} and c.decision in ($5, $6) and c.kind <> $7
     ), reverted as (
       select * from mine where conflict is null and entry is not null
     ), put as (
       insert into asset_annotation
       select b.* from reverted r, lateral jsonb_populate_record(null::asset_annotation, r.back) b where r.back is not null
       on conflict (asset_id, kind, name) do update set ${setAll(manager, Annotation, "excluded")}
     ), taken as (
       delete from asset_annotation a using reverted r
       where r.back is null and a.asset_id = r.asset_id and a.kind = r.kind and a.name = r.name
     ), logged as (
       insert into asset_history (id, tenant_id, table_id, asset_id, kind, name, before, after, client_id, reverts_id, occurred_at)
       select gen_random_uuid(), $1, table_id, asset_id, kind, name, was, back, $4, entry, clock_timestamp()
       from reverted order by table_fqn, position
       returning table_id, asset_id, kind, name
     ), touched as (
       select table_id, asset_id <> table_id as on_column, kind, ${FAMILY} as family from logged
     ), decided as (
       update proposed_change c set decision = $10, decided_at = null, decided_by_client_id = null
       from mine where mine.conflict is null and c.id = mine.id returning 1
     )${sumEffects(null)}`,
    [
      tenantId,
      runId,
      changeIds,
      clientId,
      ChangeDecision.APPROVED,
      ChangeDecision.REJECTED,
      ProposedChangeKind.DQ_RULE,
      Origin.STEWARD,
      ChangeConflictReason.BUILT_UPON,
      ChangeDecision.PENDING,
    ],
  )) as Effects[];
  return effects!;
}
