import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type DqRule, DqRuleStatus } from "../rules/rule.entity.js";

export const alreadyThere = (id: string, field: string) =>
  UserErrors.one(ErrorCode.RESOURCE_ALREADY_EXISTS, `The table has this rule already, with the id ${id}.`, field);

/** A table has a rule once: no other that is in use asks for the same. The caller holds the table's lock. */
export async function mustBeOnlyOne(
  manager: EntityManager,
  { tenantId, tableId, id, definition }: DqRule,
  field: string,
): Promise<void> {
  const [other] = (await manager.query(
    `select id from dq_rule
     where tenant_id = $1 and table_id = $2 and id <> $3 and definition = $4 and status <> $5 order by id limit 1`,
    [tenantId, tableId, id, JSON.stringify(definition), DqRuleStatus.ARCHIVED],
  )) as { id: string }[];
  if (other) throw alreadyThere(other.id, field);
}
