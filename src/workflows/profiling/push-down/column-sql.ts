import { groupsSql } from "./groups-sql.js";
import { histogramSql, momentsSql } from "./number-sql.js";
import { orderSql } from "./order-sql.js";
import type { PushDownColumn } from "./push-down-column.js";
import { blanksSql, formatsSql, lengthsSql, shapesSql } from "./text-sql.js";

/** What of a column's figures is asked for; by its kind. */
export interface WantedFigures {
  readonly order: boolean;
  readonly textRange: boolean;
  readonly values: boolean;
  readonly length: "characters" | "bytes" | null;
  readonly texts: boolean;
  readonly moments: boolean;
  readonly histogram: boolean;
}

/** One statement that computes every figure of a column from its different values, as one JSON object. */
export function columnSql(column: PushDownColumn, source: string, want: WantedFigures): string {
  const ctes = [groupsSql(column, source)];
  const figures: Record<string, string> = {
    distinct: "(SELECT count(*) FROM g)",
    unique: "(SELECT count(*) FROM g WHERE g.n = 1)",
    present: "(SELECT coalesce(sum(g.n), 0) FROM g)",
  };
  if (want.values) {
    figures.frequent = `(SELECT json_agg(json_build_array(left(f.t, 256), f.n) ORDER BY f.n DESC, f.t)
      FROM (SELECT g.t, g.n FROM g ORDER BY g.n DESC, g.t LIMIT 10) AS f)`;
    figures.samples = `(SELECT json_agg(left(a.t, 256) ORDER BY md5(a.t), a.t)
      FROM (SELECT g.t FROM g ORDER BY md5(g.t), g.t LIMIT $1::int) AS a)`;
  }
  if (want.order) {
    ctes.push(orderSql(column, source));
    figures.order =
      "(SELECT array_to_json(ARRAY(SELECT left(e.e, 256) FROM unnest(p.a) WITH ORDINALITY AS e(e, i) ORDER BY e.i)) FROM p)";
  }
  if (want.textRange) figures.range = "(SELECT json_build_array(left(min(g.t), 256), left(max(g.t), 256)) FROM g)";
  if (want.length) {
    ctes.push(lengthsSql(want.length === "bytes" ? "octet_length(g.v)" : "char_length(g.t)"));
    figures.length = "(SELECT json_build_array(q.shortest, q.longest, q.mean) FROM q)";
  }
  if (want.texts) {
    ctes.push(blanksSql());
    figures.blanks = "(SELECT json_build_array(b.blank, b.padded) FROM b)";
    figures.shapes = shapesSql();
    figures.formats = formatsSql();
  }
  if (want.moments) {
    ctes.push(momentsSql("$2::float8", "$3::float8"));
    figures.moments = "(SELECT json_build_array(m.mean, m.sd, m.outliers) FROM m)";
  }
  if (want.histogram) figures.histogram = histogramSql("$4");
  const pairs = Object.entries(figures).map(([name, sql]) => `'${name}', ${sql}`);
  return `WITH ${ctes.join(", ")} SELECT json_build_object(${pairs.join(", ")})::text AS figures`;
}
