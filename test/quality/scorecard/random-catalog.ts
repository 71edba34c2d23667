import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { EntityManager } from "typeorm";

/** Minutes after the base time. */
type Time = number;
export const LAST: Time = 20;
export const at = (time: Time): Date => new Date(Date.UTC(2026, 0, 1, 0, time));

const time = fc.integer({ min: 0, max: LAST });
const perhaps = fc.option(time, { freq: 3 });

const METADATA = [
  ...["TABLES_DESCRIBED", "TABLES_NAMED", "TABLES_COMMENTED", "TABLES_SENSITIVITY_TAGGED", "TABLES_KEYED"],
  ...["TABLES_RELATED", "TABLES_PROFILED", "TABLES_WITH_RULES", "COLUMNS_DESCRIBED", "COLUMNS_NAMED"],
  ...["COLUMNS_COMMENTED", "COLUMNS_PII_ASSESSED", "COLUMNS_PII_TAGGED", "COLUMNS_SENSITIVITY_TAGGED"],
].map((metric) => [metric, null] as const);
const QUALITY = ["COMPLETENESS", "UNIQUENESS", "VALIDITY", "CONSISTENCY", "ACCURACY", "TIMELINESS"].map(
  (dimension) => ["ROWS_HOLDING", dimension] as const,
);

const share = fc
  .tuple(
    fc.bigInt({ min: 0n, max: 10n ** 25n }),
    fc.constantFrom(1n, 3n, 7n, 10n ** 21n),
    fc.bigInt({ min: 0n, max: 9n }),
  )
  .map(([large, divisor, less]) => {
    const denominator = large / divisor;
    return { numerator: denominator > less ? denominator - less : 0n, denominator };
  });

const anyValue = fc.record({ share, assets: fc.integer({ min: 0, max: 9 }), stale: perhaps });

