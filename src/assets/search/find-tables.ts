import type { EntityManager } from "typeorm";
import type { Wanted } from "./wanted.js";

export interface FoundTable {
  readonly id: string;
  readonly fqn: string;
}

/** Words to be found, as a tsquery, and words that must not be. */
export interface Words {
  readonly wanted: string | null;
  readonly unwanted: string | null;
}

/** So many names in a row are looked at before the index of words is asked. */
const LOOKED_AT = 2000;

/**
 * The first `size` tables by name of which all that is wanted holds. Filters alone are answered by the index of names. What many tables have is soon met when they are read in
 * their order; what is not met in the first thousands is rare, or lies further on: the index of words then finds all of it
 * at once. Either is quick where the other is slow.
 */
export async function findTables(
  manager: EntityManager,
  wanted: Wanted,
  words: Words,
  after: string,
  size: number,
): Promise<FoundTable[]> {
  if (wanted.flags) return byFlags(manager, wanted, wanted.flags, after, size);
  const near = await inOrder(manager, wanted, words, after, size);
  if (near.found.length === size || near.end === null) return near.found;
  return [...near.found, ...(await byIndex(manager, wanted, words, near.end, size - near.found.length))];
}

/** From the index of names alone, which has the flags beside them. */
async function byFlags(
  manager: EntityManager,
  { tenantId, before }: Wanted,
  { mask, value }: NonNullable<Wanted["flags"]>,
  after: string,
  size: number,
): Promise<FoundTable[]> {
  return (await manager.query(
    `select table_id as id, fqn from asset_search
     where tenant_id = $1 and fqn > $2 and fqn < $3 and flags & $4 = $5 order by fqn limit ${size}`,
    [tenantId, after, before, mask, value],
  )) as FoundTable[];
}

/** Among the next names in their order; `end` is the last that was looked at, null where there are no more. */
async function inOrder(
  manager: EntityManager,
  wanted: Wanted,
  words: Words,
  after: string,
  size: number,
): Promise<{ found: FoundTable[]; end: string | null }> {
  const { sql, values } = holds(wanted, words);
  const rows = (await manager.query(
    `select id, fqn, place, holds from (
       select table_id as id, fqn, row_number() over (order by fqn)::int as place, ${sql} as holds from asset_search
       where tenant_id = $1 and fqn > $2 and fqn < $3
       order by fqn limit ${LOOKED_AT}
     ) near where holds or place = ${LOOKED_AT} order by fqn limit ${size}`,
    [wanted.tenantId, after, wanted.before, ...values],
  )) as (FoundTable & { place: number; holds: boolean })[];
  const end = rows.find(({ place }) => place === LOOKED_AT)?.fqn ?? null;
  return { found: rows.filter(({ holds }) => holds).map(({ id, fqn }) => ({ id, fqn })), end };
}

/** By the index of words and facts, which is no help with the order: all that is found is sorted. */
async function byIndex(
  manager: EntityManager,
  wanted: Wanted,
  words: Words,
  after: string,
  size: number,
): Promise<FoundTable[]> {
  const { sql, values } = holds(wanted, words);
  // Nothing but that index: neither all rows are read, nor, which `||` and `offset 0` see to, all names of the tenant.
  await manager.query("select set_config('enable_seqscan', 'off', true)");
  return (await manager.query(
    `select id, fqn from (
       select table_id as id, fqn from asset_search where tenant_id || '' = $1 and ${sql} offset 0
     ) found where fqn > $2 and fqn < $3 order by fqn limit ${size}`,
    [wanted.tenantId, after, wanted.before, ...values],
  )) as FoundTable[];
}

/** The condition on a row, with its values from $4 on. */
function holds({ facts }: Wanted, { wanted, unwanted }: Words): { sql: string; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    values.push(value);
    conditions.push(condition(`$${values.length + 3}`));
  };
  if (wanted !== null) add(wanted, (query) => `words @@ ${query}::tsquery`);
  if (unwanted !== null) add(unwanted, (query) => `not words @@ ${query}::tsquery`);
  if (facts.length > 0) add(facts, (list) => `facts @> ${list}::text[]`);
  return { sql: conditions.join(" and ") || "true", values };
}
