import type { EntityManager } from "typeorm";
import type { StoredConstraint } from "../catalog/constraints.js";
import type { TableAsset, TableName } from "../catalog/table.entity.js";
import type { RelatedTable } from "./table-facts.js";

/** A table that everything refers to has more than anybody looks at. */
const MOST_RELATED = 200;

type Row = RelatedTable & { readonly id: string };

/**
 * The tables of the same database that foreign keys connect with a table, over at most two steps: a person's address is
 * known by who refers to it.
 */
export async function relatedTables(manager: EntityManager, table: TableAsset): Promise<RelatedTable[]> {
  const own: TableName = { schema: table.fqn[2]!, table: table.name };
  const found = new Map<string, Row>();
  let edge: readonly Pick<Row, "schema" | "name" | "constraints">[] = [
    { schema: own.schema, name: own.table, constraints: table.constraints },
  ];
  const seen = new Set([keyOf(own.schema, own.table)]);
  for (let step = 0; step < 2 && edge.length > 0; step++) {
    const rows = await neighbours(manager, table, edge);
    const fresh = rows.filter(({ schema, name }) => !seen.has(keyOf(schema, name)));
    edge = fresh.slice(0, MOST_RELATED - found.size);
    for (const row of edge as Row[]) {
      seen.add(keyOf(row.schema, row.name));
      found.set(keyOf(row.schema, row.name), row);
    }
  }
  const columns = await columnsOf(manager, table.tenantId, [...found.values()]);
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { id, ...row }]) => ({ ...row, columns: columns.get(id) ?? [] }));
}

const keyOf = (schema: string, name: string): string => JSON.stringify([schema, name]);

/** Tables that refer to one of these or that one of these refers to, by name. */
async function neighbours(
  manager: EntityManager,
  { id: tableId, tenantId }: TableAsset,
  of: readonly { schema: string; name: string; constraints: readonly StoredConstraint[] }[],
): Promise<Row[]> {
  const targets = of.flatMap(({ constraints }) =>
    constraints.flatMap((constraint) => (constraint.kind === "FOREIGN_KEY" ? [constraint.target] : [])),
  );
  const mentions = of.map(({ schema, name }) =>
    JSON.stringify([{ kind: "FOREIGN_KEY", target: { schema, table: name } }]),
  );
  return (await manager.query(
    `with place as (
       select n.database_id from catalog_table t join catalog_schema n on n.id = t.schema_id where t.id = $1 and t.tenant_id = $6
     ), met as (
       select t.id from unnest($2::text[], $3::text[]) as wanted (schema, name)
       join catalog_schema n on n.name = wanted.schema and n.database_id = (select database_id from place)
       join catalog_table t on t.schema_id = n.id and t.name = wanted.name and t.tenant_id = $6
       union
       select t.id from unnest($4::jsonb[]) as wanted (mention) join catalog_table t on t.constraints @> wanted.mention and t.tenant_id = $6
     )
     select t.id, n.name as schema, t.name, t.table_kind as kind, t.comment, t.constraints
     from met join catalog_table t on t.id = met.id and t.gone_at is null
     join catalog_schema n on n.id = t.schema_id and n.gone_at is null and n.database_id = (select database_id from place)
     where t.partition_of is null
     order by n.name, t.name limit $5`,
    [
      tableId,
      targets.map(({ schema }) => schema),
      targets.map(({ table }) => table),
      mentions,
      2 * MOST_RELATED,
      tenantId,
    ],
  )) as Row[];
}

async function columnsOf(
  manager: EntityManager,
  tenantId: string,
  tables: readonly Row[],
): Promise<ReadonlyMap<string, RelatedTable["columns"]>> {
  const rows = (await manager.query(
    `select table_id as "tableId", name, type from catalog_column
     where tenant_id = $2 and table_id = any($1) and gone_at is null order by table_id, ordinal`,
    [tables.map(({ id }) => id), tenantId],
  )) as { tableId: string; name: string; type: string }[];
  const byTable = Map.groupBy(rows, ({ tableId }) => tableId);
  return new Map([...byTable].map(([id, columns]) => [id, columns.map(({ name, type }) => ({ name, type }))]));
}
