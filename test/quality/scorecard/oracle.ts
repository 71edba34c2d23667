import type { Stored } from "./stored.js";

/** A fraction of whole numbers, so that nothing is rounded before the end. */
type Fraction = readonly [bigint, bigint];

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = (one: Fraction, [c, d]: Fraction): Fraction => times(one, [d, c]);

/** Digit by digit, as one divides on paper; the thirteenth place decides. */
function written([part, whole]: Fraction): string {
  let digits = "";
  let rest = part % whole;
  for (let place = 0; place < 13; place++) {
    rest *= 10n;
    digits += String(rest / whole);
    rest %= whole;
  }
  let units = BigInt(String(part / whole) + digits.slice(0, 12));
  if (digits[12]! >= "5") units += 1n;
  const text = String(units).padStart(13, "0");
  return `${text.slice(0, -12)}.${text.slice(-12)}`.replace(/\.?0+$/, "");
}

const fractionOf = (decimal: string): Fraction => {
  const [whole = "", places = ""] = decimal.split(".");
  return [BigInt(whole + places), 10n ** BigInt(places.length)];
};

/** What each dimension is made of, once more, as docs/scorecard.md says it. */
const MAKEUP: Record<string, [dimension: string | null, metrics: Record<string, bigint>]> = {
  COMPLETENESS: ["COMPLETENESS", { ROWS_HOLDING: 1n, CELLS_FILLED: 1n }],
  UNIQUENESS: ["UNIQUENESS", { ROWS_HOLDING: 1n }],
  VALIDITY: ["VALIDITY", { ROWS_HOLDING: 1n }],
  CONSISTENCY: ["CONSISTENCY", { ROWS_HOLDING: 1n }],
  ACCURACY: ["ACCURACY", { ROWS_HOLDING: 1n }],
  TIMELINESS: ["TIMELINESS", { ROWS_HOLDING: 1n }],
  DOCUMENTATION: [
    null,
    {
      TABLES_DESCRIBED: 2n,
      TABLES_NAMED: 1n,
      TABLES_COMMENTED: 1n,
      COLUMNS_DESCRIBED: 2n,
      COLUMNS_NAMED: 1n,
      COLUMNS_COMMENTED: 1n,
    },
  ],
  CLASSIFICATION: [null, { TABLES_SENSITIVITY_TAGGED: 1n, COLUMNS_PII_ASSESSED: 1n, COLUMNS_SENSITIVITY_TAGGED: 1n }],
  STRUCTURE: [null, { TABLES_KEYED: 2n, TABLES_RELATED: 1n }],
  COVERAGE: [null, { TABLES_PROFILED: 1n, TABLES_WITH_RULES: 1n }],
};

export interface Question {
  readonly level: number;
  readonly id: string;
  readonly asOf: Date | null;
  readonly runId: string | null;
  readonly weights: ReadonlyMap<string, string>;
}

/** The scorecard from the plain rows of the tables, by loops and fractions. */
export function expected(stored: Stored, { level, id, asOf, runId, weights }: Question) {
  const now = asOf?.getTime() ?? Number.POSITIVE_INFINITY;
  const beganBy = (time: Date | null) => time !== null && time.getTime() <= now;
  const tables = stored.tables.filter((table) => {
    if (level === 4) return table.id === id;
    if (level === 5) return table.columns.includes(id);
    return [table.service, table.database, table.schema][level - 1] === id && !table.partition && !beganBy(table.gone);
  });
  const counting: { metric: string; dimension: string | null; value: readonly [bigint, bigint]; assets: number }[] = [];
  const stale = new Map<string, number>();
  const staleTables = new Set<string>();
  const assessed: number[] = [];
  for (const table of tables) {
    for (const isMetadata of [true, false]) {
      const rows = stored.snapshots
        .filter((row) => row.table === table.id && (row.dimension === null) === isMetadata)
        .filter((row) => row.taken.getTime() <= now && (runId === null || row.run === runId))
        .sort((a, b) => b.taken.getTime() - a.taken.getTime() || (a.run < b.run ? 1 : -1));
      const [latest] = rows;
      if (!latest) continue;
      const values = level === 5 ? (latest.columns.get(id) ?? []) : rows.filter(({ run }) => run === latest.run);
      for (const { metric, dimension, numerator, denominator, assets, staleSince } of values) {
        const key = `${metric} ${dimension}`;
        if (beganBy(staleSince)) {
          stale.set(key, (stale.get(key) ?? 0) + 1);
          staleTables.add(table.id);
        } else {
          counting.push({ metric, dimension, value: [BigInt(numerator), BigInt(denominator)], assets });
          assessed.push(latest.taken.getTime());
        }
      }
    }
  }
  const dimensions = Object.entries(MAKEUP).map(([dimension, [quality, metrics]]) => {
    const parts = Object.entries(metrics).map(([metric, weight]) => {
      const found = counting.filter((each) => each.metric === metric && each.dimension === quality);
      const numerator = found.reduce((sum, { value }) => sum + value[0], 0n);
      const denominator = found.reduce((sum, { value }) => sum + value[1], 0n);
      return {
        metric,
        weight: String(weight),
        numerator: String(numerator),
        denominator: String(denominator),
        score: denominator === 0n ? null : written([numerator, denominator]),
        assetCount: found.reduce((sum, { assets }) => sum + assets, 0),
        staleTables: stale.get(`${metric} ${quality}`) ?? 0,
      };
    });
    const numerator = parts.reduce((sum, part) => sum + BigInt(part.weight) * BigInt(part.numerator), 0n);
    const denominator = parts.reduce((sum, part) => sum + BigInt(part.weight) * BigInt(part.denominator), 0n);
    return {
      dimension,
      weight: weights.get(dimension) ?? "1",
      numerator: String(numerator),
      denominator: String(denominator),
      score: denominator === 0n ? null : written([numerator, denominator]),
      metrics: parts,
    };
  });
  const measured = dimensions.filter(({ denominator }) => denominator !== "0");
  const weight = measured.reduce<Fraction>((sum, each) => plus(sum, fractionOf(each.weight)), [0n, 1n]);
  const total = measured.reduce<Fraction>(
    (sum, { weight: own, numerator, denominator }) =>
      plus(sum, times(fractionOf(own), [BigInt(numerator), BigInt(denominator)])),
    [0n, 1n],
  );
  return {
    score: weight[0] === 0n ? null : written(over(total, weight)),
    dimensions,
    tables: level === 5 ? 1 : tables.filter(({ seen }) => beganBy(seen) || asOf === null).length,
    staleTables: staleTables.size,
    assessedAt: assessed.length > 0 ? new Date(Math.max(...assessed)) : null,
  };
}
