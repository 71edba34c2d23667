import { DqRuleKind, type RuleDefinition } from "../rule.model.js";

/** The table's columns that a rule is about; undefined where only its SQL knows. */
export function ruleColumns(definition: RuleDefinition): readonly string[] | undefined {
  switch (definition.kind) {
    case DqRuleKind.UNIQUE:
    case DqRuleKind.ROW_CONDITION:
    case DqRuleKind.REFERENTIAL:
      return definition.columns;
    case DqRuleKind.COLUMN_ORDER:
      return [definition.lower, definition.upper];
    case DqRuleKind.SUM:
      return [definition.total, ...definition.parts];
    case DqRuleKind.TOTAL:
      return [definition.total, ...definition.key];
    case DqRuleKind.FUNCTIONAL_DEPENDENCY:
      return [...definition.determinants, definition.dependent];
    case DqRuleKind.ROW_COUNT:
      return [];
    case DqRuleKind.SQL:
      return undefined;
    default:
      return [definition.column];
  }
}
