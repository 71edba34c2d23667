import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { because, type Candidate, type LearnedColumn } from "../candidate.js";
import { IDENTIFYING, NAMING, SHARED_CODES, STRICT_CODES } from "../names.js";
import type { ColumnStatistics, ValueStatistics } from "../statistics/column-statistics.js";

/** Rows from which on it is no coincidence: for codes, for names, and for values whose column says nothing. */
const CODE_ROWS = 12;
const NAME_ROWS = 12;
const OTHER_ROWS = 400;
const REFERENCE_ROWS = 150;
const LONGEST_MEAN = 60;
/** Of codes of a row alone so few may be there twice by mistake. */
const LEAST_SHARE = 0.97;
const FORMAT_SHARE = 0.98;

type Meaning = "code" | "name" | "other";

/** Values of which no two rows have the same. */
export function singleKey(learned: LearnedColumn, { values }: ColumnStatistics): Candidate | undefined {
  const { column, words, key, identifies } = learned;
  if (!values || key || column.knownUnique || !mayBeKey(learned, values)) return undefined;
  const strict = STRICT_CODES.in(words) && !identifies;
  if (values.distinct < (strict ? LEAST_SHARE : 1) * values.count) return undefined;
  const meaning = meaningOf(learned, values);
  const least = identifies ? REFERENCE_ROWS : { code: CODE_ROWS, name: NAME_ROWS, other: OTHER_ROWS }[meaning];
  if (values.count < least) return undefined;
  return {
    definition: { kind: DqRuleKind.UNIQUE, columns: [column.name] },
    columns: [column.name],
    name: `${column.name} is unique`,
    dimension: DqDimension.UNIQUENESS,
    severity: meaning === "code" ? DqSeverity.HIGH : DqSeverity.LOW,
    worth: { code: 0.95, name: 0.7, other: 0.5 }[meaning],
    leastShare: strict ? 2 * LEAST_SHARE - 1 : 1,
    slack: meaning === "other" ? 2 : 0,
    trust: { code: 1, name: 0.9, other: 0.8 }[meaning],
    evidence: [
      because("values: duplicates", `${values.count} rows have ${values.distinct} different values.`, 1),
      ...(meaning === "code" ? [because("column name", "The name is one of codes and keys.", 0.6)] : []),
    ],
  };
}

/** Numbers that are no codes are different by coincidence: populations, prices. So are names of people. */
function mayBeKey(learned: LearnedColumn, values: ValueStatistics): boolean {
  const { column, personal } = learned;
  const { count, number, text } = values;
  const meaning = meaningOf(learned, values);
  if (column.baseType === "uuid") return true;
  if (column.kind === "number") return meaning === "code" && number?.whole === true && number.count === count;
  if (column.kind !== "text" || (text?.meanLength ?? 0) > LONGEST_MEAN) return false;
  return meaning !== "other" || !personal;
}

/** By name; an email address and a UUID are one by what they look like as well. */
function meaningOf({ column, words, personal }: LearnedColumn, { count, text }: ValueStatistics): Meaning {
  const looksLike = (format: string) => (text?.conforming[format] ?? 0) >= FORMAT_SHARE * count;
  if (looksLike("EMAIL") || looksLike("UUID")) return "code";
  if (column.baseType === "uuid" || STRICT_CODES.in(words)) return "code";
  if (NAMING.in(words.slice(-1))) return personal ? "other" : "name";
  if (SHARED_CODES.in(words)) return "other";
  return IDENTIFYING.in(words) ? "code" : "other";
}
