import type { EntityManager } from "typeorm";
import { Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { KnownOfTable } from "../../assets/changes/changes-of-findings.js";
import { ruleInWords } from "../../assets/changes/rule-in-words.js";
import { IS_PERSONS } from "./apply-rules.js";
import { DqRuleStatus } from "./rule.entity.js";

type Row = Pick<KnownOfTable, "column" | "name" | "confidence" | "origin"> & {
  readonly title: string;
  readonly threshold: number;
};

/** The rules of a table that are not archived, as what a run may propose to change. A person's are theirs, whoever found them. */
export async function knownRules(manager: EntityManager, tenantId: string, tableId: string): Promise<KnownOfTable[]> {
  const rows = (await manager.query(
    `select r.column_name as column, r.signature as name, r.name as title, r.threshold, r.confidence,
       case when ${IS_PERSONS} then $4 else r.origin end as origin
     from dq_rule r where r.tenant_id = $1 and r.table_id = $2 and r.status <> $3 order by r.signature`,
    [tenantId, tableId, DqRuleStatus.ARCHIVED, Origin.STEWARD],
  )) as Row[];
  return rows.map(({ title, threshold, ...row }) => ({
    ...row,
    kind: ProposedChangeKind.DQ_RULE,
    value: ruleInWords({ name: title, threshold }),
  }));
}
