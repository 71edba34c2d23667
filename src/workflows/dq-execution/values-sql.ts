import { quoteName } from "../../quality/compile/quote.js";
import { ruleColumns } from "../../quality/compile/rule-columns.js";
import { scannedConditions } from "../../quality/compile/scanned.js";
import type { SourceTable } from "../profiling/source-table.js";
import type { Rows } from "./answers.js";
import type { RuleToRun } from "./rule-to-run.js";

/** A condition that costs more than finding the value among so many is asked of each value once instead of each row. */
const FEW_VALUES = 10_000;
/** Columns whose values are told apart in one scan: each has a table of hashes of its own. */
const MOST_COLUMNS = 4;

/** The column of few values, as far as the source's statistics tell, that the rule's costly condition is about. */
export function columnOfFewValues({ rule, compiled }: RuleToRun, table: SourceTable): string | undefined {
  if (compiled.form !== "ROW" || (compiled.expressions === 0 && !compiled.joined)) return undefined;
  const [name, ...others] = ruleColumns(rule.definition) ?? [];
  const estimate = table.columns.find((column) => column.name === name)?.distinctEstimate ?? 0;
  return others.length === 0 && estimate > 0 && estimate <= FEW_VALUES ? name : undefined;
}

export interface ValueScan {
  readonly rules: readonly RuleToRun[];
  readonly rows: Rows;
}

/** Scans in which rules meet each value of their column once, with the number of its rows. */
export function valueScans(rules: readonly RuleToRun[], table: SourceTable, instead: Rows): ValueScan[] {
  const byColumn = [...Map.groupBy(rules, (rule) => columnOfFewValues(rule, table)!)];
  const scans: ValueScan[] = [];
  for (let start = 0; start < byColumn.length; start += MOST_COLUMNS) {
    const some = byColumn.slice(start, start + MOST_COLUMNS);
    const columns = some.map(([name]) => `t.${quoteName(name)}`);
    const list = columns.join(", ");
    const from =
      `(select ${list}, count(*) as rows_of_value, grouping(${list}) as other_columns from ${table.quoted} t ` +
      `group by grouping sets (${columns.map((column) => `(${column})`).join(", ")})) t`;
    // Of each column's own set the bits of all the others are set.
    const all = 2 ** columns.length - 1;
    const others = new Map(
      some.flatMap(([, own], index) => own.map((rule) => [rule, all - 2 ** (columns.length - 1 - index)])),
    );
    const aggregates = (rule: RuleToRun) => rowsOfValues(rule, others.get(rule)!);
    scans.push({ rules: [...others.keys()], rows: { from, aggregates, instead } });
  }
  return scans;
}

function rowsOfValues({ compiled }: RuleToRun, others: number): string[] {
  if (compiled.form !== "ROW") return [];
  return scannedConditions(compiled).map(
    (condition) =>
      `coalesce(sum(t.rows_of_value) filter (where t.other_columns = ${others} and (${condition})), 0)::bigint`,
  );
}
