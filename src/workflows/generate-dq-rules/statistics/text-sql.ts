import { CONFORMITY } from "../../../quality/compile/conformity.js";
import { PLACEHOLDER } from "../kinds/placeholder.js";
import { LONGEST_SHAPE, MOST_SHAPES, type TextStatistics } from "./column-statistics.js";
import type { Row } from "./read-values.js";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
/** ASCII's punctuation. */
export const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

const literal = (text: string) =>
  text.includes("\\") ? `E'${text.replace(/[\\']/g, "\\$&")}'` : `'${text.replaceAll("'", "''")}'`;

const SPACES = "E' \\t\\n\\r\\f\\v'";
const HAVING: Readonly<Record<string, string>> = {
  upper: "[A-Z]",
  lower: "[a-z]",
  digit: "[0-9]",
  space: " ",
  other: "[^ -~]",
  placeholder: PLACEHOLDER,
};

const rowsWhere = (condition: string) => `coalesce(pg_catalog.sum(v.n) filter (where ${condition}), 0)`;
const object = (counts: readonly (readonly [string, string])[]) =>
  `pg_catalog.json_build_object(${counts.map(([name, condition]) => `${literal(name)}, ${rowsWhere(condition)}`).join(", ")})`;

const shape = `pg_catalog.translate(pg_catalog.regexp_replace(v.v, '[^ -~]', E'\\x01', 'g'),
  '${LOWER}${LOWER.toUpperCase()}${DIGITS}' || E'\\x01', '${"a".repeat(26)}${"A".repeat(26)}${"9".repeat(10)}L')`;

/** Over `v (v, n)`: each text and the rows that have it. */
export const TEXT_SQL = {
  shapes: `s as materialized (select ${shape} as s, pg_catalog.sum(v.n) as n from v where pg_catalog.length(v.v) <= ${LONGEST_SHAPE} group by 1)`,
  figures: `
    min(pg_catalog.length(v.v)) as shortest, max(pg_catalog.length(v.v)) as longest,
    pg_catalog.sum(pg_catalog.length(v.v) * v.n)::pg_catalog.float8 / pg_catalog.sum(v.n) as mean_length,
    ${rowsWhere(`pg_catalog.btrim(v.v, ${SPACES}) = ''`)} as blank,
    ${rowsWhere(`pg_catalog.btrim(v.v, ${SPACES}) <> '' and pg_catalog.btrim(v.v, ${SPACES}) <> v.v`)} as padded,
    ${object(Object.entries(CONFORMITY).map(([name, expression]) => [name, `v.v ~ ${literal(expression)}`]))} as conforming,
    ${object(Object.entries(HAVING).map(([name, expression]) => [name, `v.v ~ ${literal(expression)}`]))} as having,
    ${object([...PUNCTUATION].map((character) => [character, `pg_catalog.strpos(v.v, ${literal(character)}) > 0`]))} as punctuation,
    (select pg_catalog.json_agg(pg_catalog.json_build_array(f.s, f.n) order by f.n desc, f.s collate "C")
      from (select s, n from s order by n desc, s collate "C" limit ${MOST_SHAPES}) f) as shapes,
    (select pg_catalog.count(*) from s) as shape_count,
    (select pg_catalog.count(*) filter (where s.n = 1) from s) as shape_singles`,
} as const;

export function textStatistics(row: Row): TextStatistics {
  const shapes = (JSON.parse(row.shapes ?? "[]") as [string, number][]) ?? [];
  return {
    shortest: Number(row.shortest),
    longest: Number(row.longest),
    meanLength: Number(row.mean_length),
    blank: Number(row.blank),
    padded: Number(row.padded),
    conforming: JSON.parse(row.conforming!) as Record<string, number>,
    having: JSON.parse(row.having!) as Record<string, number>,
    punctuation: JSON.parse(row.punctuation!) as Record<string, number>,
    shapes: shapes.map(([text, count]) => ({ shape: text, count })),
    shapeCount: Number(row.shape_count),
    shapeSingles: Number(row.shape_singles),
  };
}
