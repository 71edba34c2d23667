import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { because, type Candidate, type LearnedColumn } from "../candidate.js";
import { type ColumnStatistics, LONGEST_TEXT } from "../statistics/column-statistics.js";

const LEAST_ROWS = 20;
const SURE_ROWS = 50;

/** How long texts are: exactly so long where all are, else with room at both ends. */
export function length({ column, checks }: LearnedColumn, { values }: ColumnStatistics): Candidate | undefined {
  if (!values?.text || values.count < LEAST_ROWS || column.baseType === "bpchar") return undefined;
  if (checks.some((check) => /length\(|~/i.test(check))) return undefined;
  const { shortest, longest } = values.text;
  const limit = column.baseType === "varchar" && column.typmod >= 4 ? column.typmod - 4 : Number.POSITIVE_INFINITY;
  const fixed = shortest === longest && values.count >= SURE_ROWS && values.distinct > 1;
  const most = fixed ? longest : Math.ceil(1.5 * longest) + 5;
  const max = longest >= LONGEST_TEXT || most >= limit ? null : most;
  const min = fixed ? shortest : shortest >= 2 ? Math.floor(shortest / 2) : shortest;
  // Blank texts are what patterns tell.
  if (max === null && min < 2) return undefined;
  return {
    definition: { kind: DqRuleKind.LENGTH, column: column.name, min: min < 1 ? null : min, max },
    columns: [column.name],
    name: fixed
      ? `${column.name} has ${min} characters`
      : `${column.name} has ${min < 1 ? "" : `at least ${min}`}${min < 1 || max === null ? "" : " and "}${max === null ? "" : `at most ${max}`} characters`,
    dimension: DqDimension.VALIDITY,
    severity: fixed ? DqSeverity.MEDIUM : DqSeverity.LOW,
    worth: fixed ? 0.65 : 0.4,
    leastShare: 1,
    slack: fixed ? 0 : 2,
    trust: fixed ? 1 : 0.95,
    evidence: [
      because(
        "values: lengths",
        fixed
          ? `All of ${values.count} rows have ${min} characters.`
          : `${values.count} rows are looked at; the bounds leave room beyond theirs.`,
        1,
      ),
    ],
  };
}
