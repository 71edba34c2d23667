import type { EntityManager } from "typeorm";
import { hydrate, selectList } from "../../assets/catalog/hydrate.js";
import type { Fqn } from "../../platform/fqn.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { isId } from "../../platform/ids.js";
import type { Page } from "../../platform/paging.js";
import type { Conditions } from "./conditions.js";
import type { DqRuleFilter, DqViolationFilter } from "./quality-filters.js";
import { DqRule } from "./rule.entity.js";
import { DqViolation, DqViolationStatus } from "./violation.entity.js";

/** From a rule `r` up to its service. What is gone from its source is not listed. */
const UNDER = `join catalog_table t on t.id = r.table_id and t.gone_at is null
  join catalog_schema n on n.id = t.schema_id and n.gone_at is null
  join catalog_database d on d.id = n.database_id and d.gone_at is null
  join data_service s on s.id = d.service_id`;
const NAMES = ["s.name", "d.name", "n.name"];

export function filteredRules(filter: DqRuleFilter) {
  const fqn = assetOf(filter.assetFqn);
  return async (manager: EntityManager, conditions: Conditions, page: Page, after: string | null) => {
    await under(manager, conditions, fqn, "r");
    conditions.add(filter.column, (at) => `r.column_name = ${at}`);
    conditions.add(filter.kinds, (at) => `r.definition ->> 'kind' = any(${at})`);
    conditions.add(filter.dimensions, (at) => `r.dimension = any(${at})`);
    conditions.add(filter.severities, (at) => `r.severity = any(${at})`);
    conditions.add(filter.statuses, (at) => `r.status = any(${at})`);
    conditions.add(filter.origins, (at) => `r.origin = any(${at})`);
    const open = `exists (select from dq_violation v where v.rule_id = r.id and v.status = '${DqViolationStatus.OPEN}')`;
    conditions.add(filter.failing, (at) => `${open} = ${at}`);
    const rows = await read(manager, conditions, page, after, {
      list: selectList(manager, DqRule, "r"),
      from: `dq_rule r ${UNDER}`,
      alias: "r",
    });
    return rows.map((row) => hydrate(DqRule, row));
  };
}

export function filteredViolations(filter: DqViolationFilter) {
  const fqn = assetOf(filter.assetFqn);
  return async (manager: EntityManager, conditions: Conditions, page: Page, after: string | null) => {
    await under(manager, conditions, fqn, "v");
    conditions.add(filter.status, (at) => `v.status = ${at}`);
    conditions.add(filter.severities, (at) => `r.severity = any(${at})`);
    conditions.add(filter.dimensions, (at) => `r.dimension = any(${at})`);
    // What is no id is nobody's id: it finds nothing, as an unknown one does.
    const ruleId = filter.ruleId == null || isId(filter.ruleId) ? filter.ruleId : NO_ID;
    conditions.add(ruleId, (at) => `v.rule_id = ${at}`);
    conditions.add(filter.acknowledged, (at) => `(v.acknowledged_at is not null) = ${at}`);
    conditions.add(filter.openedFrom, (at) => `v.opened_at >= ${at}`);
    conditions.add(filter.openedBefore, (at) => `v.opened_at < ${at}`);
    const rows = await read(manager, conditions, page, after, {
      list: selectList(manager, DqViolation, "v"),
      from: `dq_violation v join dq_rule r on r.id = v.rule_id ${UNDER}`,
      alias: "v",
    });
    return rows.map((row) => hydrate(DqViolation, row));
  };
}

const NO_ID = "00000000-0000-0000-0000-000000000000";

interface Source {
  readonly list: string;
  readonly from: string;
  readonly alias: string;
}

/** One row more than the page holds, the newest first; backward the oldest. */
function read(
  manager: EntityManager,
  conditions: Conditions,
  { backward, limit }: Page,
  after: string | null,
  { list, from, alias }: Source,
): Promise<object[]> {
  conditions.add(after, (at) => `${alias}.id ${backward ? ">" : "<"} ${at}`);
  return manager.query(
    `select ${list} from ${from} where ${alias}.tenant_id = $1${conditions.sql}
     order by ${alias}.id ${backward ? "asc" : "desc"} limit ${limit + 1}`,
    conditions.values,
  ) as Promise<object[]>;
}

/** So many tables are looked up one by one: their violations and rules are few beside those of the tenant. */
const FEW_TABLES = 500;

async function under(manager: EntityManager, conditions: Conditions, fqn: Fqn | null, alias: string): Promise<void> {
  if (fqn === null) return;
  const [service, database = null, schema = null, table = null, column = null] = fqn;
  const tables = (await manager.query(
    `select t.id from data_service s
     join catalog_database d on d.service_id = s.id and ($3::text is null or d.name = $3)
     join catalog_schema n on n.database_id = d.id and ($4::text is null or n.name = $4)
     join catalog_table t on t.schema_id = n.id and ($5::text is null or t.name = $5)
     where s.tenant_id = $1 and s.name = $2 limit ${FEW_TABLES + 1}`,
    [conditions.values[0], service, database, schema, table],
  )) as { id: string }[];
  if (tables.length <= FEW_TABLES) {
    const ids = tables.map(({ id }) => id);
    conditions.add(ids, (at) => `${alias}.table_id = any(${at})`);
  } else {
    for (const [level, name] of fqn.entries()) conditions.add(name, (at) => `${NAMES[level]} = ${at}`);
  }
  conditions.add(column, (at) => `r.column_name = ${at}`);
}

function assetOf(text: string | null | undefined): Fqn | null {
  return text == null ? null : fqnArgument(text, "filter", "assetFqn");
}
