import type { TableFacts } from "../../assets/facts/table-facts.js";
import { DqRuleKind, type RuleDefinition } from "../../quality/rule.model.js";
import { unsafeReason } from "../../quality/sql-safety.js";

/**
 * Why a model's rule is about more than the table that it was asked about; undefined where it is not. Where a statement may
 * read any table of the catalog, one that a model wrote reads the table and its neighbours of the same schema.
 */
export async function beyondReach(definition: RuleDefinition, facts: TableFacts): Promise<string | undefined> {
  if ("target" in definition) {
    const { schema, table } = definition.target;
    const told = schema === facts.schema || facts.related.some((each) => each.schema === schema && each.name === table);
    return told ? undefined : "It names a table of another schema.";
  }
  if (definition.kind !== DqRuleKind.SQL) return undefined;
  const read: { schema: string; name: string }[] = [];
  const unsafe = await unsafeReason(definition.sql, (schema, name) => read.push({ schema, name }) > 0);
  if (unsafe) return unsafe;
  if (read.some(({ schema }) => schema !== facts.schema)) return "It reads another schema.";
  return read.some(({ name }) => name === facts.name) ? undefined : "It does not read the table.";
}
