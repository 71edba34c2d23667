import { loadModule, parseSync } from "libpg-query";
import type { TableFacts } from "../../assets/facts/table-facts.js";

/** What checks allow, by column: values as they are written there. */
export type CheckedValues = ReadonlyMap<string, readonly string[]>;

/** Longer conditions are no lists of codes. */
const LONGEST_EXPRESSION = 20_000;

type Node = Record<string, unknown>;

/** Reads `CHECK (status IN (…))`, however it is written, by PostgreSQL's own parser. */
export async function checkedValues(facts: TableFacts): Promise<CheckedValues> {
  const values = new Map<string, readonly string[]>();
  await loadModule();
  for (const constraint of facts.constraints) {
    if (constraint.kind !== "CHECK" || constraint.columns.length !== 1) continue;
    if (constraint.expression.length > LONGEST_EXPRESSION) continue;
    const column = constraint.columns[0]!;
    const allowed = allowedBy(parsed(constraint.expression), column);
    if (allowed && allowed.length > 0 && !values.has(column)) values.set(column, [...new Set(allowed)]);
  }
  return values;
}

function parsed(expression: string): Node | undefined {
  try {
    const { stmts } = parseSync(`select ${expression}`) as { stmts?: { stmt: Node }[] };
    if (stmts?.length !== 1) return undefined;
    return at(stmts[0]!.stmt, "SelectStmt", "targetList", 0, "ResTarget", "val") as Node | undefined;
  } catch {
    return undefined;
  }
}

/** The values of a condition that allows these and no others; a null beside them is allowed by any check. */
function allowedBy(node: Node | undefined, column: string): string[] | undefined {
  if (node === undefined) return undefined;
  const or = at(node, "BoolExpr") as { boolop: string; args: Node[] } | undefined;
  if (or?.boolop === "OR_EXPR") {
    const parts = or.args.filter((arg) => at(arg, "NullTest") === undefined).map((arg) => allowedBy(arg, column));
    return parts.includes(undefined) ? undefined : (parts as string[][]).flat();
  }
  const operation = at(node, "A_Expr") as { kind: string; name: Node[]; lexpr: Node; rexpr: Node } | undefined;
  if (!operation || at(operation.name, 0, "String", "sval") !== "=" || !isColumn(operation.lexpr, column))
    return undefined;
  const right = uncast(operation.rexpr);
  if (operation.kind === "AEXPR_OP") return constants([right]);
  if (operation.kind === "AEXPR_IN") return constants((at(right, "List", "items") as Node[] | undefined) ?? []);
  if (operation.kind === "AEXPR_OP_ANY")
    return constants((at(right, "A_ArrayExpr", "elements") as Node[] | undefined) ?? []);
  return undefined;
}

function constants(nodes: readonly Node[]): string[] | undefined {
  const values = nodes.map((node) => {
    const constant = at(uncast(node), "A_Const") as Node | undefined;
    return (at(constant, "sval", "sval") ?? at(constant, "fval", "fval") ?? integer(constant)) as string | undefined;
  });
  return values.includes(undefined) || values.length === 0 ? undefined : (values as string[]);
}

/** The parser leaves the number out where it is 0. */
const integer = (constant: Node | undefined): string | undefined =>
  constant && "ival" in constant ? String(at(constant, "ival", "ival") ?? 0) : undefined;

const isColumn = (node: Node, column: string): boolean => {
  const fields = at(uncast(node), "ColumnRef", "fields") as Node[] | undefined;
  return at(fields?.at(-1), "String", "sval") === column;
};

function uncast(node: Node): Node {
  let bare = node;
  for (let inner = at(bare, "TypeCast", "arg"); inner !== undefined; inner = at(bare, "TypeCast", "arg"))
    bare = inner as Node;
  return bare;
}

function at(node: unknown, ...path: (string | number)[]): unknown {
  let here = node;
  for (const step of path) {
    if (here === null || typeof here !== "object") return undefined;
    here = (here as Record<string | number, unknown>)[step];
  }
  return here;
}
