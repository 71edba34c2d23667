import type { EntityManager } from "typeorm";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import type { Fqn } from "../../platform/fqn.js";
import { newId } from "../../platform/ids.js";
import type { TableProfileResult } from "../profile.model.js";

/** A table's profile as a run gives it. */
export interface NewProfile {
  readonly tenantId: string;
  readonly runId: string;
  readonly tableFqn: Fqn;
  readonly result: TableProfileResult;
}

/** Profiles of tables and columns: the latest, and their history. */
export class Profiles {
  constructor(
    protected readonly database: Database,
    protected readonly cursors: Cursors,
  ) {}

  /** In the transaction that completes the task. A table whose service was removed meanwhile has nothing to hang it on. */
  async save(manager: EntityManager, { tenantId, runId, tableFqn, result }: NewProfile): Promise<void> {
    const [service, database, schema, table] = tableFqn;
    const id = newId();
    await manager.query(
      `with profile as (
         insert into table_profile
           (id, tenant_id, table_id, run_id, taken_at, mode, row_count, rows_read, size_bytes, candidate_keys)
         select $6, $1, t.id, $7, clock_timestamp(), $8, $9, $10, $11, $12
         from data_service s
         join catalog_database d on d.service_id = s.id and d.name = $3
         join catalog_schema n on n.database_id = d.id and n.name = $4
         join catalog_table t on t.schema_id = n.id and t.name = $5
         where s.tenant_id = $1 and s.name = $2
         returning id, table_id
       )
       insert into column_profile (profile_id, ordinal, tenant_id, table_id, name, payload)
       select profile.id, (payload ->> 'ordinal')::int, $1, profile.table_id, payload ->> 'name', payload
       from profile, jsonb_array_elements($13::jsonb) as payload`,
      [
        tenantId,
        service,
        database,
        schema,
        table,
        id,
        runId,
        result.mode,
        result.rowCount,
        result.rowsRead,
        result.sizeBytes,
        JSON.stringify(result.candidateKeys),
        JSON.stringify(result.columns),
      ],
    );
  }
}
