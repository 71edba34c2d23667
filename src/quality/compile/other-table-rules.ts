import type { DqRuleKind, RuleDefinition, TargetColumns } from "../rule.model.js";
import type { AggregateRule, RowRule, RuleTable } from "./compiled-rule.js";
import { allPresent, anyAbsent, columnOf, columnsOf, quoteLiteral, quoteName, quoteTable } from "./quote.js";
import { invalidRule } from "./rule-error.js";

type Of<Kind extends DqRuleKind> = Extract<RuleDefinition, { kind: Kind }>;

/**
 * A subquery that PostgreSQL hashes once, so that the rule can go along in the scan of others. Values of rows that have none
 * in one of the columns are taken out of both sides: a null in the list would make every answer unknown.
 */
export function referential(table: RuleTable, { columns, target }: Of<DqRuleKind.REFERENTIAL>): RowRule {
  const own = columnsOf(table, columns);
  const theirs = targetColumns(target, own.length);
  const keys = `select ${theirs.join(", ")} from ${tableOf(target)} where ${allPresent(theirs)}`;
  const value = own.length === 1 ? own[0]! : `(${own.join(", ")})`;
  const checked = allPresent(own);
  const matches = own.map((column, index) => `k.k${index} = ${column}`).join(" and ");
  const named = theirs.map((column, index) => `${column} as k${index}`).join(", ");
  const from =
    `from ${quoteTable(table.schema, table.name)} t left join ` +
    `(select distinct ${named} from ${tableOf(target)} where ${allPresent(theirs)}) k on ${matches} where ${checked}`;
  return {
    form: "ROW",
    checked,
    failing: `${checked} and not (${value} in (${keys}))`,
    // Of several columns one without a value does not make the comparison nothing.
    ...(own.length === 1 && { inScan: { unchecked: anyAbsent(own), failing: `not (${value} in (${keys}))` } }),
    joined: {
      sql: `select count(*) as rows_checked, count(*) filter (where k.k0 is null) as rows_failing ${from}`,
      failingRows: `select t.* ${from} and k.k0 is null`,
    },
    expressions: 0,
  };
}

/** A row that nobody refers to has the total 0. */
export function total(table: RuleTable, rule: Of<DqRuleKind.TOTAL>): AggregateRule {
  const whole = columnOf(table, rule.total);
  const keys = columnsOf(table, rule.key);
  const theirs = targetColumns(rule.target, keys.length);
  const grouped = theirs.map((column, index) => `${column} as k${index}`).join(", ");
  const sums =
    `select ${grouped}, sum(r.${quoteName(rule.summed)}::numeric) as summed from ${tableOf(rule.target)} ` +
    `where ${allPresent(theirs)} group by ${theirs.join(", ")}`;
  const matches = keys.map((key, index) => `s.k${index} = ${key}`).join(" and ");
  const from =
    `from ${quoteTable(table.schema, table.name)} t left join (${sums}) s on ${matches} ` +
    `where ${allPresent([whole, ...keys])}`;
  const failing = `abs(${whole}::numeric - coalesce(s.summed, 0)) > ${quoteLiteral(rule.tolerance)}::numeric`;
  return {
    form: "AGGREGATE",
    sql: `select count(*) as rows_checked, count(*) filter (where ${failing}) as rows_failing ${from}`,
    failingRows: `select t.* ${from} and ${failing}`,
  };
}

const tableOf = ({ schema, table }: TargetColumns): string => `${quoteTable(schema, table)} r`;

function targetColumns({ columns }: TargetColumns, count: number): string[] {
  if (columns.length !== count) throw invalidRule("The rule compares different numbers of columns.");
  return columns.map((column) => `r.${quoteName(column)}`);
}
