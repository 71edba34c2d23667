import { type ColumnInfo, NUMBERS, quote, type TableInfo, TEXTS, TIMES } from "./table-info.js";

/** An error that is put into some rows of one table. */
export interface PlantedError {
  readonly kind: string;
  readonly table: TableInfo;
  readonly columns: readonly string[];
  /** Statements that put it in; the first that the database's constraints let in counts. */
  readonly attempts: readonly string[];
}

const SEED = "planted";
const LEAST_ROWS = 20;
/** One row in a hundred is broken, but three at least. */
const SHARE = 0.01;
const LEAST_BROKEN = 3;

/** Every error that is tried in a table's columns; what is about two columns is in pairs.ts. */
export function columnErrors(table: TableInfo): PlantedError[] {
  if (table.rows < LEAST_ROWS) return [];
  return table.columns.flatMap((column) =>
    column.values < LEAST_ROWS
      ? []
      : KINDS.flatMap(({ kind, expressions }) => {
          const attempts = expressions(column, quote(column.name));
          return attempts.length === 0
            ? []
            : [{ kind, table, columns: [column.name], attempts: attempts.map((to) => broken(table, column.name, to)) }];
        }),
  );
}

/** Sets a column of the chosen rows to what an expression gives. */
export function broken(table: TableInfo, column: string, to: string, where = "true"): string {
  const c = quote(column);
  const count = Math.max(LEAST_BROKEN, Math.round(table.rows * SHARE));
  return `update only ${table.quoted} set ${c} = ${to} where ctid = any (array(select ctid from only ${table.quoted}
    where ${c} is not null and ${where} order by md5(ctid::text || '${SEED}') limit ${count}))`;
}

interface Kind {
  readonly kind: string;
  /** What the column is set to; none where the error would be none there. */
  expressions(column: ColumnInfo, quoted: string): readonly string[];
}

const isMeasure = ({ type, isKey, distinct }: ColumnInfo) => NUMBERS.has(type) && !isKey && distinct > 1;
const isCategory = ({ values, distinct }: ColumnInfo) => distinct >= 2 && distinct <= 30 && values / distinct >= 10;
const isEmail = ({ emails, values }: ColumnInfo) => emails >= 0.9 * values;
const isCode = (column: ColumnInfo) =>
  TEXTS.has(column.type) &&
  !isEmail(column) &&
  column.commonShape >= 0.95 &&
  column.meanLength >= 2 &&
  column.distinct > 1 &&
  !column.isKey;

const KINDS: readonly Kind[] = [
  // Where many rows have no value one more is no error.
  { kind: "null", expressions: ({ values, rows }) => (values >= 0.99 * rows ? ["null"] : []) },
  { kind: "negative", expressions: (column, c) => (isMeasure(column) && column.min! >= 0 ? [`-abs(${c}) - 1`] : []) },
  {
    kind: "too large",
    expressions: (column) => (isMeasure(column) ? [`${column.max! + 10 * (column.max! - column.min! + 1)}`] : []),
  },
  {
    kind: "wrong category",
    expressions: (column) => {
      if (!isCategory(column) || column.isKey) return [];
      if (TEXTS.has(column.type)) return ["'unknown'", "'n/a'", "'xx'", "'?'"];
      return NUMBERS.has(column.type) && column.whole && column.distinct <= 10 ? [`${column.max! + 7}`] : [];
    },
  },
  {
    kind: "blank",
    expressions: ({ type, isKey, distinct }) => (TEXTS.has(type) && !isKey && distinct > 1 ? ["''"] : []),
  },
  {
    kind: "placeholder",
    expressions: ({ type, isKey, distinct }) =>
      TEXTS.has(type) && !isKey && distinct > 1 ? ["'#N/A'", "'???'", "'?'"] : [],
  },
  {
    kind: "malformed email",
    expressions: (column, c) => (TEXTS.has(column.type) && isEmail(column) ? [`replace(${c}, '@', '')`] : []),
  },
  {
    kind: "malformed code",
    expressions: (column, c) =>
      isCode(column)
        ? [`overlay(${c} placing case when substr(${c}, 2, 1) ~ '[0-9]' then 'x' else '7' end from 2 for 1)`]
        : [],
  },
  { kind: "duplicate", expressions: duplicate },
  {
    kind: "date in the far future",
    expressions: ({ type, distinct }, c) => (TIMES.has(type) && distinct > 1 ? [`${c} + interval '70 years'`] : []),
  },
  {
    kind: "date in the far past",
    expressions: ({ type, distinct }, c) => (TIMES.has(type) && distinct > 1 ? [`${c} - interval '110 years'`] : []),
  },
];

/** Texts and whole numbers of which no two rows have the same, and that a person would call a code or a name. */
function duplicate(column: ColumnInfo, c: string): string[] {
  const { type, values, distinct, name, whole, meanLength } = column;
  if (distinct !== values || (TEXTS.has(type) && meanLength > 60)) return [];
  const code =
    /(id|code|number|no|key|email|sku|isbn|name|title|login|username|uuid)$/i.test(name) &&
    !/(first|last|contact|postal|zip)/i.test(name);
  if (!code || !(TEXTS.has(type) || type === "uuid" || (NUMBERS.has(type) && whole))) return [];
  return [`(select min(o.${c}) from only TABLE o)`];
}
