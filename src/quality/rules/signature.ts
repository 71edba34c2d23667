import { createHash } from "node:crypto";
import { DqRuleKind, type RuleDefinition } from "../rule.model.js";

/** Kinds of which a column has one rule: one with other bounds is the same rule, with its history. */
const ONE_A_COLUMN: ReadonlySet<DqRuleKind> = new Set([
  DqRuleKind.NOT_NULL,
  DqRuleKind.COMPLETENESS,
  DqRuleKind.RANGE,
  DqRuleKind.ACCEPTED_VALUES,
  DqRuleKind.LENGTH,
  DqRuleKind.FRESHNESS,
  DqRuleKind.ROW_COUNT,
]);

export const isOneAColumn = ({ kind }: RuleDefinition): boolean => ONE_A_COLUMN.has(kind);

/**
 * What a rule is about: the same for two that differ in their bounds only. `part` tells several of one column apart.
 */
export function ruleKey(definition: RuleDefinition, part?: string): string {
  switch (definition.kind) {
    case DqRuleKind.NOT_NULL:
    case DqRuleKind.COMPLETENESS:
      return JSON.stringify(["PRESENT", definition.column]);
    case DqRuleKind.RANGE:
      return JSON.stringify([definition.kind, definition.column, ...(part ? [part] : [])]);
    case DqRuleKind.ACCEPTED_VALUES:
    case DqRuleKind.LENGTH:
    case DqRuleKind.FRESHNESS:
      return JSON.stringify([definition.kind, definition.column]);
    case DqRuleKind.PATTERN:
      return JSON.stringify(part ? [definition.kind, definition.column, part] : definition);
    case DqRuleKind.ROW_COUNT:
      return JSON.stringify([definition.kind]);
    default:
      return JSON.stringify(definition);
  }
}

/** What tells a table's rules apart. */
export const signatureOf = (definition: RuleDefinition, part?: string): string =>
  `${definition.kind}:${createHash("sha256").update(ruleKey(definition, part)).digest("hex").slice(0, 24)}`;
