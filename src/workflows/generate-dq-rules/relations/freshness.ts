import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { because, type Candidate } from "../candidate.js";
import { lowerBound } from "../confidence.js";
import { CREATED, NOT_EVENTS, TOUCHED } from "../names.js";
import type { TableView, ViewedColumn } from "./table-view.js";

const MOST_COLUMNS = 4;
const LEAST_ROWS = 40;
/** Different hours, or days, with rows. */
const LEAST_MOMENTS = 20;
/** The last gaps count: how often a table was written years ago says nothing. */
const LAST_GAPS = 60;
/** A table that is written so seldom can't be told from one that nobody writes any more. */
const LONGEST_GAP_HOURS = 45 * 24;
/** Whose rows come so irregularly that the longest gap is no measure. */
const MOST_UNEVEN = 40;
const DAY = 24;

/**
 * A table that is written again and again until now: the bound comes from the longest of its last gaps. Whether it is alive
 * is asked of the source's clock; the bound depends on the rows alone.
 */
export async function freshness(session: SourceSession, view: TableView): Promise<Candidate[]> {
  const columns = view.columns
    .filter(
      ({ column, words, learned }) =>
        column.kind === "time" && !NOT_EVENTS.in(words) && (learned.values?.count ?? 0) >= LEAST_ROWS / 2,
    )
    .toSorted((a, b) => rank(b) - rank(a) || a.column.ordinal - b.column.ordinal)
    .slice(0, MOST_COLUMNS);
  for (const column of columns) {
    const candidate = await recent(session, view, column);
    if (candidate) return [candidate];
  }
  return [];
}

const rank = ({ words }: ViewedColumn) => (CREATED.in(words) ? 2 : TOUCHED.in(words) ? 1 : 0);

async function recent(
  session: SourceSession,
  { rows }: TableView,
  { column }: ViewedColumn,
): Promise<Candidate | undefined> {
  const name = `t.${quoteIdentifier(column.name)}`;
  const hours = `select distinct pg_catalog.date_trunc('hour', ${name}) as h from ${rows.everything.from} where pg_catalog.isfinite(${name})`;
  const [row] = await session.query<Record<"moments" | "longest" | "usual" | "age", string | null>>(
    `with m as (${hours}), g as (
       select h, pg_catalog.date_part('epoch', h - pg_catalog.lag(h) over (order by h)) / 3600 as gap,
         pg_catalog.row_number() over (order by h desc) as place from m)
     select pg_catalog.count(*) as moments, max(gap) filter (where place <= ${LAST_GAPS}) as longest,
       pg_catalog.percentile_disc(0.5) within group (order by gap) filter (where place <= ${LAST_GAPS}) as usual,
       pg_catalog.date_part('epoch', pg_catalog.now() - max(h)::pg_catalog.timestamptz) / 3600 as age from g`,
  );
  const [moments, longest, usual, age] = [row!.moments, row!.longest, row!.usual, row!.age].map((text) =>
    Number(text ?? Number.NaN),
  ) as [number, number, number, number];
  if (!(moments >= LEAST_MOMENTS) || !(longest <= LONGEST_GAP_HOURS) || longest > MOST_UNEVEN * Math.max(usual, 1))
    return undefined;
  const maxAgeHours = Math.ceil((2 * longest + DAY) / DAY) * DAY;
  if (age < -DAY || age > maxAgeHours) return undefined;
  return {
    definition: { kind: DqRuleKind.FRESHNESS, column: column.name, maxAgeHours },
    columns: [column.name],
    name: `${column.name} is at most ${maxAgeHours / DAY} ${maxAgeHours === DAY ? "day" : "days"} old`,
    dimension: DqDimension.TIMELINESS,
    severity: DqSeverity.MEDIUM,
    worth: 0.9,
    leastShare: 1,
    trust: 1,
    confidence: lowerBound({ checked: Math.min(moments, LAST_GAPS), failing: 0 }),
    evidence: [
      because(
        "values: gaps",
        `Rows come about every ${Math.round(usual)} hours, and never more than ${Math.ceil(longest)} hours apart lately.`,
        1,
      ),
      because("source's clock", "The latest row is not older than that, so the table is written still.", 0.5),
    ],
  };
}
