import { quoteIdentifier } from "../../sources/quote-identifier.js";
import type { RuleTable } from "./compiled-rule.js";
import { invalidRule, RuleError } from "./rule-error.js";

/** PostgreSQL cuts longer identifiers off, and would read another object. */
const LONGEST_NAME_BYTES = 63;

export function quoteName(name: string): string {
  if (name === "" || name.includes("\0") || Buffer.byteLength(name) > LONGEST_NAME_BYTES) {
    throw invalidRule("The rule names something that can't be in a database.");
  }
  return quoteIdentifier(name);
}

export const quoteTable = (schema: string, table: string): string => `${quoteName(schema)}.${quoteName(table)}`;

/** The columns of `t`, which must be the table's. */
export function columnsOf(table: RuleTable, names: readonly string[]): string[] {
  if (names.length === 0) throw invalidRule("The rule names no column.");
  return names.map((name) => {
    if (!table.columns.some((column) => column.name === name)) {
      throw new RuleError("RULE_COLUMN_GONE", "A column that the rule is about is not there any more.");
    }
    return `t.${quoteName(name)}`;
  });
}

export const columnOf = (table: RuleTable, name: string): string => columnsOf(table, [name])[0]!;

/**
 * A column to be compared. A domain over an enum has no operators of its own; beside a null it counts as what it is made of,
 * and so does any other type without being changed.
 */
export function comparableOf(table: RuleTable, name: string): string {
  const column = columnOf(table, name);
  const builtIn = !table.columns.find((each) => each.name === name)!.type.includes(".");
  return builtIn ? column : `coalesce(${column}, null)`;
}

/**
 * A text as a literal. It is left without a type where a column is compared with it, so that PostgreSQL reads it as the
 * column's own, be it an enum, a domain or an array, and without cutting it to the column's length.
 */
export function quoteLiteral(text: string): string {
  if (text.includes("\0")) throw invalidRule("A value of the rule holds a NUL character.");
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

export function number(value: number): string {
  if (!Number.isFinite(value)) throw invalidRule("A number of the rule is none.");
  return String(value);
}

/** Of expressions: one or another has no value. */
export const anyAbsent = (expressions: readonly string[]): string =>
  expressions.map((expression) => `${expression} is null`).join(" or ");

/** Of expressions: each has a value. */
export const allPresent = (expressions: readonly string[]): string =>
  expressions.map((expression) => `${expression} is not null`).join(" and ");
