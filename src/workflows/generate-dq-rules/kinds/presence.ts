import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { because, type Candidate, type LearnedColumn, percent } from "../candidate.js";
import { IDENTIFYING, OPTIONAL } from "../names.js";
import type { ColumnStatistics } from "../statistics/column-statistics.js";

const LEAST_ROWS = 8;
/** From so many rows on the first one without a value is an error, unless the name is of what is often left out. */
const SURE_ROWS = 20;
/** A column that is empty more often than not is meant to be. */
const LEAST_SHARE = 0.5;

/** Whether each row has a value, or which share of them has. */
export function presence(
  { column, words, checks }: LearnedColumn,
  { rows, nulls }: ColumnStatistics,
): Candidate | undefined {
  if (column.notNull || rows < LEAST_ROWS || checks.some((check) => /IS NOT NULL/i.test(check))) return undefined;
  const share = 1 - nulls / rows;
  if (share < LEAST_SHARE) return undefined;
  const full = nulls === 0;
  const seen = full ? `none of ${rows} rows is without a value` : `${percent(share)} of ${rows} rows have a value`;
  return {
    definition: { kind: full ? DqRuleKind.NOT_NULL : DqRuleKind.COMPLETENESS, column: column.name },
    columns: [column.name],
    name: full ? `${column.name} has a value` : `${column.name} has a value in most rows`,
    dimension: DqDimension.COMPLETENESS,
    severity: full && IDENTIFYING.in(words) ? DqSeverity.HIGH : full ? DqSeverity.MEDIUM : DqSeverity.LOW,
    worth: full ? 0.75 : 0.35 + 0.2 * share,
    leastShare: LEAST_SHARE,
    slack: rows < SURE_ROWS || OPTIONAL.in(words) ? 1 : 0,
    trust: 1,
    evidence: [
      because("values: nulls", `${seen}.`, 1),
      because("constraints", "The column is not declared NOT NULL, so the database lets rows without a value in.", 0.3),
    ],
  };
}
