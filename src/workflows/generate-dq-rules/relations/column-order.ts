import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { because, type Candidate } from "../candidate.js";
import { AT_MOST, CREATED, ORDERED, TOUCHED } from "../names.js";
import { checksOf, type TableView, type ViewedColumn } from "./table-view.js";

const MOST_COLUMNS = 14;
const HINTED_ROWS = 10;
const UNHINTED_ROWS = 100;
const UNHINTED_NUMBERS = 300;
const LEAST_SHARE = 0.985;
const MOST_RULES = 8;

interface Pair {
  readonly low: ViewedColumn;
  readonly high: ViewedColumn;
  /** Rows with both; those in this order, and those against it. */
  readonly both: number;
  readonly less: number;
  readonly greater: number;
}

/** Pairs of times, or of numbers, of which one is never after the other. */
export async function columnOrders(session: SourceSession, view: TableView): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const kind of ["time", "number"] as const) {
    const columns = view.columns
      .filter(
        ({ column, identifies, learned }) =>
          column.kind === kind && !identifies && (learned.values?.number?.count ?? 0) > 0,
      )
      .slice(0, MOST_COLUMNS);
    const pairs = await compare(session, view, columns);
    const kept = pairs.flatMap((pair) => {
      const order = orderOf(pair, kind);
      return order && checksOf(view.constraints, [pair.low.column.name, pair.high.column.name]).length === 0
        ? [{ pair, order }]
        : [];
    });
    found.push(
      ...kept
        .filter(
          ({ pair }) =>
            !follows(
              pair,
              kept.map((each) => each.pair),
            ),
        )
        .map(({ order }) => order),
    );
  }
  return found.toSorted((a, b) => b.worth - a.worth).slice(0, MOST_RULES);
}

async function compare(session: SourceSession, { rows }: TableView, columns: readonly ViewedColumn[]): Promise<Pair[]> {
  const pairs = columns.flatMap((a, index) => columns.slice(index + 1).map((b) => [a, b] as const));
  if (pairs.length === 0) return [];
  const list = pairs.map(([a, b], index) => {
    const [left, right] = [a, b].map(({ column }) => `t.${quoteIdentifier(column.name)}`);
    const counted = (condition: string, name: string) =>
      `pg_catalog.count(*) filter (where ${condition}) as ${name}${index}`;
    return [
      counted(`${left} < ${right}`, "l"),
      counted(`${left} > ${right}`, "g"),
      counted(`${left} = ${right}`, "e"),
    ].join(", ");
  });
  const [row] = await session.query<Record<string, string>>(
    `select ${list.join(", ")} from ${rows.learned.from} where ${rows.learned.where}`,
  );
  return pairs.flatMap(([a, b], index) => {
    const [less, greater, equal] = ["l", "g", "e"].map((name) => Number(row![`${name}${index}`]));
    const both = less! + greater! + equal!;
    return [
      { low: a, high: b, both, less: less!, greater: greater! },
      { low: b, high: a, both, less: greater!, greater: less! },
    ];
  });
}

function orderOf({ low, high, both, less, greater }: Pair, kind: "time" | "number"): Candidate | undefined {
  if (both < HINTED_ROWS || less < Math.max(3, 0.05 * both) || greater > (1 - LEAST_SHARE) * both) return undefined;
  const touched = TOUCHED.in(high.words) || TOUCHED.in(low.words);
  if (touched && !(CREATED.in(low.words) && TOUCHED.in(high.words))) return undefined;
  const hinted = isHinted(low.words, high.words, kind);
  const enough = kind === "time" ? UNHINTED_ROWS : UNHINTED_NUMBERS;
  if (!hinted && (greater > 0 || both < enough || !interleaved(low, high, kind))) return undefined;
  const [lower, upper] = [low.column.name, high.column.name];
  return {
    definition: { kind: DqRuleKind.COLUMN_ORDER, lower, upper, strict: false },
    columns: [lower, upper],
    name: kind === "time" ? `${lower} is not after ${upper}` : `${lower} is at most ${upper}`,
    dimension: DqDimension.CONSISTENCY,
    severity: hinted ? DqSeverity.HIGH : DqSeverity.MEDIUM,
    worth: hinted ? 0.95 : 0.6,
    leastShare: hinted ? LEAST_SHARE : 1,
    trust: hinted ? 1 : 0.85,
    evidence: [
      because("values: order", `${both - greater} of ${both} rows with both values have them in this order.`, 1),
      ...(hinted ? [because("column names", "The names say which comes first.", 0.7)] : []),
    ],
  };
}

function isHinted(low: readonly string[], high: readonly string[], kind: "time" | "number"): boolean {
  if (kind === "number") {
    const common = low.some((word) => high.includes(word));
    return AT_MOST.some(
      (pair) =>
        (common || !pair.share) && pair.low.in(low) && pair.high.in(high) && !(pair.low.in(high) && pair.high.in(low)),
    );
  }
  return ORDERED.some(([before, after]) => before.in(low) && after.in(high) && !(before.in(high) && after.in(low)));
}

/** Whether the values are so mixed that rows put together by chance would be in the wrong order again and again. */
function interleaved(low: ViewedColumn, high: ViewedColumn, kind: "time" | "number"): boolean {
  const [a, b] = [low.learned.values?.number?.quantiles, high.learned.values?.number?.quantiles];
  if (!a || !b) return false;
  return kind === "time" ? a[3] > b[1] : a[2] > b[1] && a[3] > b[2];
}

/** Whether it follows from two others, by a column in between that hardly lacks a value. */
function follows({ low, high }: Pair, pairs: readonly Pair[]): boolean {
  return pairs.some(
    (first) =>
      first.low === low &&
      first.high !== high &&
      first.high.learned.nulls <= 0.02 * first.high.learned.rows &&
      pairs.some((second) => second.low === first.high && second.high === high),
  );
}
