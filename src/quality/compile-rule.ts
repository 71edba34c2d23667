import type { CompiledRule, RuleTable } from "./compile/compiled-rule.js";
import { functionalDependency, unique } from "./compile/grouped-rules.js";
import { referential, total } from "./compile/other-table-rules.js";
import { quoteTable } from "./compile/quote.js";
import {
  acceptedValues,
  columnOrder,
  length,
  pattern,
  present,
  range,
  rowCondition,
  sum,
  typeConformity,
} from "./compile/row-rules.js";
import { invalidRule } from "./compile/rule-error.js";
import { freshness, rowCount, sqlRule } from "./compile/whole-table-rules.js";
import { DqRuleKind, type RuleDefinition } from "./rule.model.js";

/** What asks PostgreSQL (12 or later) whether a rule holds. Throws a RuleError where it can't be asked. */
export function compileRule(definition: RuleDefinition, table: RuleTable): CompiledRule {
  switch (definition.kind) {
    case DqRuleKind.NOT_NULL:
    case DqRuleKind.COMPLETENESS:
      return present(table, definition);
    case DqRuleKind.UNIQUE:
      return unique(table, definition);
    case DqRuleKind.ACCEPTED_VALUES:
      return acceptedValues(table, definition);
    case DqRuleKind.RANGE:
      return range(table, definition);
    case DqRuleKind.LENGTH:
      return length(table, definition);
    case DqRuleKind.PATTERN:
      return pattern(table, definition);
    case DqRuleKind.TYPE_CONFORMITY:
      return typeConformity(table, definition);
    case DqRuleKind.REFERENTIAL:
      return referential(table, definition);
    case DqRuleKind.COLUMN_ORDER:
      return columnOrder(table, definition);
    case DqRuleKind.SUM:
      return sum(table, definition);
    case DqRuleKind.TOTAL:
      return total(table, definition);
    case DqRuleKind.FRESHNESS:
      return freshness(table, definition);
    case DqRuleKind.ROW_COUNT:
      return rowCount(table, definition);
    case DqRuleKind.FUNCTIONAL_DEPENDENCY:
      return functionalDependency(table, definition);
    case DqRuleKind.ROW_CONDITION:
      return rowCondition(table, definition);
    case DqRuleKind.SQL:
      return sqlRule(table, definition);
    default:
      throw invalidRule("The rule is of a kind that is not known.");
  }
}

/** One SELECT for the rule alone: rows_checked, rows_failing. */
export function ruleSql(definition: RuleDefinition, table: RuleTable): string {
  const rule = compileRule(definition, table);
  if (rule.form === "AGGREGATE") return rule.sql;
  if (rule.joined) return rule.joined.sql;
  return (
    `select count(*) filter (where ${rule.checked}) as rows_checked, ` +
    `count(*) filter (where ${rule.failing}) as rows_failing from ${quoteTable(table.schema, table.name)} t`
  );
}
