import type { DqRuleKind, RuleDefinition } from "../rule.model.js";
import type { AggregateRule, RuleTable } from "./compiled-rule.js";
import { allPresent, columnOf, columnsOf, quoteTable } from "./quote.js";
import { rowHash } from "./row-hash.js";

type Of<Kind extends DqRuleKind> = Extract<RuleDefinition, { kind: Kind }>;

/** Every row of a group of more than one fails: which of them is the right one nobody can say. */
export function unique(table: RuleTable, { columns }: Of<DqRuleKind.UNIQUE>): AggregateRule {
  const names = columnsOf(table, columns);
  const rows = `${quoteTable(table.schema, table.name)} t where ${allPresent(names)}`;
  const keys = names.map((name, index) => `${name} as k${index}`).join(", ");
  const repeated = `select ${keys} from ${rows} group by ${names.join(", ")} having count(*) > 1`;
  const filter = `filter (where ${allPresent(names)})`;
  return {
    form: "AGGREGATE",
    // As many different hashes as rows: then no two rows are equal.
    proof: [`count(*) ${filter}`, `count(distinct ${rowHash(table, columns, names)}) ${filter}`],
    sql:
      `select coalesce(sum(g.rows), 0)::bigint as rows_checked, ` +
      `coalesce(sum(g.rows) filter (where g.rows > 1), 0)::bigint as rows_failing ` +
      `from (select count(*) as rows from ${rows} group by ${names.join(", ")}) g`,
    failingRows: `select t.* from ${rows} and ${asOne(names)} in (${repeated})`,
  };
}

/** Of rows with the same determinants those fail that don't have the value that most of them have: the fewest to mend. */
export function functionalDependency(
  table: RuleTable,
  { determinants, dependent }: Of<DqRuleKind.FUNCTIONAL_DEPENDENCY>,
): AggregateRule {
  const names = columnsOf(table, determinants);
  const value = columnOf(table, dependent);
  const rows = `${quoteTable(table.schema, table.name)} t where ${allPresent([...names, value])}`;
  const keys = names.map((name, index) => `${name} as k${index}`).join(", ");
  const own = names.map((_, index) => `p.k${index}`).join(", ");
  const pairs = `select ${keys}, ${value} as v, count(*) as rows from ${rows} group by ${names.join(", ")}, ${value}`;
  const ranked = `select p.*, row_number() over (partition by ${own} order by p.rows desc, p.v::text) as place from (${pairs}) p`;
  const odd = `select ${own}, p.v from (${ranked}) p where p.place > 1`;
  return {
    form: "AGGREGATE",
    sql:
      `select coalesce(sum(g.rows), 0)::bigint as rows_checked, ` +
      `coalesce(sum(g.rows - g.most), 0)::bigint as rows_failing ` +
      `from (select sum(p.rows) as rows, max(p.rows) as most from (${pairs}) p group by ${own}) g`,
    failingRows: `select t.* from ${rows} and ${asOne([...names, value])} in (${odd})`,
  };
}

const asOne = (names: readonly string[]): string => (names.length === 1 ? names[0]! : `(${names.join(", ")})`);
