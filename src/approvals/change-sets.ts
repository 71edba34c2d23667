import type { EntityManager } from "typeorm";
import { applyAnnotations } from "../assets/changes/apply.js";
import { addEffects, CHOSEN, type ChangeSet, type Effects } from "../assets/changes/effects.js";
import { resetAnnotations } from "../assets/changes/reset.js";
import { lockTables } from "../assets/history/lock-tables.js";
import { affectedMetrics } from "../quality/metrics/affected-metrics.js";
import { markStale } from "../quality/metrics/mark-stale.js";
import { applyRules } from "../quality/rules/apply-rules.js";
import { resetRules } from "../quality/rules/reset-rules.js";

/** What came of a decision on changes, with what follows from it. */
export interface ChangeOutcome extends Effects {
  metricsMarkedStale: number;
}

type Write = (manager: EntityManager, set: ChangeSet) => Promise<Effects>;

/** Saves undecided changes of a run to the catalog: the one way, for runs that save their results and for people alike. */
export const applyChanges = (manager: EntityManager, set: ChangeSet): Promise<ChangeOutcome> =>
  write(manager, set, applyAnnotations, applyRules);

/** Makes decided changes of a run undecided, and takes back what they did. */
export const resetChanges = (manager: EntityManager, set: ChangeSet): Promise<ChangeOutcome> =>
  write(manager, set, resetAnnotations, resetRules);

async function write(manager: EntityManager, set: ChangeSet, annotations: Write, rules: Write): Promise<ChangeOutcome> {
  await lockTables(manager, set.tenantId, await tablesOfChanges(manager, set));
  const effects = addEffects(await annotations(manager, set), await rules(manager, set));
  let metricsMarkedStale = 0;
  for (const { kind, family, onColumn, tableIds } of effects.touched) {
    const metrics = affectedMetrics([{ kind, name: `${family}.` }], onColumn);
    if (metrics.length > 0) metricsMarkedStale += await markStale(manager, set.tenantId, tableIds, metrics);
  }
  return { ...effects, metricsMarkedStale };
}

export async function tablesOfChanges(
  manager: EntityManager,
  { tenantId, runId, changeIds }: Omit<ChangeSet, "clientId">,
): Promise<string[]> {
  const rows = (await manager.query(`select distinct c.table_id as id from proposed_change c where ${CHOSEN}`, [
    tenantId,
    runId,
    changeIds,
  ])) as { id: string }[];
  return rows.map(({ id }) => id);
}
