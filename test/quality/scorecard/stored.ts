import type { EntityManager } from "typeorm";

interface Value {
  readonly metric: string;
  readonly dimension: string | null;
  readonly numerator: string;
  readonly denominator: string;
  readonly assets: number;
  readonly staleSince: Date | null;
}

/** The rows that scorecards are made of, as they are stored. */
export interface Stored {
  readonly tables: readonly {
    readonly id: string;
    readonly schema: string;
    readonly database: string;
    readonly service: string;
    readonly seen: Date;
    readonly gone: Date | null;
    readonly partition: boolean;
    readonly columns: readonly string[];
  }[];
  readonly snapshots: readonly (Value & {
    readonly table: string;
    readonly run: string;
    readonly taken: Date;
    readonly columns: ReadonlyMap<string, readonly Value[]>;
  })[];
}

/** Reads them with one plain query a table. */
export async function readStored(manager: EntityManager): Promise<Stored> {
  const all = async <Row>(table: string) => (await manager.query(`select * from ${table}`)) as Row[];
  const databases = await all<any>("catalog_database");
  const schemas = await all<any>("catalog_schema");
  const columns = await all<any>("catalog_column");
  const perColumn = await all<any>("table_assessment");
  const earliest = (...times: (Date | null)[]) =>
    times.filter((time) => time !== null).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return {
    tables: (await all<any>("catalog_table")).map((table) => {
      const schema = schemas.find(({ id }) => id === table.schema_id);
      const database = databases.find(({ id }) => id === schema.database_id);
      return {
        id: table.id,
        schema: schema.id,
        database: database.id,
        service: database.service_id,
        seen: table.first_seen_at,
        gone: earliest(table.gone_at, schema.gone_at, database.gone_at),
        partition: table.partition_of !== null,
        columns: columns.filter(({ table_id }) => table_id === table.id).map(({ id }) => id),
      };
    }),
    snapshots: (await all<any>("metric_snapshot")).map((row) => {
      const own = perColumn.find(({ table_id, run_id }) => table_id === row.table_id && run_id === row.run_id);
      const columnValue = ([metric, dimension, numerator, denominator]: [
        string,
        string | null,
        string,
        string,
      ]): Value => ({
        metric,
        dimension,
        numerator,
        denominator,
        assets: 1,
        staleSince: own.stale[metric] ? new Date(own.stale[metric]) : null,
      });
      return {
        table: row.table_id,
        run: row.run_id,
        taken: row.taken_at,
        metric: row.metric,
        dimension: row.dimension,
        numerator: row.numerator,
        denominator: row.denominator,
        assets: row.asset_count,
        staleSince: row.stale_since,
        columns: new Map(
          Object.entries((own?.columns ?? {}) as Record<string, any[]>).map(([id, values]) => [
            id,
            values.map(columnValue),
          ]),
        ),
      };
    }),
  };
}
