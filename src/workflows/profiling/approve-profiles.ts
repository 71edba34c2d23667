import type { EntityManager } from "typeorm";
import type { Profiles } from "../../assets/profiles/profiles.js";
import { parseFqn } from "../../platform/fqn.js";
import { markStale } from "../../quality/metrics/mark-stale.js";
import { Metric } from "../../quality/metrics/metric.model.js";
import type { WholeOutcome, WholeResults } from "../contract.js";
import { keepProfiles } from "./keep-profiles.js";
import type { TaskResult } from "./summary.js";

/** Each result holds a whole profile. */
const PAGE = 50;
const MEASURED = [Metric.TABLES_PROFILED, Metric.CELLS_FILLED];

/** A run's profiles are decided on together: without `saveAll` its tasks keep them until then. */
export const approveProfiles = (profiles: Profiles): WholeResults => ({
  save: async (manager, { tenantId, runId }) => {
    for (let after = 0; ; ) {
      const tasks = (await manager.query(
        `select ordinal, target_fqn as target, result -> 'profile' as profile, completed_at as "takenAt" from workflow_run_task
         where tenant_id = $1 and run_id = $2 and status = 'SUCCEEDED' and ordinal > $3 and result ? 'profile'
         order by ordinal limit ${PAGE}`,
        [tenantId, runId, after],
      )) as { ordinal: number; target: string; profile: NonNullable<TaskResult["profile"]>; takenAt: Date }[];
      for (const { target, profile: result, takenAt } of tasks) {
        await profiles.save(manager, { tenantId, runId, tableFqn: parseFqn(target), result, takenAt });
      }
      if (tasks.length < PAGE) break;
      after = tasks.at(-1)!.ordinal;
    }
    return outcome(manager, tenantId, await profiledTables(manager, tenantId, runId));
  },

  takeBack: async (manager, { tenantId, runId }) => {
    const tableIds = await profiledTables(manager, tenantId, runId);
    await keepProfiles(manager, tenantId, runId);
    await manager.query("delete from table_profile where tenant_id = $1 and run_id = $2", [tenantId, runId]);
    return outcome(manager, tenantId, tableIds);
  },
});

async function profiledTables(manager: EntityManager, tenantId: string, runId: string): Promise<string[]> {
  const rows = (await manager.query("select table_id as id from table_profile where tenant_id = $1 and run_id = $2", [
    tenantId,
    runId,
  ])) as { id: string }[];
  return rows.map(({ id }) => id);
}

async function outcome(manager: EntityManager, tenantId: string, tableIds: string[]): Promise<WholeOutcome> {
  return { profiles: tableIds.length, metricsMarkedStale: await markStale(manager, tenantId, tableIds, MEASURED) };
}
