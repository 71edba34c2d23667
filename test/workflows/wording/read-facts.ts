import pg from "pg";
import type { StoredConstraint } from "../../../src/assets/catalog/constraints.js";
import { columnsOf, constraintsOf, type DescribedTable } from "../../../src/assets/catalog/update/described.js";
import type { RelatedTable, TableFacts } from "../../../src/assets/facts/table-facts.js";
import { readSourceCatalog } from "../../../src/workflows/service-ingestion/read-source-catalog.js";

/** The facts of a database's tables, as an ingestion without a profile would have them. */
export async function readFacts(url: string, schemas: string[] | null = null): Promise<TableFacts[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const serverVersion = Number((await client.query("show server_version_num")).rows[0].server_version_num);
    const query = async (text: string, values: unknown[] = []) =>
      (await client.query({ text, values, types: { getTypeParser: () => (value: unknown) => value } as never })).rows;
    const { tables } = await readSourceCatalog({ serverVersion, query } as never, "database", schemas);
    return tables.map((table) => factsOf(table, tables));
  } finally {
    await client.end();
  }
}

const keysOf = (constraints: readonly StoredConstraint[]) =>
  constraints.flatMap((constraint) => (constraint.kind === "FOREIGN_KEY" ? [constraint.target] : []));

function factsOf(table: DescribedTable, tables: readonly DescribedTable[]): TableFacts {
  const related = new Set<DescribedTable>([table]);
  for (let step = 0; step < 2; step++) {
    const edge = [...related];
    for (const other of tables) {
      const linked = edge.some((one) => refersTo(one, other) || refersTo(other, one));
      if (linked && other.partitionOf === null) related.add(other);
    }
  }
  related.delete(table);
  return {
    id: table.oid,
    fqn: ["service", "database", table.schema, table.name],
    schema: table.schema,
    name: table.name,
    kind: table.kind,
    comment: table.comment,
    estimatedRows: table.estimatedRows,
    constraints: constraintsOf(table),
    annotations: [],
    related: tables.filter((other) => related.has(other)).map(relatedOf),
    profile: null,
    columns: columnsOf(table).map(({ number, default: defaultExpression, ...column }, index) => ({
      ...column,
      id: `${table.oid}.${number}`,
      ordinal: index + 1,
      defaultExpression,
      annotations: [],
    })),
  };
}

const refersTo = (one: DescribedTable, other: DescribedTable): boolean =>
  keysOf(constraintsOf(one)).some(({ schema, table }) => schema === other.schema && table === other.name);

const relatedOf = (table: DescribedTable): RelatedTable => ({
  schema: table.schema,
  name: table.name,
  kind: table.kind,
  comment: table.comment,
  constraints: constraintsOf(table),
  columns: columnsOf(table).map(({ name, type }) => ({ name, type })),
});
