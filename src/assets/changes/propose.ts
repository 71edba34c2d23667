import type { EntityManager } from "typeorm";
import { newId } from "../../platform/ids.js";
import { ChangeDecision, type ProposedChange } from "./proposed-change.entity.js";

/** A change of one table, before it is written. */
export type NewChange = Pick<
  ProposedChange,
  "assetId" | "targetFqn" | "kind" | "name" | "before" | "after" | "confidence" | "justification" | "origin" | "detail"
>;

export interface ChangesOfTable {
  readonly tenantId: string;
  readonly runId: string;
  readonly tableId: string;
  readonly tableFqn: string;
  readonly changes: readonly NewChange[];
}

/** Writes what a run found of one table, in the order given. A table that went from the catalog meanwhile has none. */
export async function propose(
  manager: EntityManager,
  { tenantId, runId, tableId, tableFqn, changes }: ChangesOfTable,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map((change, position) => ({ id: newId(), position, ...change }));
  await manager.query(
    `insert into proposed_change (id, tenant_id, run_id, table_id, table_fqn, position, asset_id, target_fqn, kind, name,
       before, after, confidence, justification, origin, detail, decision)
     select c.id, $1, $2, t.id, $4, c.position, c."assetId", c."targetFqn", c.kind, c.name,
       c.before, c.after, c.confidence, c.justification, c.origin, c.detail, $6
     from catalog_table t, jsonb_to_recordset($5) as c (id uuid, position int, "assetId" uuid, "targetFqn" text, kind text, name text,
       before text, after text, confidence float8, justification jsonb, origin text, detail jsonb)
     where t.id = $3 and t.tenant_id = $1`,
    [tenantId, runId, tableId, tableFqn, JSON.stringify(rows), ChangeDecision.PENDING],
  );
}
