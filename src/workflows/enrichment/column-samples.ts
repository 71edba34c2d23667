/** Values of a column as PostgreSQL prints them, at most 256 characters of each. */
export interface ColumnSample {
  /** Those of the rows that were read that are not null, in no order that means something. */
  readonly values: readonly string[];
  /** Rows that were read and have no value. */
  readonly nulls: number;
  /** Set where the values could not be read: then there are none. */
  readonly skippedReason: string | null;
}

/** By the columns' names. The same rows for all columns, and for all runs as long as the table does not change. */
export type ColumnSamples = ReadonlyMap<string, ColumnSample>;
