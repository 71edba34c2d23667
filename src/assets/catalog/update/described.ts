import type { ColumnGeneration, ColumnIdentity } from "../column.entity.js";
import type { StoredConstraint } from "../constraints.js";
import type { TableName } from "../table.entity.js";
import type { TableKind } from "../table-kind.js";

/** A database as its source described it in one snapshot. */
export interface DescribedDatabase {
  readonly name: string;
  /** False where the source has no such database any more; then there is nothing else. */
  readonly present: boolean;
  readonly comment: string | null;
  /** The schemas that were looked at; null for all of them. Of the others nothing is known. */
  readonly onlySchemas: readonly string[] | null;
  readonly schemas: readonly DescribedSchema[];
  /** By schema and name, in the order of bytes. */
  readonly tables: readonly DescribedTable[];
}

export interface DescribedSchema {
  readonly name: string;
  readonly comment: string | null;
}

export interface DescribedTable {
  readonly schema: string;
  readonly name: string;
  readonly oid: string;
  readonly kind: TableKind;
  readonly comment: string | null;
  readonly estimatedRows: number | null;
  readonly partitionOf: TableName | null;
  /** `DescribedColumn[]` and `StoredConstraint[]` as JSON: a tenth of the memory until their turn comes. */
  readonly columns: string;
  readonly constraints: string;
  readonly columnCount: number;
}

export interface DescribedColumn {
  readonly name: string;
  /** `pg_attribute.attnum`: stays when the column is renamed. */
  readonly number: number;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly generated: ColumnGeneration | null;
  readonly identity: ColumnIdentity | null;
  readonly comment: string | null;
}

export const columnsOf = (table: DescribedTable) => JSON.parse(table.columns) as DescribedColumn[];
export const constraintsOf = (table: DescribedTable) => JSON.parse(table.constraints) as StoredConstraint[];

export const goneDatabase = (name: string): DescribedDatabase => ({
  name,
  present: false,
  comment: null,
  onlySchemas: null,
  schemas: [],
  tables: [],
});
