import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { because, type Candidate, type LearnedColumn } from "../candidate.js";
import { IDENTIFYING, SHARED_CODES } from "../names.js";
import type { ColumnStatistics } from "../statistics/column-statistics.js";
import { looserThanChecks } from "./guaranteed-bounds.js";
import { type BoundsInput, numberBounds } from "./number-bounds.js";
import { timeBounds } from "./time-bounds.js";

const LEAST_ROWS = 15;
/** Rows from which on a hundredth of them says something. */
const CORE_ROWS = 200;
const CORE_SHARE = 0.99;
const FAR_OUT = 3;
/** With fewer rows one that is different is no error yet. */
const SURE_ROWS = 30;

export interface TextBounds {
  readonly min: string | null;
  readonly max: string | null;
  /** What speaks for the lower and the upper one. */
  readonly why: readonly string[];
}

/** Between two bounds, with room for what is still to come; and each bound alone, for where the other does not hold. */
export function ranges(learned: LearnedColumn, statistics: ColumnStatistics): Candidate[] {
  const { column, words, identifies } = learned;
  const { bounds, values } = statistics;
  if (!bounds || !values?.number || values.number.count < LEAST_ROWS || identifies) return [];
  const input = {
    bounds,
    number: values.number,
    distinct: values.distinct,
    column,
    words,
    isId: IDENTIFYING.in(words) && !SHARED_CODES.in(words),
  };
  const boundsOf = column.kind === "time" ? timeBounds : numberBounds;
  const core = coreOf(input);
  const inner = core && isFarOut(input.bounds, core.bounds) ? core : undefined;
  const found = looserThanChecks(boundsOf(inner ?? input), learned);
  const { min, max } = found;
  const made = (side: Candidate["side"], low: string | null, high: string | null) =>
    range(
      column.name,
      { ...found, min: low, max: high },
      { side, rows: input.number.count, inner: inner !== undefined },
    );
  if (min !== null && max !== null) return [made(undefined, min, max), made("min", min, null), made("max", null, max)];
  return min === null && max === null ? [] : [made(undefined, min, max)];
}

function range(
  column: string,
  { min, max, why }: TextBounds,
  { side, rows, inner }: { readonly side: Candidate["side"]; readonly rows: number; readonly inner: boolean },
): Candidate {
  const name =
    min === null
      ? `${column} is at most ${max}`
      : max === null
        ? `${column} is at least ${min}`
        : `${column} lies between ${min} and ${max}`;
  return {
    definition: { kind: DqRuleKind.RANGE, column, min, max },
    columns: [column],
    name,
    side,
    dimension: DqDimension.VALIDITY,
    severity: DqSeverity.MEDIUM,
    worth: min !== null && max !== null ? 0.7 : 0.6,
    leastShare: inner ? CORE_SHARE : 1,
    slack: rows < SURE_ROWS ? 1 : 0,
    trust: 1,
    evidence: [
      ...why.map((detail, index) => because("values: distribution", detail, 1 - 0.2 * index)),
      ...(inner
        ? [because("values: outliers", "A few rows lie far out; the bounds are those of the others.", 0.5)]
        : []),
    ],
  };
}

/** Without the outermost hundredth at each end. */
function coreOf(input: BoundsInput): BoundsInput | undefined {
  const { number } = input;
  if (number.count < CORE_ROWS) return undefined;
  const [low, lower, median, upper, high] = number.quantiles;
  const inside = { ...number, atMin: 1, atMax: 1, quantiles: [lower, lower, median, upper, upper] as const };
  return { ...input, bounds: { min: low, max: high }, number: inside };
}

/** Whether a few values are so far from all others that they are rather slips: much further than all others are apart. */
function isFarOut(all: BoundsInput["bounds"], core: BoundsInput["bounds"]): boolean {
  const width = core.max - core.min;
  return (
    width > 0 &&
    (all.max - core.max > FAR_OUT * width || core.min - all.min > FAR_OUT * width || (core.min >= 0 && all.min < 0))
  );
}
