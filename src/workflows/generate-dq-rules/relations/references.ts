import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { because, type Candidate } from "../candidate.js";
import { isKept } from "../guaranteed.js";
import { IDENTIFYING } from "../names.js";
import { familyOf, type NeighbourColumn } from "./read-neighbours.js";
import { nameSpeaksOf } from "./reference-names.js";
import type { TableView, ViewedColumn } from "./table-view.js";

const MOST_CHECKS = 30;
const TARGETS_A_COLUMN = 3;
/** Different values that must all be found: where the name says so, and where only the values do. */
const NAMED_VALUES = 5;
const UNNAMED_VALUES = 10;
const LEAST_SHARE = 0.985;
const MOST_DISTINCT = 20_000;

interface Reference {
  readonly from: ViewedColumn;
  readonly to: NeighbourColumn;
  readonly spoken: number;
}

/** Columns that refer to another table's key though no foreign key says so: all their values are found there. */
export async function references(
  session: SourceSession,
  view: TableView,
  neighbours: readonly NeighbourColumn[],
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const reference of possible(view, neighbours).slice(0, MOST_CHECKS)) {
    const { from, to } = reference;
    if (found.some(({ columns }) => columns[0] === from.column.name)) continue;
    const candidate = await contained(session, view, reference, to);
    if (candidate) found.push(candidate);
  }
  return found;
}

/** The most telling first. */
function possible(view: TableView, neighbours: readonly NeighbourColumn[]): Reference[] {
  const { table, constraints } = view;
  const declared = new Set(
    constraints.flatMap((constraint) =>
      isKept(constraint) && constraint.columns.length === 1 ? constraint.columns : [],
    ),
  );
  const own = (to: NeighbourColumn) => to.schema === table.schema && to.table === table.name;
  return view.columns
    .filter(({ column, learned }) => !declared.has(column.name) && (learned.values?.distinct ?? 0) >= NAMED_VALUES)
    .flatMap((from) =>
      neighbours
        .filter((to) => mayRefer(from, to) && !(own(to) && to.name === from.column.name))
        .map((to) => ({ from, to, spoken: nameSpeaksOf(from.words, to, own(to)) }))
        .filter(({ to, spoken }) =>
          to.key ? spoken > 0 || isTelling(from, own(to)) : spoken >= 0.9 && /(id|code|key|no)$/i.test(to.name),
        )
        // A table's own key is what others refer to; it refers itself where its name says so.
        .filter(({ to, spoken }) => !from.key || (spoken === 1 && to.key && to.table < table.name))
        .toSorted((a, b) => b.spoken - a.spoken || Number(b.to.key) - Number(a.to.key))
        .slice(0, TARGETS_A_COLUMN),
    )
    .toSorted((a, b) => b.spoken - a.spoken);
}

function mayRefer({ column }: ViewedColumn, to: NeighbourColumn): boolean {
  const family = familyOf(column.baseType);
  return family !== "number" && family === to.family;
}

/** Values that are hardly in another table by coincidence: UUIDs, and codes of letters. */
function isTelling({ column, words, learned }: ViewedColumn, own: boolean): boolean {
  if (own || (learned.values?.distinct ?? 0) < UNNAMED_VALUES) return false;
  if (column.baseType === "uuid") return true;
  const text = learned.values?.text;
  return (
    text != null &&
    text.longest <= 20 &&
    IDENTIFYING.in(words) &&
    (text.having.upper ?? 0) + (text.having.lower ?? 0) > 0.9 * learned.values!.count
  );
}

async function contained(
  session: SourceSession,
  { rows }: TableView,
  { from, spoken }: Reference,
  to: NeighbourColumn,
): Promise<Candidate | undefined> {
  const column = `t.${quoteIdentifier(from.column.name)}`;
  const target = `${quoteIdentifier(to.schema)}.${quoteIdentifier(to.table)}`;
  const key = `r.${quoteIdentifier(to.name)}`;
  const values = `select ${column} as v, pg_catalog.count(*) as n from ${rows.learned.from} where ${column} is not null and ${rows.learned.where} group by 1`;
  if ((from.learned.values?.distinct ?? 0) > MOST_DISTINCT && to.estimatedRows === 0) return undefined;
  const [row] = await session.query<Record<"distinct" | "rows" | "missing" | "lost", string>>(
    `select pg_catalog.count(*) as "distinct", coalesce(pg_catalog.sum(d.n), 0) as rows,
       pg_catalog.count(*) filter (where k.v is null) as missing, coalesce(pg_catalog.sum(d.n) filter (where k.v is null), 0) as lost
     from (${values}) d left join (select distinct ${key} as v from ${target} r where ${key} is not null) k on k.v = d.v`,
  );
  const [distinct, count, missing, lost] = [row!.distinct, row!.rows, row!.missing, row!.lost].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const needed = spoken >= 0.6 ? NAMED_VALUES : UNNAMED_VALUES;
  if (distinct - missing < needed || lost > (1 - LEAST_SHARE) * count || missing > 0.1 * distinct) return undefined;
  if (missing > 0 && spoken < 0.9) return undefined;
  return reference(from.column.name, to, { distinct, count, lost, spoken });
}

function reference(
  column: string,
  to: NeighbourColumn,
  {
    distinct,
    count,
    lost,
    spoken,
  }: { readonly distinct: number; readonly count: number; readonly lost: number; readonly spoken: number },
): Candidate {
  return {
    definition: {
      kind: DqRuleKind.REFERENTIAL,
      columns: [column],
      target: { schema: to.schema, table: to.table, columns: [to.name] },
    },
    columns: [column],
    name: `${column} occurs in ${to.table}.${to.name}`,
    dimension: DqDimension.CONSISTENCY,
    severity: DqSeverity.HIGH,
    worth: 0.9 + 0.1 * spoken,
    leastShare: LEAST_SHARE,
    trust: 0.8 + 0.2 * spoken,
    evidence: [
      because(
        "values: inclusion",
        `${distinct} different values; ${count - lost} of ${count} rows have one that ${to.table} has.`,
        1,
      ),
      ...(spoken > 0 ? [because("column name", `The name speaks of ${to.table}.`, spoken)] : []),
      because("constraints", "No foreign key says so, so the database lets other values in.", 0.3),
    ],
  };
}
