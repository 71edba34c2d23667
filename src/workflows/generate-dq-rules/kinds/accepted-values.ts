import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { because, type Candidate, type LearnedColumn, percent } from "../candidate.js";
import { CODED } from "../names.js";
import type { ColumnStatistics, ValueStatistics } from "../statistics/column-statistics.js";

const LEAST_ROWS = 24;
const MOST_VALUES = 40;
const MOST_NUMBERS = 15;
/** Rows that each value has on average. */
const ROWS_A_VALUE = 6;
const FEWEST = 3;
/** The share of the rows that the list must cover: the rest may be mistakes. */
const LEAST_SHARE = 0.985;
const LONGEST = 60;

/** Values of a list, where there are few and each is met often: a value that was never met is then hardly to be expected. */
export function acceptedValues(learned: LearnedColumn, { values }: ColumnStatistics): Candidate | undefined {
  const { column, personal, shown, key } = learned;
  if (!values || values.count < LEAST_ROWS || key || column.enumLabels) return undefined;
  if (column.kind === "text" && (personal || !shown)) return undefined;
  if (column.kind !== "text" && column.kind !== "number") return undefined;
  const list = listed(values);
  if (!list || !fits(learned, values, list)) return undefined;
  const covered = list.reduce((sum, { count }) => sum + count, 0) / values.count;
  if (covered < LEAST_SHARE) return undefined;
  return {
    definition: {
      kind: DqRuleKind.ACCEPTED_VALUES,
      column: column.name,
      values: list.map(({ value }) => value!).toSorted(byCode),
    },
    columns: [column.name],
    name: `${column.name} is one of ${list.length} ${list.length === 1 ? "value" : "values"}`,
    dimension: DqDimension.VALIDITY,
    severity: DqSeverity.MEDIUM,
    worth: 0.8,
    leastShare: LEAST_SHARE,
    strict: covered === 1,
    trust: 1,
    evidence: [
      because(
        "values: frequencies",
        `${list.length} different values cover ${percent(covered)} of ${values.count} rows; the rarest has ${list.at(-1)!.count}.`,
        1,
      ),
      ...(CODED.in(learned.words) ? [because("column name", "The name is one of codes, types or states.", 0.4)] : []),
    ],
  };
}

/** All values, or without those so rare that they are more likely mistakes; undefined where rare ones go on and on. */
function listed({ count, distinct, frequent, fewest }: ValueStatistics): ValueStatistics["frequent"] | undefined {
  const complete =
    distinct <= MOST_VALUES && fewest >= FEWEST && (fewest >= 5 || distinct <= 12) && fewest >= count * 0.0005;
  const often = complete ? frequent : frequent.filter((value) => value.count >= Math.max(8, count * 0.005));
  // The rest may hold a handful of mistakes, but no tail of rare values.
  const rare = distinct - often.length;
  if (often.length === 0 || often.length > MOST_VALUES || rare > Math.max(5, often.length)) return undefined;
  return often.every(({ value }) => value !== null && value.length <= LONGEST) ? often : undefined;
}

function fits(
  { column, words, identifies }: LearnedColumn,
  { count, number }: ValueStatistics,
  list: ValueStatistics["frequent"],
): boolean {
  if (count / list.length < ROWS_A_VALUE) return false;
  if (column.kind === "text") {
    return list.some(({ value }) => value!.trim() !== "") && (list.length > 1 || count >= 50);
  }
  if (identifies || list.length < 2 || list.length > MOST_NUMBERS || count / list.length < ROWS_A_VALUE + 2)
    return false;
  const ranked = list.map((each) => Number(each.value)).toSorted((a, b) => a - b);
  const inARow = number?.whole && ranked.at(-1)! - ranked[0]! === ranked.length - 1;
  if (list.length === 2 && ranked[0] === 0 && ranked[1] === 1) return true;
  // Numbers without a gap are told by their bounds as well, unless they are codes.
  return !inARow || CODED.in(words);
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
