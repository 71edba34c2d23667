import type { EntityManager } from "typeorm";
import { Origin } from "../../assets/changes/change.model.js";
import { lockTables } from "../../assets/history/lock-tables.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { newId } from "../../platform/ids.js";
import { ruleColumns } from "../compile/rule-columns.js";
import type { DqDimension, DqSeverity, RuleDefinition } from "../rule.model.js";
import { DqRule, DqRuleStatus } from "../rules/rule.entity.js";
import { isOneAColumn, signatureOf } from "../rules/signature.js";
import { alreadyThere } from "./only-one.js";
import { markRulesStale, type Person, recordChange, rowOf } from "./rule-history.js";

/** A person's rule, checked. */
export interface OwnRule {
  readonly tableId: string;
  readonly name: string;
  readonly definition: RuleDefinition;
  readonly dimension: DqDimension;
  readonly severity: DqSeverity;
  readonly threshold: number;
  readonly sql: string;
}

/** Keeps a rule of a person's own. One of the same that is archived becomes theirs, with its history. */
export async function saveOwnRule(manager: EntityManager, person: Person, rule: OwnRule): Promise<DqRule> {
  const { tenantId, clientId } = person;
  const { tableId, definition } = rule;
  await lockTables(manager, tenantId, [tableId]);
  if (!(await isThere(manager, tenantId, tableId))) {
    throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such table.", "tableFqn");
  }
  const signature = signatureOf(definition);
  const alike = await rulesLike(manager, tenantId, tableId, definition, signature);
  const same = alike.filter(({ isSame }) => isSame || isOneAColumn(definition));
  const kept = same.find(({ status }) => status !== DqRuleStatus.ARCHIVED);
  if (kept) throw alreadyThere(kept.id, "rule");
  const archived = same.find(({ isSame }) => isSame) ?? same[0];
  const id = archived?.id ?? newId();
  const [column = null, ...others] = ruleColumns(definition) ?? [];
  const before = archived ? await rowOf(manager, tenantId, id) : null;
  // A rule of that signature may have been changed since, and asks for something else now.
  const own = alike.length > 0 ? `${definition.kind}:${id}` : signature;
  await manager.query(
    `insert into dq_rule as r (id, tenant_id, table_id, column_name, name, definition, signature, dimension, severity, threshold,
       sql, status, origin, confidence, justification, run_id, client_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, null, $15, clock_timestamp(), clock_timestamp())
     on conflict (id) do update set column_name = excluded.column_name, name = excluded.name, definition = excluded.definition,
       dimension = excluded.dimension, severity = excluded.severity, threshold = excluded.threshold, sql = excluded.sql,
       status = excluded.status, origin = excluded.origin, confidence = excluded.confidence,
       justification = excluded.justification, run_id = excluded.run_id, client_id = excluded.client_id,
       updated_at = excluded.updated_at`,
    [
      id,
      tenantId,
      tableId,
      others.length === 0 ? column : null,
      rule.name,
      JSON.stringify(definition),
      own,
      rule.dimension,
      rule.severity,
      rule.threshold,
      rule.sql,
      DqRuleStatus.ACTIVE,
      Origin.STEWARD,
      JSON.stringify({ summary: "Written by a person.", evidence: [] }),
      clientId,
    ],
  );
  const saved = await manager.findOneByOrFail(DqRule, { id, tenantId });
  await recordChange(manager, person, id, before);
  await markRulesStale(manager, saved, [saved.dimension]);
  return saved;
}

interface Alike {
  readonly id: string;
  readonly status: DqRuleStatus;
  /** Asks for exactly the same. */
  readonly isSame: boolean;
}

const rulesLike = (
  manager: EntityManager,
  tenantId: string,
  tableId: string,
  definition: RuleDefinition,
  signature: string,
): Promise<Alike[]> =>
  manager.query(
    `select id, status, definition = $4 as "isSame" from dq_rule
     where tenant_id = $1 and table_id = $2 and (signature = $3 or definition = $4) order by id for update`,
    [tenantId, tableId, signature, JSON.stringify(definition)],
  ) as Promise<Alike[]>;

async function isThere(manager: EntityManager, tenantId: string, tableId: string): Promise<boolean> {
  const rows = await manager.query("select 1 from catalog_table where tenant_id = $1 and id = $2 and gone_at is null", [
    tenantId,
    tableId,
  ]);
  return rows.length > 0;
}
