import type { EntityManager } from "typeorm";
import { assetsByName } from "../../assets/catalog/assets-by-name.js";
import { columnsOfTables } from "../../assets/catalog/columns-of-tables.js";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import type { Fqn } from "../../platform/fqn.js";
import { exactlyOne } from "../../platform/one-of.js";
import { readCondition } from "../row-condition.js";
import { DqRuleKind, type RuleDefinition, type TargetColumns } from "../rule.model.js";
import { unsafeReason } from "../sql-safety.js";
import type { DqRuleInput } from "./dq-rule.input.js";
import { namedTable } from "./named-table.js";
import type { DqReferentialRuleInput } from "./rule.inputs.js";

/** What a valid input asks for, and where in the input it stands. */
export interface WrittenRule {
  readonly definition: RuleDefinition;
  readonly path: readonly string[];
}

const wrong = (message: string, ...path: string[]) => UserErrors.one(ErrorCode.VALIDATION_ERROR, message, ...path);

/** Reads what a rule asks for. Tables and columns are looked up in the catalog; nothing is asked of the source. */
export async function readDefinition(
  manager: EntityManager,
  tenantId: string,
  facts: TableFacts,
  input: DqRuleInput,
): Promise<WrittenRule> {
  const member = exactlyOne(input, ["rule"]) as keyof DqRuleInput;
  const path = ["rule", member];
  checkColumns(facts, input[member]!, path);
  const { notNull, completeness, unique, range, acceptedValues, pattern, length, referential, columnOrder } = input;
  const { freshness, rowCount, rowCondition, sqlAssertion } = input;
  const written = (definition: RuleDefinition): WrittenRule => ({ definition, path });
  if (notNull) return written({ kind: DqRuleKind.NOT_NULL, column: notNull.column });
  if (completeness) return written({ kind: DqRuleKind.COMPLETENESS, column: completeness.column });
  if (unique) return written({ kind: DqRuleKind.UNIQUE, columns: inTableOrder(facts, unique.columns) });
  if (range) return written({ kind: DqRuleKind.RANGE, column: range.column, ...bounds(range, path) });
  if (acceptedValues) return written({ kind: DqRuleKind.ACCEPTED_VALUES, ...only(acceptedValues, "column", "values") });
  if (pattern) return written({ kind: DqRuleKind.PATTERN, ...only(pattern, "column", "pattern") });
  if (length) return written({ kind: DqRuleKind.LENGTH, column: length.column, ...ordered(length, path) });
  if (referential) {
    const target = await targetOf(manager, tenantId, facts.fqn, referential, path);
    return written({ kind: DqRuleKind.REFERENTIAL, columns: referential.columns, target });
  }
  if (columnOrder) {
    const { lower, upper, strict } = columnOrder;
    if (lower === upper) throw wrong("A column has no order with itself.", ...path, "upper");
    return written({ kind: DqRuleKind.COLUMN_ORDER, lower, upper, strict });
  }
  if (freshness) return written({ kind: DqRuleKind.FRESHNESS, ...only(freshness, "column", "maxAgeHours") });
  if (rowCount) return written({ kind: DqRuleKind.ROW_COUNT, ...ordered(rowCount, path) });
  if (rowCondition) return written(await conditionOf(facts, rowCondition.condition, path));
  return written(await statementOf(manager, tenantId, facts, sqlAssertion!.sql, [...path, "sql"]));
}

const only = <T, K extends keyof T>(value: T, ...keys: K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, value[key]])) as Pick<T, K>;

function bounds<T>(given: { min?: T | null; max?: T | null }, path: readonly string[]) {
  const { min = null, max = null } = given;
  if (min === null && max === null) throw wrong("Give `min`, `max` or both.", ...path);
  return { min, max };
}

function ordered(given: { min?: number | null; max?: number | null }, path: readonly string[]) {
  const { min, max } = bounds(given, path);
  if (min !== null && max !== null && min > max) throw wrong("`max` must not be below `min`.", ...path, "max");
  return { min, max };
}

/** The order of columns that are unique together says nothing: the same ones are the same rule. */
const inTableOrder = ({ columns }: TableFacts, names: readonly string[]): string[] =>
  columns.map(({ name }) => name).filter((name) => names.includes(name));

const OWN_COLUMNS = new Set(["column", "columns", "lower", "upper"]);

function checkColumns({ columns }: TableFacts, member: object, path: readonly string[]): void {
  const known = new Set(columns.map(({ name }) => name));
  for (const [field, value] of Object.entries(member).filter(([name]) => OWN_COLUMNS.has(name))) {
    if (!Array.isArray(value)) {
      if (!known.has(value as string)) throw noColumn(...path, field);
      continue;
    }
    const at = value.findIndex((name: string) => !known.has(name));
    if (at >= 0) throw noColumn(...path, field, String(at));
  }
}

const noColumn = (...path: string[]) =>
  UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "The table has no such column in the catalog.", ...path);

async function targetOf(
  manager: EntityManager,
  tenantId: string,
  own: Fqn,
  { columns, targetFqn, targetColumns }: DqReferentialRuleInput,
  path: readonly string[],
): Promise<TargetColumns> {
  const fqn = namedTable(targetFqn, ...path, "targetFqn");
  if (columns.length !== targetColumns.length) {
    throw wrong("As many columns as `columns` has are needed.", ...path, "targetColumns");
  }
  const [asset] = await assetsByName(manager, tenantId, [fqn]);
  if (!(asset instanceof TableAsset)) {
    throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such table.", ...path, "targetFqn");
  }
  if (fqn[0] !== own[0] || fqn[1] !== own[1]) {
    throw wrong("The table must be of the same database.", ...path, "targetFqn");
  }
  const [theirs = []] = await columnsOfTables(manager, tenantId, [asset]);
  const known = new Set(theirs.map(({ name }) => name));
  const at = targetColumns.findIndex((name) => !known.has(name));
  if (at >= 0) throw noColumn(...path, "targetColumns", String(at));
  return { schema: fqn[2]!, table: fqn[3]!, columns: targetColumns };
}

async function conditionOf(facts: TableFacts, condition: string, path: readonly string[]): Promise<RuleDefinition> {
  const { columns, unsafe } = await readCondition(condition, facts.schema, facts.name);
  if (unsafe) throw wrong(`The condition is not taken. ${unsafe}`, ...path, "condition");
  if (columns.some((name) => !facts.columns.some((column) => column.name === name))) {
    throw noColumn(...path, "condition");
  }
  return { kind: DqRuleKind.ROW_CONDITION, condition, columns };
}

async function statementOf(
  manager: EntityManager,
  tenantId: string,
  facts: TableFacts,
  sql: string,
  path: readonly string[],
): Promise<RuleDefinition> {
  const [service, database] = facts.fqn as unknown as [string, string];
  const read: Fqn[] = [];
  const unsafe = await unsafeReason(sql, (schema, table) => read.push([service, database, schema, table]) > 0);
  if (unsafe) throw wrong(`The statement is not taken. ${unsafe}`, ...path);
  // What no name in a database can be is in no catalog, and PostgreSQL would cut it off.
  const found = await assetsByName(manager, tenantId, read);
  if (found.some((asset) => asset === null)) {
    const message = "The statement reads a table that is not in the catalog.";
    throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, message, ...path);
  }
  if (!read.some(([, , schema, table]) => schema === facts.schema && table === facts.name)) {
    throw wrong("The statement must read the table that the rule is about.", ...path);
  }
  return { kind: DqRuleKind.SQL, sql };
}