const assessment = fc.record({
  isMetadata: fc.boolean(),
  taken: time,
  tables: fc.array(
    fc.record({
      table: fc.nat(5),
      values: fc.array(anyValue, { minLength: 14, maxLength: 14 }),
      cells: fc.boolean(),
      columns: fc.array(fc.array(share, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 2 }),
      staleColumns: fc.array(perhaps, { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

export const catalog = fc.record({
  tables: fc.array(
    fc.record({ schema: fc.nat(2), seen: fc.constantFrom(0, 0, 0, 5), gone: perhaps, isPartition: fc.boolean() }),
    { minLength: 1, maxLength: 6 },
  ),
  schemasGone: fc.tuple(fc.constant(null), perhaps, perhaps),
  assessments: fc.array(assessment, { minLength: 0, maxLength: 8 }),
});

export interface Written {
  /** Ids and names of what is there, by level from 1, the service, to 5, the columns. */
  readonly assets: readonly { readonly level: number; readonly id: string; readonly fqn: readonly string[] }[];
  readonly runs: readonly string[];
}

/** Writes it as the tenant's: the schemas 0 and 1 are of one database, 2 of another. */
export async function write(
  manager: EntityManager,
  tenantId: string,
  { tables, schemasGone, assessments }: typeof catalog extends fc.Arbitrary<infer Value> ? Value : never,
): Promise<Written> {
  const assets: { level: number; id: string; fqn: string[] }[] = [];
  const insert = (text: string, values: unknown[]) => manager.query(text, values);
  const service = randomUUID();
  await insert(
    `insert into data_service (id, tenant_id, name, host, port, user_name, database_name, tls, rows_may_leave, max_connections, created_at, updated_at)
     values ($1, $2, 's', 'h', 1, 'u', 'd', 'DISABLE', true, 1, now(), now())`,
    [service, tenantId],
  );
  assets.push({ level: 1, id: service, fqn: ["s"] });
  const databases = [randomUUID(), randomUUID()];
  for (const [index, id] of databases.entries()) {
    await insert("insert into catalog_database values ($1, $2, $3, $4, null, $5, $5)", [
      id,
      tenantId,
      service,
      `d${index}`,
      at(0),
    ]);
    assets.push({ level: 2, id, fqn: ["s", `d${index}`] });
  }
  const schemas = schemasGone.map((gone, index) => ({
    id: randomUUID(),
    gone,
    database: index >> 1,
    name: `n${index}`,
  }));
  for (const { id, gone, database, name } of schemas) {
    await insert("insert into catalog_schema values ($1, $2, $3, $4, null, $5, $5, $6)", [
      id,
      tenantId,
      databases[database],
      name,
      at(0),
      gone === null ? null : at(gone),
    ]);
    if (gone === null) assets.push({ level: 3, id, fqn: ["s", `d${database}`, name] });
  }
  const written: { id: string; columns: string[] }[] = [];
  for (const [index, { schema, seen, gone, isPartition }] of tables.entries()) {
    const id = randomUUID();
    const columns = [randomUUID(), randomUUID()];
    written.push({ id, columns });
    await insert(
      `insert into catalog_table (id, tenant_id, schema_id, name, table_kind, constraints, source_oid, first_seen_at, gone_at, partition_of)
       values ($1, $2, $3, $4, 'TABLE', '[]', 1, $5, $6, $7)`,
      [
        id,
        tenantId,
        schemas[schema]!.id,
        `t${index}`,
        at(seen),
        gone === null ? null : at(gone),
        isPartition && index > 2 ? '{"schema":"n0","table":"t0"}' : null,
      ],
    );
    const parent = assets.find((asset) => asset.id === schemas[schema]!.id);
    const isThere = parent !== undefined && gone === null;
    if (isThere) assets.push({ level: 4, id, fqn: [...parent.fqn, `t${index}`] });
    for (const [ordinal, column] of columns.entries()) {
      await insert(
        `insert into catalog_column (id, tenant_id, table_id, name, ordinal, type, nullable, source_number, first_seen_at)
         values ($1, $2, $3, $4, $5, 'text', true, $5, now())`,
        [column, tenantId, id, `c${ordinal}`, ordinal],
      );
      if (isThere) assets.push({ level: 5, id: column, fqn: [...parent.fqn, `t${index}`, `c${ordinal}`] });
    }
  }
  const runs: string[] = [];
  for (const { isMetadata, taken, tables: measured } of assessments) {
    const run = randomUUID();
    runs.push(run);
    await insert(
      `insert into workflow_run (id, tenant_id, configuration_id, workflow_type, asset_fqn, status, parameters, save_all, labels,
         started_at, completed_at, created_by_client_id)
       values ($1, $2, $1, $3, 's', 'COMPLETED', '{}', true, '[]', $4, $4::timestamptz + interval '10 seconds 1 microsecond', 'c')`,
      [run, tenantId, isMetadata ? "METADATA_ASSESSMENT" : "DQ_ASSESSMENT", at(taken)],
    );
    const seen = new Set<number>();
    for (const { table, values, cells, columns, staleColumns } of measured) {
      const target = written[table];
      if (!target || seen.has(table)) continue;
      seen.add(table);
      const kinds = isMetadata
        ? METADATA
        : QUALITY.map(
            ([metric, dimension]) =>
              [cells && dimension === "COMPLETENESS" ? "CELLS_FILLED" : metric, dimension] as const,
          );
      const rows = kinds.map(([metric, dimension], index) => {
        const { share: value, assets: count, stale } = values[index]!;
        const since = stale === null || stale < taken ? null : at(stale);
        return [metric, dimension, String(value.numerator), String(value.denominator), count, since];
      });
      await insert(
        `insert into metric_snapshot (id, tenant_id, table_id, metric, dimension, numerator, denominator, asset_count, run_id, taken_at, stale_since)
         select gen_random_uuid(), $1, $2, r ->> 0, r ->> 1, (r ->> 2)::numeric, (r ->> 3)::numeric, (r ->> 4)::int, $3, $4,
           (r ->> 5)::timestamptz from jsonb_array_elements($5::jsonb) r`,
        [tenantId, target.id, run, at(taken), JSON.stringify(rows)],
      );
      const ofColumns = kinds.slice(isMetadata ? 8 : 0).slice(0, 3);
      const stale = ofColumns.flatMap(([metric], index) => {
        const since = staleColumns[index] ?? null;
        return since === null || since < taken ? [] : [[metric, at(since).toISOString()]];
      });
      await insert("insert into table_assessment values ($1, $2, $3, $6, $7, $4::jsonb, $5::jsonb)", [
        target.id,
        run,
        tenantId,
        JSON.stringify(
          Object.fromEntries(
            columns.map((shares, column) => [
              target.columns[column],
              ofColumns.map(([metric, dimension], index) => [
                metric,
                dimension,
                String(shares[index]!.numerator),
                String(shares[index]!.denominator),
              ]),
            ]),
          ),
        ),
        JSON.stringify(Object.fromEntries(stale)),
        isMetadata,
        at(taken),
      ]);
    }
  }
  return { assets, runs };
}
