import { parse } from "libpg-query";
import { quoteTable } from "./compile/quote.js";
import { unsafeReason } from "./sql-safety.js";

export interface ReadCondition {
  /** The names of columns in it, each once, as they come. */
  readonly columns: readonly string[];
  /** Why it must not be asked of a row; undefined where it may. */
  readonly unsafe?: string;
}

const refused = (unsafe: string): ReadCondition => ({ columns: [], unsafe });

/**
 * Reads an expression that a person wrote about a row of a table. By itself it must be one whole expression, so that no
 * bracket of it closes one of ours; within our statement it must be as safe as any SQL of a rule.
 */
export async function readCondition(condition: string, schema: string, table: string): Promise<ReadCondition> {
  const statement = `select 1 from ${quoteTable(schema, table)} t where (\n${condition}\n)`;
  const unsafe = await unsafeReason(statement, (inSchema, name) => inSchema === schema && name === table);
  if (unsafe) return refused(unsafe);
  const expression = await wholeExpression(condition);
  if (!expression) return refused("It is not one expression.");
  const columns = new Set<string>();
  const reason = wrongPart(expression, columns);
  if (reason) return refused(reason);
  return columns.size > 0 ? { columns: [...columns] } : refused("It names no column.");
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** What a SELECT of nothing but the text selects; undefined where the text is more than that, or less. */
async function wholeExpression(text: string): Promise<Tree | undefined> {
  let tree: { stmts?: readonly { stmt?: { SelectStmt?: Tree } }[] };
  try {
    tree = (await parse(`select\n${text}\n`)) as typeof tree;
  } catch {
    return undefined;
  }
  const { targetList, limitOption: _, op: __, ...clauses } = tree.stmts?.[0]?.stmt?.SelectStmt ?? {};
  if (tree.stmts?.length !== 1 || !Array.isArray(targetList) || Object.keys(clauses).length > 0) return undefined;
  const [target, ...others] = targetList as { ResTarget?: { name?: string; val?: Tree } }[];
  return others.length === 0 && target?.ResTarget?.name === undefined ? target?.ResTarget?.val : undefined;
}

/** Collects the columns. The tree is no deeper than what has been found safe. */
function wrongPart(tree: Tree, columns: Set<string>): string | undefined {
  for (const [key, part] of Object.entries(tree)) {
    if (!isTree(part)) continue;
    if (key === "SubLink") return "It has a subquery: that is for a rule of its own SQL.";
    if (key === "ColumnRef") {
      const [field, ...others] = part.fields as { String?: { sval: string } }[];
      if (!field?.String || others.length > 0) return "It names something else than a column by its name alone.";
      columns.add(field.String.sval);
      continue;
    }
    const reason = wrongPart(part, columns);
    if (reason) return reason;
  }
  return undefined;
}
