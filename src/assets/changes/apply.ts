import type { EntityManager } from "typeorm";
import { Origin, ProposedChangeKind } from "./change.model.js";
import { ChangeDecision } from "./proposed-change.entity.js";

/**
 * Saves what a run proposed of tags and texts to the catalog, in the transaction of the caller. What a person wrote stays,
 * and a proposal against it stays pending. Rows are taken in one order, so that two runs don't wait for each other in a circle.
 */
export async function applyChanges(manager: EntityManager, tenantId: string, runId: string): Promise<void> {
  await manager.query(
    `with mine as (
       select * from proposed_change where tenant_id = $1 and run_id = $2 and decision = $3 and kind <> $6
       order by asset_id, kind, name
     ), put as (
       insert into asset_annotation (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, run_id, changed_at)
       select asset_id, kind, name, tenant_id, table_id, after, confidence, justification, origin, run_id, clock_timestamp()
       from mine where after is not null
       on conflict (asset_id, kind, name) do update set value = excluded.value, confidence = excluded.confidence,
         justification = excluded.justification, origin = excluded.origin, run_id = excluded.run_id, changed_at = excluded.changed_at
       where asset_annotation.origin <> $5
       returning asset_id, kind, name
     ), gone as (
       delete from asset_annotation a using mine m
       where m.after is null and a.asset_id = m.asset_id and a.kind = m.kind and a.name = m.name and a.origin <> $5
       returning a.asset_id, a.kind, a.name
     )
     update proposed_change c set decision = $4, decided_at = clock_timestamp()
     from (select * from put union all select * from gone) done
     where c.tenant_id = $1 and c.run_id = $2 and c.asset_id = done.asset_id and c.kind = done.kind and c.name = done.name`,
    [tenantId, runId, ChangeDecision.PENDING, ChangeDecision.APPROVED, Origin.STEWARD, ProposedChangeKind.DQ_RULE],
  );
}
