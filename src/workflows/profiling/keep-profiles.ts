import type { EntityManager } from "typeorm";
import { formatFqn } from "../../platform/fqn.js";

interface Row {
  readonly id: string;
  readonly names: readonly [string, string, string, string];
}

/** Puts a run's saved profiles into the results of its tasks, from which they can be saved again. */
export async function keepProfiles(manager: EntityManager, tenantId: string, runId: string): Promise<void> {
  const saved = (await manager.query(
    `select p.id, array[s.name, d.name, n.name, t.name] as names
     from table_profile p join catalog_table t on t.id = p.table_id join catalog_schema n on n.id = t.schema_id
     join catalog_database d on d.id = n.database_id join data_service s on s.id = d.service_id
     where p.tenant_id = $1 and p.run_id = $2`,
    [tenantId, runId],
  )) as Row[];
  await manager.query(
    `update workflow_run_task k
     set result = k.result || jsonb_build_object('profile', jsonb_build_object('mode', p.mode, 'rowCount', p.row_count,
       'rowsRead', p.rows_read, 'sizeBytes', p.size_bytes, 'candidateKeys', p.candidate_keys,
       'columns', (select coalesce(jsonb_agg(c.payload order by c.ordinal), '[]') from column_profile c where c.profile_id = p.id)))
     from unnest($3::uuid[], $4::text[]) as saved (id, target) join table_profile p on p.id = saved.id
     where k.tenant_id = $1 and k.run_id = $2 and k.status = 'SUCCEEDED' and k.target_fqn = saved.target and not k.result ? 'profile'`,
    [tenantId, runId, saved.map(({ id }) => id), saved.map(({ names }) => formatFqn(names))],
  );
}
