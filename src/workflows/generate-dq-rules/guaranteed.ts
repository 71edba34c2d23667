import type { StoredConstraint } from "../../assets/catalog/constraints.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { DqRuleKind, type RuleDefinition } from "../../quality/rule.model.js";

/** Whether the table's declarations keep every row to the rule, so that it would find nothing, ever. */
export function isGuaranteed(definition: RuleDefinition, { columns, constraints }: TableFacts): boolean {
  const isKey = (names: readonly string[]) =>
    constraints.some(
      ({ kind, columns: key }) =>
        (kind === "PRIMARY_KEY" || kind === "UNIQUE") && key.every((name) => names.includes(name)),
    );
  switch (definition.kind) {
    case DqRuleKind.NOT_NULL:
    case DqRuleKind.COMPLETENESS:
      return columns.some(({ name, nullable }) => name === definition.column && !nullable);
    case DqRuleKind.UNIQUE:
      return isKey(definition.columns);
    case DqRuleKind.FUNCTIONAL_DEPENDENCY:
      return isKey(definition.determinants) || definition.determinants.includes(definition.dependent);
    case DqRuleKind.REFERENTIAL:
      return constraints.some((constraint) => isKept(constraint) && isSame(constraint.columns, definition.columns));
    default:
      return false;
  }
}

/** A foreign key that all rows keep: not one that those that were there before it were never checked for. */
export const isKept = (constraint: StoredConstraint): boolean =>
  constraint.kind === "FOREIGN_KEY" && !/\bNOT (VALID|ENFORCED)$/.test(constraint.definition);

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((name) => others.includes(name));
