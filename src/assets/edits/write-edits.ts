import type { EntityManager } from "typeorm";
import type { Identity } from "../../platform/context.js";
import { newId } from "../../platform/ids.js";
import { type Justification, Origin } from "../changes/change.model.js";
import type { Edit } from "./edits-of-input.js";

interface EditedAsset {
  readonly tableId: string;
  /** The table itself, or the column of it. */
  readonly assetId: string;
}

const justified = (value: string | null): Justification => ({
  summary: value === null ? "Taken away by a person." : "Written by a person.",
  evidence: [],
});

/**
 * Writes a person's edits of one asset, each with its entry in the history, under the row lock of the asset's table. Answers
 * those that changed something: what a person said before and says again is left as it is.
 */
export async function writeEdits(
  manager: EntityManager,
  { tenantId, clientId }: Pick<Identity, "tenantId" | "clientId">,
  { tableId, assetId }: EditedAsset,
  edits: readonly Edit[],
): Promise<Pick<Edit, "kind" | "name">[]> {
  const rows = edits.map((edit) => ({ ...edit, historyId: newId(), justification: justified(edit.value) }));
  return (await manager.query(
    `with edit as (
       select * from jsonb_to_recordset($5) as e (kind text, name text, value text, "historyId" uuid, justification jsonb)
     ), before as (
       select a.kind, a.name, to_jsonb(a) as row
       from asset_annotation a join edit e on e.kind = a.kind and e.name = a.name
       where a.tenant_id = $1 and a.asset_id = $4
     ), after as (
       insert into asset_annotation as a
         (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, run_id, client_id, changed_at)
       select $4, kind, name, $1, $3, value, 1, justification, $6, null, $2, clock_timestamp() from edit
       on conflict (asset_id, kind, name) do update set value = excluded.value, confidence = excluded.confidence,
         justification = excluded.justification, origin = excluded.origin, run_id = excluded.run_id,
         client_id = excluded.client_id, changed_at = excluded.changed_at
       where a.origin <> $6 or a.value is distinct from excluded.value
       returning a.kind, a.name, to_jsonb(a) as row
     )
     insert into asset_history (id, tenant_id, table_id, asset_id, kind, name, before, after, client_id, occurred_at)
     select e."historyId", $1, $3, $4, after.kind, after.name, before.row, after.row, $2, clock_timestamp()
     from after join edit e on e.kind = after.kind and e.name = after.name
     left join before on before.kind = after.kind and before.name = after.name
     returning kind, name`,
    [tenantId, clientId, tableId, assetId, JSON.stringify(rows), Origin.STEWARD],
  )) as Pick<Edit, "kind" | "name">[];
}
