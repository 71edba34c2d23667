import type { DqDimension } from "../../quality/rule.model.js";

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
