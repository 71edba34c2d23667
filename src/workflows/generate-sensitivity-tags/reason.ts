import type { SensitivityLevel } from "./level.js";

/** One thing that speaks for a level. */
export interface Reason {
  readonly level: SensitivityLevel;
  /** What found it, e.g. `tag PII.Email`, `column name`. */
  readonly source: string;
  /** In words that go on from "because", e.g. `it holds email addresses of people`. */
  readonly detail: string;
  /** How sure it is, above 0 to 1. */
  readonly weight: number;
}
