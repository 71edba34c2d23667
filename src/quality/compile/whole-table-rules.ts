import type { DqRuleKind, RuleDefinition } from "../rule.model.js";
import type { AggregateRule, RuleTable } from "./compiled-rule.js";
import { columnOf, number, quoteName, quoteTable } from "./quote.js";
import { type Bounds, outside } from "./row-rules.js";
import { invalidRule } from "./rule-error.js";

type Of<Kind extends DqRuleKind> = Extract<RuleDefinition, { kind: Kind }>;

/** One thing is checked, the table. By the source's own clock; a table that has no value at all has no recent one. */
export function freshness(table: RuleTable, { column, maxAgeHours }: Of<DqRuleKind.FRESHNESS>): AggregateRule {
  const latest = `max(${columnOf(table, column)})`;
  const old = `coalesce(${latest} < now() - interval '1 hour' * ${number(maxAgeHours)}, true)::int::bigint`;
  const counts = ([isOld]: readonly number[]) => ({ checked: 1, failing: isOld! });
  return { form: "AGGREGATE", sql: ofTable(table, old), scanned: { aggregates: [old], counts } };
}

export function rowCount(table: RuleTable, { min, max }: Of<DqRuleKind.ROW_COUNT>): AggregateRule {
  const [least, most] = [min, max].map((bound) => (bound === null ? null : number(bound))) as Bounds;
  const counts = ([rows]: readonly number[]) => ({
    checked: 1,
    failing: Number(rows! < (min ?? 0) || rows! > (max ?? Number.POSITIVE_INFINITY)),
  });
  return {
    form: "AGGREGATE",
    sql: ofTable(table, `${outside("count(*)", least, most)}::int::bigint`),
    scanned: { aggregates: ["count(*)"], counts },
  };
}

const ofTable = (table: RuleTable, failing: string): string =>
  `select 1::bigint as rows_checked, ${failing} as rows_failing from ${quoteTable(table.schema, table.name)} t`;

/**
 * The statement's rows are those that fail, of all the table's rows. It must be one SELECT, which whoever made the rule has
 * checked; that it does nothing else the session sees to, which is read-only and takes one statement at a time.
 */
export function sqlRule(table: RuleTable, { sql }: Of<DqRuleKind.SQL>): AggregateRule {
  if (sql.includes("\0")) throw invalidRule("The rule's SQL holds a NUL character.");
  const statement = sql.trim().replace(/;$/, "");
  // A comment at its end must not take the bracket along.
  const rows = `(${statement}\n)`;
  return {
    form: "AGGREGATE",
    sql:
      `select greatest(a.rows, f.rows) as rows_checked, f.rows as rows_failing ` +
      `from (select count(*) as rows from ${quoteTable(table.schema, table.name)}) a, (select count(*) as rows from ${rows} q) f`,
    ...(table.columns.length > 0 && { failingRows: `select ${firstColumns(table)} from ${rows} t` }),
  };
}

const firstColumns = (table: RuleTable): string => table.columns.map(({ name }) => `t.${quoteName(name)}`).join(", ");
