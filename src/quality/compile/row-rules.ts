import type { DqRuleKind, RuleDefinition } from "../rule.model.js";
import type { RowRule, RuleTable } from "./compiled-rule.js";
import { CONFORMITY } from "./conformity.js";
import { allPresent, anyAbsent, columnOf, columnsOf, comparableOf, number, quoteLiteral } from "./quote.js";
import { invalidRule } from "./rule-error.js";

type Of<Kind extends DqRuleKind> = Extract<RuleDefinition, { kind: Kind }>;

/** A condition on rows that have a value in each of the columns. */
const onPresent = (columns: readonly string[], failing: string, expressions = 0): RowRule => ({
  form: "ROW",
  checked: allPresent(columns),
  failing: `${allPresent(columns)} and ${failing}`,
  inScan: { unchecked: anyAbsent(columns), failing },
  expressions,
});

export const present = (table: RuleTable, { column }: { readonly column: string }): RowRule => ({
  form: "ROW",
  checked: "true",
  failing: `${columnOf(table, column)} is null`,
  expressions: 0,
});

const FEW = 8;

export function acceptedValues(table: RuleTable, { column, values }: Of<DqRuleKind.ACCEPTED_VALUES>): RowRule {
  if (values.length === 0) throw invalidRule("The list of accepted values is empty.");
  const value = comparableOf(table, column);
  const literals = values.map(quoteLiteral);
  // PostgreSQL goes through a list of few values one by one anyway, and is quicker at it when each is a condition.
  const accepted =
    values.length <= FEW
      ? literals.map((literal) => `${value} = ${literal}`).join(" or ")
      : `${value} in (${literals.join(", ")})`;
  return onPresent([columnOf(table, column)], `not (${accepted})`);
}

export function range(table: RuleTable, { column, min, max }: Of<DqRuleKind.RANGE>): RowRule {
  const [least, most] = [min, max].map((bound) => (bound === null ? null : quoteLiteral(bound))) as Bounds;
  return onPresent([columnOf(table, column)], outside(comparableOf(table, column), least, most));
}

export function length(table: RuleTable, { column, min, max }: Of<DqRuleKind.LENGTH>): RowRule {
  const name = columnOf(table, column);
  const [least, most] = [min, max].map((bound) => (bound === null ? null : number(bound))) as Bounds;
  const exact = outside(`char_length(${name}::text)`, least, most);
  // Characters have one byte to four: most texts are known by their bytes to be of a right length, which costs nothing.
  const enough = min === null ? null : number(4 * (min - 1) + 1);
  const bytes = outside(`octet_length(${name}::text)`, enough, most);
  return onPresent([name], `${bytes} and ${exact}`);
}

export type Bounds = [string | null, string | null];

export function outside(value: string, min: string | null, max: string | null): string {
  const bounds = [...(min === null ? [] : [`${value} < ${min}`]), ...(max === null ? [] : [`${value} > ${max}`])];
  if (bounds.length === 0) throw invalidRule("The rule has no bound.");
  return `(${bounds.join(" or ")})`;
}

export function pattern(table: RuleTable, { column, pattern }: Of<DqRuleKind.PATTERN>): RowRule {
  const name = columnOf(table, column);
  return onPresent([name], `${name}::text !~ ${quoteLiteral(pattern)}`, 1);
}

export function typeConformity(table: RuleTable, { column, type }: Of<DqRuleKind.TYPE_CONFORMITY>): RowRule {
  const name = columnOf(table, column);
  const expression = CONFORMITY[type];
  if (!expression) throw invalidRule("The rule asks for a type that is not known.");
  return onPresent([name], `btrim(${name}::text) !~ ${quoteLiteral(expression)}`, 1);
}

export function columnOrder(table: RuleTable, { lower, upper, strict }: Of<DqRuleKind.COLUMN_ORDER>): RowRule {
  const [low, high] = columnsOf(table, [lower, upper]) as [string, string];
  const [below, above] = [comparableOf(table, lower), comparableOf(table, upper)];
  return onPresent([low, high], `${below} ${strict ? ">=" : ">"} ${above}`);
}

/** As `numeric`, which is exact, and whose sum is the same in whatever order it is made. */
export function sum(table: RuleTable, { total, parts, tolerance }: Of<DqRuleKind.SUM>): RowRule {
  const [whole, ...summands] = columnsOf(table, [total, ...parts]) as [string, ...string[]];
  if (summands.length === 0) throw invalidRule("The rule names no column.");
  const added = `(${summands.map((part) => `${part}::numeric`).join(" + ")})`;
  const off = `abs(${whole}::numeric - ${added}) > ${quoteLiteral(tolerance)}::numeric`;
  // Most sums are exact, which is known before the difference is.
  return onPresent([whole, ...summands], `${whole}::numeric <> ${added} and ${off}`);
}

/** On a line of its own, so that a comment at its end does not take the bracket along. */
export function rowCondition(table: RuleTable, { condition, columns }: Of<DqRuleKind.ROW_CONDITION>): RowRule {
  columnsOf(table, columns);
  if (condition.includes("\0")) throw invalidRule("The rule's condition holds a NUL character.");
  const holds = `(\n${condition}\n)`;
  return {
    form: "ROW",
    checked: `${holds} is not null`,
    failing: `${holds} is false`,
    inScan: { unchecked: `${holds} is null`, failing: `${holds} is false` },
    expressions: condition.match(/~|similar|regexp/gi)?.length ?? 0,
  };
}
