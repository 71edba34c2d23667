import { z } from "zod";
import { DqDimension, DqRuleKind, DqSeverity } from "../../quality/rule.model.js";

const column = z.string();
const columns = z.array(z.string());
const target = z.object({ schema: z.string(), table: z.string(), columns });
const bound = z.string().nullable();
const length = z.int().nullable();
const tolerance = z.string();

/**
 * `RuleDefinition` as a model may write it: no kind whose bounds only the table's history can tell. Lengths and counts are
 * checked elsewhere: not every endpoint takes bounds.
 */
const DEFINITION = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal(DqRuleKind.NOT_NULL), column }),
  z.object({ kind: z.literal(DqRuleKind.UNIQUE), columns }),
  z.object({ kind: z.literal(DqRuleKind.ACCEPTED_VALUES), column, values: z.array(z.string()) }),
  z.object({ kind: z.literal(DqRuleKind.RANGE), column, min: bound, max: bound }),
  z.object({ kind: z.literal(DqRuleKind.LENGTH), column, min: length, max: length }),
  z.object({ kind: z.literal(DqRuleKind.PATTERN), column, pattern: z.string() }),
  z.object({
    kind: z.literal(DqRuleKind.TYPE_CONFORMITY),
    column,
    type: z.enum(["INTEGER", "DECIMAL", "DATE", "TIMESTAMP", "UUID", "BOOLEAN", "EMAIL", "URL"]),
  }),
  z.object({ kind: z.literal(DqRuleKind.REFERENTIAL), columns, target }),
  z.object({ kind: z.literal(DqRuleKind.COLUMN_ORDER), lower: column, upper: column, strict: z.boolean() }),
  z.object({ kind: z.literal(DqRuleKind.SUM), total: column, parts: columns, tolerance }),
  z.object({ kind: z.literal(DqRuleKind.TOTAL), total: column, key: columns, target, summed: column, tolerance }),
  z.object({ kind: z.literal(DqRuleKind.FUNCTIONAL_DEPENDENCY), determinants: columns, dependent: column }),
  z.object({ kind: z.literal(DqRuleKind.SQL), sql: z.string() }),
]);

export const PROPOSED_RULES = z.object({
  rules: z.array(
    z.object({
      name: z.string(),
      reason: z.string(),
      dimension: z.enum(DqDimension),
      severity: z.enum(DqSeverity),
      definition: DEFINITION,
    }),
  ),
});

export type RuleOfModel = z.infer<typeof PROPOSED_RULES>["rules"][number];
