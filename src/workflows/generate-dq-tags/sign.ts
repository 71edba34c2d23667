import type { DqDimension } from "../../quality/rule.model.js";
import type { SignedColumn, SignedTable } from "./signed-table.js";

/** One thing that says how much a quality dimension matters. */
export interface Sign {
  readonly dimension: DqDimension;
  /** What it was found by, e.g. `primary key`, `profile`, `column name`. */
  readonly source: string;
  /** What was found, in words; never a value of the data. */
  readonly detail: string;
  /** Above 0 to 1 where it speaks for the dimension, below 0 where it speaks against. */
  readonly weight: number;
}

/** Finds signs of one sort; what they need of the whole table is worked out once, since tables may have very many columns. */
export type SignReader = (table: SignedTable) => (column: SignedColumn) => readonly Sign[];
