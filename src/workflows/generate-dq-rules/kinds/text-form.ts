import { DqDimension, DqRuleKind, DqSeverity, type RuleDefinition } from "../../../quality/rule.model.js";
import { because, type Candidate, type LearnedColumn, percent } from "../candidate.js";
import type { ColumnStatistics } from "../statistics/column-statistics.js";
import { characterPattern } from "./character-pattern.js";
import { shapePattern } from "./shape-pattern.js";
import { tidyPattern } from "./tidy-pattern.js";

const LEAST_ROWS = 8;
const LEAST_SHARE = 0.985;
/** A well-known format is no coincidence, even where some rows lack it. */
const FORMAT_SHARE = 0.9;
/** From so many rows on one that is different is an error. */
const SURE_ROWS = 40;
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
 * What texts look like: a well-known format or a code's shape; and last the characters that they are made of, for where there is
 * none, or some rows lack it.
 */
export function textForms({ column, words, checks }: LearnedColumn, { values }: ColumnStatistics): Candidate[] {
  if (!values?.text || values.count < LEAST_ROWS || checks.some((check) => /~|LIKE|SIMILAR/i.test(check))) return [];
  const { count, text, distinct } = values;
  if (text.blank > MOST_BLANK * count) return [];
  const { name } = column;
  const share = (type: Type) => (text.conforming[type] ?? 0) / count;
  const found: Candidate[] = [];
  const format = FORMATS.find(([type]) => share(type) >= FORMAT_SHARE);
  const numeric = !format && distinct > 2 ? NUMBERS.find(([type]) => share(type) >= LEAST_SHARE) : undefined;
  // Digits alone are rather a code's; a decimal point is a number's.
  const decimal = numeric && (text.punctuation["."] ?? 0) > 0;
  const code = format || decimal ? undefined : shapePattern(text, count);
  const number = code ? undefined : numeric;
  if (format) found.push(conformity(name, format, share(format[0]), count, FORMAT_SHARE));
  else if (code) found.push(codePattern(name, code, count));
  else if (number) found.push(conformity(name, number, share(number[0]), count, LEAST_SHARE));
  const tidy = tidyPattern(text, count);
  if (tidy) found.push(tidyRule(name, tidy, count, words));
  const characters = characterPattern(text, count);
  if (characters) found.push(characterRule(name, characters, count));
  return found;
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
    slack: rows < SURE_ROWS ? 1 : 0,
    trust: 1,
    evidence: [because("values: format", `${percent(share)} of ${rows} rows can be read as ${words}.`, 1)],
  };
}

function codePattern(
  column: string,
  { pattern, share }: { readonly pattern: string; readonly share: number },
  rows: number,
): Candidate {
  return {
    definition: { kind: DqRuleKind.PATTERN, column, pattern },
    columns: [column],
    name: `${column} has the form of a code`,
    form: "code",
    dimension: DqDimension.VALIDITY,
    severity: DqSeverity.MEDIUM,
    worth: 0.8,
    leastShare: LEAST_SHARE,
    strict: share === 1,
    slack: rows < SURE_ROWS ? 1 : 0,
    trust: 1,
    evidence: [because("values: shapes", `The shapes of ${percent(share)} of ${rows} rows are few.`, 1)],
  };
}

function tidyRule(column: string, pattern: string, rows: number, words: readonly string[]): Candidate {
  return {
    definition: { kind: DqRuleKind.PATTERN, column, pattern },
    columns: [column],
    name: `${column} is not blank and no placeholder`,
    form: "tidy",
    dimension: DqDimension.VALIDITY,
    severity: DqSeverity.MEDIUM,
    worth: 0.65,
    leastShare: LEAST_SHARE,
    // A book may well be called Unknown.
    slack: words.includes("title") ? 2 : 0,
    trust: 1,
    evidence: [because("values: texts", `Of ${rows} rows hardly one is blank or stands for a missing value.`, 1)],
  };
}

function characterRule(column: string, pattern: string, rows: number): Candidate {
  return {
    definition: { kind: DqRuleKind.PATTERN, column, pattern },
    columns: [column],
    name: `${column} has no unusual characters`,
    form: "characters",
    dimension: DqDimension.VALIDITY,
    severity: DqSeverity.LOW,
    worth: 0.5,
    leastShare: 1,
    slack: 2,
    trust: 0.9,
    evidence: [
      because("values: characters", `None of ${rows} rows has one of the characters that the pattern leaves out.`, 1),
    ],
  };
}
