import type { EntityManager } from "typeorm";
import { assetsByName } from "../../assets/catalog/assets-by-name.js";
import type { TableAsset } from "../../assets/catalog/table.entity.js";
import { Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { ChangeDecision } from "../../assets/changes/proposed-change.entity.js";
import type { Fqn } from "../../platform/fqn.js";
import { DqRuleStatus } from "./rule.entity.js";
import { DqViolationStatus } from "./violation.entity.js";

export interface RulesOfRun {
  readonly tenantId: string;
  readonly runId: string;
  /** The tables that it looked at, those of which it found no rule too. */
  readonly tables: readonly Fqn[];
}

/**
 * Makes what a run proposed active rules, in the transaction of the caller. A rule that was found before stays the same
 * rule; what runs found before and this one did not is archived, with its violation. What a person wrote or paused is left,
 * and a proposal of the same stays pending. Rows are taken in one order, so that two runs don't wait for each other in a circle.
 */
export async function saveProposedRules(manager: EntityManager, rules: RulesOfRun): Promise<void> {
  await activate(manager, rules);
  await archive(manager, rules);
}

async function activate(manager: EntityManager, { tenantId, runId }: RulesOfRun): Promise<void> {
  // The change's id becomes the rule's: ids sort by the run's own order.
  await manager.query(
    `with saved as (
       insert into dq_rule (id, tenant_id, table_id, column_name, name, definition, signature, dimension, severity, threshold,
         sql, status, origin, confidence, justification, run_id, created_at, updated_at)
       select c.id, c.tenant_id, c.table_id, k.name, c.detail ->> 'name', c.detail -> 'definition', c.name, c.detail ->> 'dimension',
         c.detail ->> 'severity', (c.detail ->> 'threshold')::float8, c.detail ->> 'sql', $3, c.origin, c.confidence,
         c.justification, c.run_id, clock_timestamp(), clock_timestamp()
       from proposed_change c left join catalog_column k on k.id = c.asset_id
       where c.tenant_id = $1 and c.run_id = $2 and c.kind = $4 and c.decision = $5 and c.after is not null
       order by c.table_id, c.name
       on conflict (table_id, signature) do update set column_name = excluded.column_name, name = excluded.name,
         definition = excluded.definition, dimension = excluded.dimension, severity = excluded.severity,
         threshold = excluded.threshold, sql = excluded.sql, status = excluded.status, origin = excluded.origin,
         confidence = excluded.confidence, justification = excluded.justification, run_id = excluded.run_id,
         updated_at = excluded.updated_at
       where dq_rule.origin <> $6 and dq_rule.status <> $7
       returning table_id, signature
     )
     update proposed_change c set decision = $8, decided_at = clock_timestamp() from saved
     where c.tenant_id = $1 and c.run_id = $2 and c.kind = $4 and c.table_id = saved.table_id and c.name = saved.signature`,
    [
      tenantId,
      runId,
      DqRuleStatus.ACTIVE,
      ProposedChangeKind.DQ_RULE,
      ChangeDecision.PENDING,
      Origin.STEWARD,
      DqRuleStatus.PAUSED,
      ChangeDecision.APPROVED,
    ],
  );
}

async function archive(manager: EntityManager, { tenantId, runId, tables }: RulesOfRun): Promise<void> {
  const found = await assetsByName(manager, tenantId, tables);
  await manager.query(
    `with gone as (
       select id from dq_rule
       where tenant_id = $1 and table_id = any($3) and status = $4 and origin <> $5 and run_id <> $2
       order by id for update
     ), archived as (
       update dq_rule r set status = $6, updated_at = clock_timestamp() from gone where r.id = gone.id returning r.id
     )
     update dq_violation v set status = $7, resolved_at = clock_timestamp(), resolved_by_run_id = $2
     from archived where v.rule_id = archived.id and v.status = $8`,
    [
      tenantId,
      runId,
      found.flatMap((table) => (table ? [(table as TableAsset).id] : [])),
      DqRuleStatus.ACTIVE,
      Origin.STEWARD,
      DqRuleStatus.ARCHIVED,
      DqViolationStatus.RESOLVED,
      DqViolationStatus.OPEN,
    ],
  );
}
