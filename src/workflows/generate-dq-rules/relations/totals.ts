import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { nameWords } from "../../vocabulary/name-words.js";
import { because, type Candidate } from "../candidate.js";
import { IDENTIFYING } from "../names.js";
import type { NeighbourColumn } from "./read-neighbours.js";
import { nameSpeaksOf } from "./reference-names.js";
import { toleranceOf } from "./sum.js";
import type { TableView, ViewedColumn } from "./table-view.js";

const MOST_CHILDREN = 5;
const MOST_COLUMNS = 12;
const LEAST_ROWS = 10;
const LEAST_DISTINCT = 5;
const LEAST_SHARE = 0.985;
/** A table so large is not added up for a guess. */
const MOST_ROWS = 20_000_000;

interface Child {
  readonly schema: string;
  readonly table: string;
  readonly refers: string;
  readonly summed: readonly string[];
}

/** Columns that are the sum of a column of the rows that refer to the row, as an order's total is of its lines. */
export async function totals(
  session: SourceSession,
  view: TableView,
  neighbours: readonly NeighbourColumn[],
): Promise<Candidate[]> {
  const key = view.columns.find((column) => column.key) ?? view.columns.find(({ words }) => words.join("") === "id");
  const quantities = view.columns.filter(isQuantity).slice(0, MOST_COLUMNS);
  if (!key || quantities.length === 0) return [];
  const found: Candidate[] = [];
  for (const child of childrenOf(view, key, neighbours)) {
    found.push(...(await matching(session, view, key.column.name, quantities, child)));
  }
  return found;
}

function isQuantity({ column, words, identifies, learned }: ViewedColumn): boolean {
  return (
    column.kind === "number" &&
    column.baseType !== "money" &&
    !identifies &&
    !IDENTIFYING.in(words) &&
    (learned.values?.distinct ?? 0) >= LEAST_DISTINCT
  );
}

/** Tables of the schema with a column that speaks of this table's key, and with numbers besides. */
function childrenOf({ table }: TableView, key: ViewedColumn, neighbours: readonly NeighbourColumn[]): Child[] {
  const byTable = Map.groupBy(
    neighbours.filter(({ schema, table: name }) => schema === table.schema && name !== table.name),
    (column) => column.table,
  );
  const own: NeighbourColumn = {
    schema: table.schema,
    table: table.name,
    name: key.column.name,
    family: "integer",
    key: true,
    estimatedRows: 0,
  };
  return [...byTable.values()]
    .flatMap((columns) => {
      const refers = columns.find((column) => !column.key && nameSpeaksOf(nameWords(column.name), own, false) >= 0.9);
      const summed = columns.filter(
        (column) => column !== refers && !column.key && (column.family === "number" || column.family === "integer"),
      );
      if (!refers || summed.length === 0 || columns[0]!.estimatedRows > MOST_ROWS) return [];
      return [
        {
          schema: refers.schema,
          table: refers.table,
          refers: refers.name,
          summed: summed.slice(0, MOST_COLUMNS).map(({ name }) => name),
        },
      ];
    })
    .slice(0, MOST_CHILDREN);
}

async function matching(
  session: SourceSession,
  { rows }: TableView,
  key: string,
  quantities: readonly ViewedColumn[],
  child: Child,
): Promise<Candidate[]> {
  const refers = `r.${quoteIdentifier(child.refers)}`;
  const sums = child.summed.map(
    (name, index) => `pg_catalog.sum(r.${quoteIdentifier(name)}::pg_catalog.numeric) as s${index}`,
  );
  const pairs = quantities.flatMap((total) => child.summed.map((summed, index) => ({ total, summed, index })));
  const counted = pairs.map(({ total, index }, place) => {
    const whole = `t.${quoteIdentifier(total.column.name)}::pg_catalog.numeric`;
    return `pg_catalog.count(*) filter (where pg_catalog.abs(${whole} - coalesce(s.s${index}, 0)) <= ${toleranceOf([total])}) as m${place},
      pg_catalog.count(${whole} + s.s${index}) as n${place}`;
  });
  const target = `${quoteIdentifier(child.schema)}.${quoteIdentifier(child.table)}`;
  const [row] = await session.query<Record<string, string>>(
    `select ${counted.join(", ")}, pg_catalog.avg(s.n)::pg_catalog.float8 as lines
     from ${rows.learned.from} join (select ${refers} as k, pg_catalog.count(*) as n, ${sums.join(", ")} from ${target} r
       where ${refers} is not null group by 1) s on s.k::pg_catalog.text = t.${quoteIdentifier(key)}::pg_catalog.text where ${rows.learned.where}`,
  );
  if (Number(row!.lines ?? 0) <= 1.05) return [];
  return pairs.flatMap(({ total, summed }, place) => {
    const [matched, both] = [Number(row![`m${place}`]), Number(row![`n${place}`])];
    if (both < LEAST_ROWS || matched < LEAST_SHARE * both) return [];
    return [totalOf(total, key, child, summed, both)];
  });
}

function totalOf(
  total: ViewedColumn,
  key: string,
  { schema, table, refers }: Child,
  summed: string,
  rows: number,
): Candidate {
  return {
    definition: {
      kind: DqRuleKind.TOTAL,
      total: total.column.name,
      key: [key],
      target: { schema, table, columns: [refers] },
      summed,
      tolerance: toleranceOf([total]),
    },
    columns: [total.column.name],
    name: `${total.column.name} is the sum of ${table}.${summed}`,
    dimension: DqDimension.CONSISTENCY,
    severity: DqSeverity.HIGH,
    worth: 1,
    leastShare: LEAST_SHARE,
    trust: 1,
    evidence: [
      because("values: sums", `The sums of ${table} come to the value in ${rows} rows that have such rows.`, 1),
    ],
  };
}
