import { FORMATS } from "../formats.js";
import { literal } from "./duck.js";

const length = (from: number, to: number) => `strlen(v) BETWEEN ${from} AND ${to}`;

/** What must hold of a text `v` for a format's expression to fit, and is far cheaper to see. */
const HINTS: readonly (readonly [format: string, hint: string])[] = [
  ["BOOLEAN", length(1, 5)],
  ["UUID", length(36, 36)],
  ["EMAIL", "contains(v, '@')"],
  ["DATE", length(8, 10)],
  ["INTEGER", length(1, 19)],
  ["DECIMAL", "contains(v, '.')"],
  ["URL", "contains(v, '://')"],
  ["IP_ADDRESS", `${length(2, 45)} AND (contains(v, '.') OR contains(v, ':'))`],
  ["TIMESTAMP", `${length(16, 40)} AND contains(v, ':')`],
  ["JSON", "contains(v, '}') OR contains(v, ']')"],
  ["PHONE", length(4, 40)],
];

/** Rows `n` of each `format` that occurs. No text has two formats, so the first that fits is the one. */
export function formatsSql(): string {
  // Only CASE leaves what comes later uncomputed for the rows that an earlier condition decides.
  const tests = HINTS.map(([name, hint]) => {
    const { expression } = FORMATS.find((format) => format.name === name)!;
    return `WHEN CASE WHEN ${hint} THEN regexp_matches(v, ${literal(expression)}) END THEN '${name}'`;
  });
  return `SELECT format, sum(n) AS n FROM (SELECT CASE ${tests.join(" ")} END AS format, n FROM g)
    WHERE format IS NOT NULL GROUP BY 1`;
}
