import type { EntityManager } from "typeorm";
import { hydrate, selectList } from "../../assets/catalog/hydrate.js";
import { DqRuleExecution } from "./execution.entity.js";
import { DqRule, type DqRuleStatus } from "./rule.entity.js";
import { DqViolation, DqViolationStatus } from "./violation.entity.js";

type Row = object & { readonly place: number };

/** So many rows for each key. */
interface PageKey {
  readonly size: number;
  /** Id after which the page begins. */
  readonly after: string | null;
}

export interface RulesKey extends PageKey {
  readonly tableId: string;
  /** Null for all of the table's. */
  readonly column: string | null;
  readonly statuses: readonly DqRuleStatus[];
}

export interface ExecutionsKey extends PageKey {
  readonly ruleId: string;
}

export interface ViolationsKey extends PageKey {
  readonly tableId: string;
  /** Null for any. */
  readonly status: DqViolationStatus | null;
}

/** The first rules that were found first. */
export async function rulesPages(
  manager: EntityManager,
  tenantId: string,
  keys: readonly RulesKey[],
): Promise<DqRule[][]> {
  const rows = (await manager.query(
    `select k.ordinality::int as place, p.*
     from rows from (jsonb_to_recordset($2) as ("tableId" uuid, "column" text, statuses jsonb, after uuid, size int)) with ordinality as k
     cross join lateral (
       select ${selectList(manager, DqRule, "r")} from dq_rule r
       where r.tenant_id = $1 and r.table_id = k."tableId" and (k."column" is null or r.column_name = k."column")
         and k.statuses ? r.status and (k.after is null or r.id > k.after)
       order by r.id limit k.size
     ) p order by k.ordinality, p.id`,
    [tenantId, JSON.stringify(keys)],
  )) as Row[];
  return byPlace(rows, keys.length, DqRule);
}

/** The newest. */
export async function executionsPages(
  manager: EntityManager,
  tenantId: string,
  keys: readonly ExecutionsKey[],
): Promise<DqRuleExecution[][]> {
  const rows = (await manager.query(
    `select k.ordinality::int as place, p.*
     from rows from (jsonb_to_recordset($2) as ("ruleId" uuid, after uuid, size int)) with ordinality as k
     cross join lateral (
       select ${selectList(manager, DqRuleExecution, "e")} from dq_rule_execution e
       where e.tenant_id = $1 and e.rule_id = k."ruleId" and e.id < coalesce(k.after, $3::uuid)
       order by e.id desc limit k.size
     ) p order by k.ordinality, p.id desc`,
    [tenantId, JSON.stringify(keys), LARGEST_ID],
  )) as Row[];
  return byPlace(rows, keys.length, DqRuleExecution);
}

/** The newest. */
export async function violationsPages(
  manager: EntityManager,
  tenantId: string,
  keys: readonly ViolationsKey[],
): Promise<DqViolation[][]> {
  const rows = (await manager.query(
    `select k.ordinality::int as place, p.*
     from rows from (jsonb_to_recordset($2) as ("tableId" uuid, status text, after uuid, size int)) with ordinality as k
     cross join lateral (
       select ${selectList(manager, DqViolation, "v")} from dq_violation v
       where v.tenant_id = $1 and v.table_id = k."tableId" and (k.status is null or v.status = k.status)
         and v.id < coalesce(k.after, $3::uuid)
       order by v.id desc limit k.size
     ) p order by k.ordinality, p.id desc`,
    [tenantId, JSON.stringify(keys), LARGEST_ID],
  )) as Row[];
  return byPlace(rows, keys.length, DqViolation);
}

export async function openViolations(
  manager: EntityManager,
  tenantId: string,
  ruleIds: readonly string[],
): Promise<(DqViolation | null)[]> {
  const rows = await manager
    .createQueryBuilder(DqViolation, "v")
    .where("v.tenantId = :tenantId and v.ruleId = any(:ruleIds) and v.status = :open", {
      tenantId,
      ruleIds,
      open: DqViolationStatus.OPEN,
    })
    .getMany();
  const byRule = new Map(rows.map((row) => [row.ruleId, row]));
  return ruleIds.map((id) => byRule.get(id) ?? null);
}

export async function rulesById(
  manager: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<(DqRule | null)[]> {
  const rows = await manager
    .createQueryBuilder(DqRule, "r")
    .where("r.tenantId = :tenantId and r.id = any(:ids)", { tenantId, ids })
    .getMany();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** A first page begins before all ids: an index condition like any other page's. */
const LARGEST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

function byPlace<T extends object>(rows: readonly Row[], count: number, entity: new () => T): T[][] {
  const pages = Map.groupBy(rows, ({ place }) => place);
  return Array.from({ length: count }, (_, index) =>
    (pages.get(index + 1) ?? []).map(({ place: _, ...row }) => hydrate(entity, row)),
  );
}
