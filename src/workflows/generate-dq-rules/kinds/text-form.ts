import { DqDimension, DqRuleKind, DqSeverity, type RuleDefinition } from "../../../quality/rule.model.js";
import { because, type Candidate, type LearnedColumn, percent } from "../candidate.js";
import type { ColumnStatistics } from "../statistics/column-statistics.js";
import { characterPattern } from "./character-pattern.js";
import { shapePattern } from "./shape-pattern.js";

const LEAST_ROWS = 15;
const LEAST_SHARE = 0.985;
/** A well-known format is no coincidence, even where some rows lack it. */
const FORMAT_SHARE = 0.9;
const MOST_BLANK = 0.5;

type Type = Extract<RuleDefinition, { kind: DqRuleKind.TYPE_CONFORMITY }>["type"];

/** In the order in which they are looked for; numbers last, since codes are numbers too. */
const FORMATS: readonly (readonly [Type, string])[] = [
  ["EMAIL", "an email address"],
  ["URL", "a URL"],
  ["UUID", "a UUID"],
  ["TIMESTAMP", "a point in time"],
  ["DATE", "a day"],
];
const NUMBERS: readonly (readonly [Type, string])[] = [
  ["INTEGER", "a whole number"],
  ["DECIMAL", "a number"],
];

/**
 * What texts look like: a well-known format, a code's shape, or at least the characters that they are made of; the latter also
 * where some rows lack the former.
 */
export function textForms({ column, checks }: LearnedColumn, { values }: ColumnStatistics): Candidate[] {
  if (!values?.text || values.count < LEAST_ROWS || checks.some((check) => /~|LIKE|SIMILAR/i.test(check))) return [];
  const { count, text, distinct } = values;
  if (text.blank > MOST_BLANK * count) return [];
  const { name } = column;
  const share = (type: Type) => (text.conforming[type] ?? 0) / count;
  const found: Candidate[] = [];
  const format = FORMATS.find(([type]) => share(type) >= FORMAT_SHARE);
  const code = format ? undefined : shapePattern(text, count);
  const number = !format && !code && distinct > 2 ? NUMBERS.find(([type]) => share(type) >= LEAST_SHARE) : undefined;
  if (format) found.push(conformity(name, format, share(format[0]), count, FORMAT_SHARE));
  else if (code)
    found.push(
      pattern(
        name,
        code.pattern,
        "code",
        `The shapes of ${percent(code.share)} of ${count} rows are few.`,
        code.share === 1,
      ),
    );
  else if (number) found.push(conformity(name, number, share(number[0]), count, LEAST_SHARE));
  if (found.some(({ strict }) => strict)) return found;
  const characters = characterPattern(text, count);
  const absent = `Of ${count} rows hardly one has one of the characters that the pattern leaves out.`;
  return characters ? [...found, pattern(name, characters, "characters", absent, false)] : found;
}

function conformity(
  column: string,
  [type, words]: readonly [Type, string],
  share: number,
  rows: number,
  leastShare: number,
): Candidate {
  return {
    definition: { kind: DqRuleKind.TYPE_CONFORMITY, column, type },
    columns: [column],
    name: `${column} is ${words}`,
    dimension: DqDimension.VALIDITY,
    severity: DqSeverity.HIGH,
    worth: 0.85,
    leastShare,
    strict: share === 1,
    trust: 1,
    evidence: [because("values: format", `${percent(share)} of ${rows} rows can be read as ${words}.`, 1)],
  };
}

function pattern(
  column: string,
  expression: string,
  what: "code" | "characters",
  why: string,
  strict: boolean,
): Candidate {
  const code = what === "code";
  return {
    definition: { kind: DqRuleKind.PATTERN, column, pattern: expression },
    columns: [column],
    name: code ? `${column} has the form of a code` : `${column} has no unusual characters`,
    dimension: DqDimension.VALIDITY,
    severity: code ? DqSeverity.MEDIUM : DqSeverity.LOW,
    worth: code ? 0.8 : 0.6,
    leastShare: LEAST_SHARE,
    strict,
    trust: code ? 1 : 0.9,
    evidence: [because(code ? "values: shapes" : "values: characters", why, 1)],
  };
}
