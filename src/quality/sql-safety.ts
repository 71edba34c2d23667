import { parse } from "libpg-query";
import { FUNCTIONS, NODES, TYPES } from "./sql-vocabulary.js";

const LONGEST_SQL = 50_000;
const DEEPEST = 200;
const CLOCK = /^SVFOP_(CURRENT_DATE|CURRENT_TIME|CURRENT_TIMESTAMP|LOCALTIME|LOCALTIMESTAMP)(_N)?$/;

/** Whether a table of this name is in the catalog, in the database that the statement is for. */
export type IsCatalogued = (schema: string, table: string) => boolean;

/**
 * Why a statement that a person, a model or a program wrote must not be sent to a source; undefined where it may: it is one
 * SELECT that reads catalogued tables only, by functions that change and reveal nothing. What is allowed is listed, so
 * that what a newer PostgreSQL brings along is refused until somebody has looked at it.
 */
export async function unsafeReason(sql: string, isCatalogued: IsCatalogued): Promise<string | undefined> {
  if (sql.length > LONGEST_SQL) return `The statement is longer than ${LONGEST_SQL} characters.`;
  if (sql.includes("\0")) return "The statement holds a NUL character.";
  let tree: { stmts?: readonly { stmt?: object }[] };
  try {
    tree = (await parse(sql)) as typeof tree;
  } catch {
    return "PostgreSQL's parser does not take it.";
  }
  const [first, ...others] = tree.stmts ?? [];
  if (!first?.stmt || others.length > 0) return "It is not exactly one statement.";
  if (!("SelectStmt" in first.stmt)) return "It is no SELECT.";
  try {
    new Walk(isCatalogued, withNames(first.stmt)).node(first.stmt, 0);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

class Refused extends Error {}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** Names that the statement gives to its own subqueries (WITH): they stand without a schema. */
function withNames(tree: unknown, depth = 0): Set<string> {
  const names = new Set<string>();
  if (!isTree(tree) || depth > DEEPEST) return names;
  if (typeof tree.ctename === "string") names.add(tree.ctename);
  for (const value of Object.values(tree)) for (const name of withNames(value, depth + 1)) names.add(name);
  return names;
}

class Walk {
  constructor(
    private readonly isCatalogued: IsCatalogued,
    private readonly ownNames: ReadonlySet<string>,
  ) {
    // Outside of its WITH such a name would be PostgreSQL's own table.
    if ([...ownNames].some((name) => name.startsWith("pg_"))) throw new Refused("A subquery's name begins with pg_.");
  }

  node(value: unknown, depth: number): void {
    if (!isTree(value)) return;
    if (depth > DEEPEST) throw new Refused("It is nested too deeply.");
    for (const [key, part] of Object.entries(value)) {
      if (/^[A-Z]/.test(key) && !NODES.has(key)) throw new Refused(`It uses ${key}, which a rule may not.`);
      if (key === "intoClause") throw new Refused("It writes a table.");
      if (key === "lockingClause") throw new Refused("It locks rows.");
      if (key === "recursive" && part === true) throw new Refused("It is recursive.");
      if (isTree(part)) this.special(key, part);
      this.node(part, depth + 1);
    }
  }

  private special(key: string, part: Tree): void {
    if (key === "RangeVar") this.table(part);
    if (key === "FuncCall") this.named("function", part.funcname, FUNCTIONS);
    if (key === "typeName" || key === "TypeName") this.named("type", part.names, TYPES);
    if (key === "A_Expr") this.operator(part.name);
    if (key === "SQLValueFunction" && !CLOCK.test(String(part.op))) throw new Refused("It asks who the user is.");
  }

  private table({ catalogname, schemaname, relname }: Tree): void {
    if (catalogname !== undefined) throw new Refused("It reads another database.");
    if (schemaname === undefined) {
      if (this.ownNames.has(String(relname))) return;
      throw new Refused("It names a table without its schema.");
    }
    if (!this.isCatalogued(String(schemaname), String(relname))) {
      throw new Refused("It reads a table that is not in the catalog.");
    }
  }

  private named(what: string, parts: unknown, known: ReadonlySet<string>): void {
    const names = namesOf(parts);
    const name = names.at(-1) ?? "";
    const builtIn = names.length === 1 || (names.length === 2 && names[0] === "pg_catalog");
    if (!builtIn || !known.has(name))
      throw new Refused(`It uses the ${what} ${name.slice(0, 63)}, which a rule may not.`);
  }

  private operator(parts: unknown): void {
    const names = namesOf(parts);
    if (names.length > 1 && names[0] !== "pg_catalog") throw new Refused("It uses an operator of another schema.");
  }
}

const namesOf = (parts: unknown): string[] =>
  Array.isArray(parts) ? parts.map((part) => String((part as { String?: { sval?: string } }).String?.sval ?? "")) : [];
