import type { EntityManager } from "typeorm";
import { type Fqn, formatFqn } from "../../platform/fqn.js";
import { newIdAt } from "../../platform/ids.js";
import { joinedBelow } from "../catalog/levels.js";
import type { TableProfileResult } from "../profile.model.js";

/** A table's profile as a run gives it. */
export interface NewProfile {
  readonly tenantId: string;
  readonly runId: string;
  readonly tableFqn: Fqn;
  readonly result: TableProfileResult;
  /** When it was taken, where that was before now: its place in the history. */
  readonly takenAt?: Date;
}

/**
 * One statement for the profile and all its columns. A table that went from the catalog while it was read has nothing to
 * hang a profile on: then nothing is saved, and the run keeps its result all the same.
 */
export async function saveProfile(
  manager: EntityManager,
  { tenantId, runId, tableFqn, result, takenAt }: NewProfile,
): Promise<void> {
  if (tableFqn.length !== 4) throw new Error(`A profile is of a table, not of ${formatFqn(tableFqn)}.`);
  await manager.query(
    `with profile as (
       insert into table_profile
         (id, tenant_id, table_id, run_id, taken_at, mode, row_count, rows_read, size_bytes, candidate_keys)
       select $6, $1, t.id, $7, coalesce($14, clock_timestamp()), $8, $9, $10, $11, $12
       from data_service s ${joinedBelow(3, (level) => `$${level + 2}`)}
       where s.tenant_id = $1 and s.name = $2
       returning id, table_id
     )
     insert into column_profile (profile_id, ordinal, tenant_id, table_id, name, payload)
     select profile.id, (payload ->> 'ordinal')::int, $1, profile.table_id, payload ->> 'name', payload
     from profile, jsonb_array_elements($13::jsonb) as payload`,
    [
      tenantId,
      ...tableFqn,
      newIdAt(takenAt ?? new Date()),
      runId,
      result.mode,
      result.rowCount,
      result.rowsRead,
      result.sizeBytes,
      JSON.stringify(result.candidateKeys),
      JSON.stringify(result.columns),
      takenAt ?? null,
    ],
  );
}
