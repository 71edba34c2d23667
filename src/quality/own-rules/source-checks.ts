import type { RuleTable } from "../compile/compiled-rule.js";
import { columnOf, quoteLiteral, quoteTable } from "../compile/quote.js";
import { ruleSql } from "../compile-rule.js";
import { DqRuleKind, type RuleDefinition } from "../rule.model.js";

/** Something that only PostgreSQL knows: a statement that costs next to nothing, and fails where the rule makes no sense. */
export interface SourceCheck {
  readonly text: string;
  readonly values?: readonly string[];
  /** Whether its one row, where it gives one, must say `t`. */
  readonly mustHold?: boolean;
  /** What is wrong then: a field of the rule's member; none for the member as a whole. */
  readonly field?: string;
  readonly message: string;
}

/** What a rule is asked about, one after the other: the first that fails says what is wrong. */
export function sourceChecks(definition: RuleDefinition, table: RuleTable): SourceCheck[] {
  const from = `from ${quoteTable(table.schema, table.name)} t where false`;
  const plan = (message: string, field?: string): SourceCheck => ({
    text: `explain ${ruleSql(definition, table)}`,
    field,
    message,
  });
  switch (definition.kind) {
    case DqRuleKind.UNIQUE:
      return [plan("Values of one of the columns' types can't be told apart.", "columns")];
    case DqRuleKind.ACCEPTED_VALUES:
      return [plan("The column's type does not take these values.", "values")];
    case DqRuleKind.RANGE:
      return [...boundsOf(columnOf(table, definition.column), definition, from), plan(NO_ORDER, "column")];
    case DqRuleKind.PATTERN:
      return [
        { text: `select ${columnOf(table, definition.column)} ~ '' ${from}`, field: "column", message: NO_TEXT },
        { text: "select '' ~ $1", values: [definition.pattern], field: "pattern", message: NO_EXPRESSION },
        plan(NOT_TAKEN),
      ];
    case DqRuleKind.LENGTH:
      return [
        {
          text: `select char_length(${columnOf(table, definition.column)}) ${from}`,
          field: "column",
          message: NO_TEXT,
        },
        plan(NOT_TAKEN),
      ];
    case DqRuleKind.REFERENTIAL:
      return [plan("Values of the columns can't be compared with those of the target's.", "targetColumns")];
    case DqRuleKind.COLUMN_ORDER:
      return [plan("Values of the two columns have no order.", "upper")];
    case DqRuleKind.FRESHNESS:
      return [plan("The column's type is no time.", "column")];
    case DqRuleKind.ROW_CONDITION:
      return [plan("PostgreSQL does not take the condition: it must be true or false of a row.", "condition")];
    case DqRuleKind.SQL:
      return [plan("PostgreSQL does not take the statement.", "sql")];
    default:
      return [plan(NOT_TAKEN)];
  }
}

const NO_ORDER = "The column's type has no order.";
const NO_TEXT = "The column's type is no text.";
const NO_EXPRESSION = "It is no regular expression of PostgreSQL.";
const NOT_TAKEN = "PostgreSQL does not take the rule.";

/** Beside the column a bound is read as of its type, be it an enum or a domain, and is not cut to its length. */
function boundsOf(column: string, { min, max }: { min: string | null; max: string | null }, from: string) {
  const read = (bound: string, field: string): SourceCheck => ({
    text: `select ${column} ${from} union all select ${quoteLiteral(bound)}`,
    field,
    message: "The column's type does not take this bound.",
  });
  const both: SourceCheck[] =
    min === null || max === null
      ? []
      : [
          {
            text: `select b.low <= b.high as holds from (select ${column} as low, ${column} as high ${from}
              union all select ${quoteLiteral(min)}, ${quoteLiteral(max)}) b`,
            mustHold: true,
            field: "max",
            message: "`max` must not be below `min`, and the column's type must have an order.",
          },
        ];
  return [...(min === null ? [] : [read(min, "min")]), ...(max === null ? [] : [read(max, "max")]), ...both];
}
