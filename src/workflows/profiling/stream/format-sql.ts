import { FORMATS } from "../formats.js";
import { literal } from "./literal.js";

interface Hint {
  readonly format: string;
  /** What must hold of a text `v` for the format's expression to fit, and is far cheaper to see. */
  readonly text: string;
  /** What must hold of its shape. */
  readonly shape: RegExp;
}

const length = (from: number, to: number) => `strlen(v) BETWEEN ${from} AND ${to}`;

const HINTS: readonly Hint[] = [
  { format: "BOOLEAN", text: length(1, 5), shape: /^[Aa]+$/ },
  { format: "UUID", text: length(36, 36), shape: /^[Aa9]+(-[Aa9]+){4}$/ },
  { format: "EMAIL", text: "contains(v, '@')", shape: /@/ },
  { format: "DATE", text: length(8, 10), shape: /^9[-/.]9[-/.]9$/ },
  { format: "INTEGER", text: length(1, 19), shape: /^-?9$/ },
  { format: "DECIMAL", text: "contains(v, '.')", shape: /^-?9\.9([Aa][+-]?9)?$/ },
  { format: "URL", text: "contains(v, '://')", shape: /:\/\// },
  { format: "IP_ADDRESS", text: `${length(2, 45)} AND (contains(v, '.') OR contains(v, ':'))`, shape: /^[Aa9.:]+$/ },
  { format: "TIMESTAMP", text: `${length(16, 40)} AND contains(v, ':')`, shape: /^9-9-9[ A]9:9/ },
  { format: "JSON", text: "contains(v, '}') OR contains(v, ']')", shape: /[}\]]/ },
  { format: "PHONE", text: length(4, 40), shape: /^[+(9]/ },
];

/**
 * DuckDB's expression of the format of a text `v`, of one of a certain shape if that is known. No text has two formats,
 * so the first that fits is the one; only CASE leaves what comes later uncomputed for what is decided.
 */
export function formatSql(shape?: string): string {
  const possible = shape === undefined ? HINTS : HINTS.filter((hint) => hint.shape.test(shape));
  const tests = possible.map(({ format, text }) => {
    const { expression } = FORMATS.find(({ name }) => name === format)!;
    return `WHEN CASE WHEN ${text} THEN regexp_matches(v, ${literal(expression)}) END THEN '${format}'`;
  });
  return tests.length > 0 ? `CASE ${tests.join(" ")} END` : "NULL";
}
