import { FIGURES } from "../figures.js";
import { MOST_FREQUENT, SHOWN_LENGTH } from "../formats.js";
import type { ColumnKind } from "../source-table.js";
import type { Doubles } from "./doubles-sql.js";
import { groupsSql, textsSql } from "./groups-sql.js";
import { histogramSql, momentsSql } from "./number-sql.js";
import { orderSql } from "./order-sql.js";
import type { PushDownColumn } from "./push-down-column.js";
import { BLANKS, FREQUENT_SHAPES, formatsSql, lengthsSql, shapesSql } from "./text-sql.js";

/** One statement that computes every figure of a column from its different values, as one JSON object. */
export function columnSql(
  column: PushDownColumn,
  kind: ColumnKind,
  from: string,
  doubles: Doubles | null,
  sampleLimit: number,
): string {
  const has = FIGURES[kind];
  const ctes = [groupsSql(column, from)];
  const figures: Record<string, string> = {
    counts: "(SELECT json_build_array(count(*), count(*) FILTER (WHERE g.n = 1), coalesce(sum(g.n), 0)) FROM g)",
  };
  if (has.values) {
    figures.frequent = `(SELECT json_agg(json_build_array(${shown("f.t")}, f.n) ORDER BY f.n DESC, f.t)
      FROM (SELECT g.t, g.n FROM g ORDER BY g.n DESC, g.t LIMIT ${MOST_FREQUENT}) AS f)`;
    figures.samples = has.quartiles ? samplesInOrder(sampleLimit) : samplesByHash(sampleLimit);
  }
  if (has.quartiles) {
    ctes.push(orderSql(column, from));
    figures.order = `(SELECT json_agg(${shown("e.e")} ORDER BY e.i) FROM p, unnest(p.a) WITH ORDINALITY AS e(e, i))`;
  }
  // Equal values of citext differ as texts.
  const texts = column.equalIsSameText || has.quartiles ? "g" : "d";
  if (texts === "d") ctes.push(textsSql(column, from));
  if (has.range && !has.quartiles) {
    figures.range = `(SELECT json_build_array(${shown("min(d.t)")}, ${shown("max(d.t)")}) FROM ${texts} AS d)`;
  }
  if (has.length) {
    ctes.push(lengthsSql(kind === "binary" ? "bytes" : "characters"));
    figures.length = "(SELECT json_build_array(q.shortest, q.longest, q.total) FROM q)";
  }
  if (has.texts) {
    ctes.push(shapesSql(texts));
    figures.blanks = BLANKS;
    figures.shapes = FREQUENT_SHAPES;
    figures.formats = formatsSql(texts);
  }
  if (column.hasNonFinite) figures.nonFinite = NON_FINITE;
  if (has.moments && doubles) {
    ctes.push(momentsSql(doubles.scale));
    figures.moments = "(SELECT json_build_array(m.mean, m.sd, m.outliers) FROM m)";
  }
  if (doubles && doubles.lowerBounds.length > 0) figures.histogram = histogramSql(doubles.lowerBounds);
  const pairs = Object.entries(figures).map(([name, sql]) => `'${name}', ${sql}`);
  return `WITH ${ctes.join(", ")} SELECT json_build_object(${pairs.join(", ")})::text AS figures`;
}

function samplesByHash(limit: number): string {
  return `(SELECT json_agg(${shown("a.t")} ORDER BY a.hash, a.t)
    FROM (SELECT g.t, ${HASH} AS hash FROM g ORDER BY hash, g.t LIMIT ${limit}) AS a)`;
}

/** The different values in the middle of each of so many equal parts of their order. */
function samplesInOrder(parts: number): string {
  if (parts === 0) return "NULL::json";
  const middles = `SELECT (2 * i.i + 1) * (SELECT count(*) FROM g) / ${2 * parts} FROM generate_series(0, ${parts - 1}) AS i(i)`;
  return `(SELECT json_agg(${shown("a.t")} ORDER BY a.place)
    FROM (SELECT g.t, row_number() OVER (ORDER BY g.v) - 1 AS place FROM g) AS a WHERE a.place IN (${middles}))`;
}

/** Of the text in UTF-8, whatever the database's encoding; of no encoding nothing can be said. */
const HASH = `CASE WHEN (SELECT getdatabaseencoding() IN ('UTF8', 'SQL_ASCII')) THEN md5(g.t)
  ELSE md5(convert_to(g.t, 'UTF8')) END`;

const shown = (text: string) => `left(${text}, ${SHOWN_LENGTH})`;

/** By text: before PostgreSQL 14 a numeric can't even be compared with infinity. */
const NON_FINITE = `(SELECT json_build_array(${["nan", "infinity", "-infinity"]
  .map((word) => `coalesce(sum(g.n) FILTER (WHERE lower(g.t) = '${word}'), 0)`)
  .join(", ")}) FROM g)`;
