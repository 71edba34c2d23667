export interface Counts {
  readonly checked: number;
  readonly failing: number;
}

/** Aggregates over the rows `t`, which one scan can give along with those of other rules. */
export interface Scanned {
  readonly aggregates: readonly string[];
  /** What their values come to; undefined where that tells nothing, and the rule has to be asked alone. */
  counts(values: readonly number[]): Counts | undefined;
}

/** A condition on a row `t` of the table: many of them can be counted in one scan. */
export interface RowRule {
  readonly form: "ROW";
  /** Whether the rule asks something of the row. Never null. */
  readonly checked: string;
  /** Whether the row, which is then checked, does not hold. Never null. */
  readonly failing: string;
  /** The same two for a scan of many rules: rows that are not checked are few, and a condition on nothing is not true. */
  readonly inScan?: { readonly unchecked: string; readonly failing: string };
  /** Set where the condition looks into another table: the same by a join, which is fast whatever that table's size. */
  readonly joined?: Required<Pick<AggregateRule, "sql" | "failingRows">>;
  /** Regular expressions in the condition: PostgreSQL keeps a few of them compiled, and is slow with more in one scan. */
  readonly expressions: number;
}

/** A rule that is about the rows together. */
export interface AggregateRule {
  readonly form: "AGGREGATE";
  /** A SELECT of one row: rows_checked, rows_failing (both bigint). */
  readonly sql: string;
  readonly scanned?: Scanned;
  /**
   * Aggregates over all rows `t` of which equal values prove that no row fails, at a fraction of the cost of `sql`; where they
   * differ that proves nothing. For servers from 14 on, and types that have a hash.
   */
  readonly proof?: readonly [rows: string, distinct: string];
  /** A SELECT of the table's rows that fail, where there are such rows. */
  readonly failingRows?: string;
}

export type CompiledRule = RowRule | AggregateRule;

/** A table whose names were found in the catalog. */
export interface RuleTable {
  readonly schema: string;
  readonly name: string;
  /** The type as PostgreSQL prints it with an empty search_path: with a schema where it is not built in. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}
