import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import { asDouble } from "../push-down/as-double.js";
import type { SourceColumn } from "../source-table.js";

/** How a column's values travel to DuckDB and what they mean there. `value` is an expression of the travelled type. */
export interface StreamColumn {
  readonly column: SourceColumn;
  /** What COPY sends; `r` is the table's alias. */
  readonly select: string;
  /** DuckDB's type of the field. */
  readonly type: string;
  /** Whether it may hold a backslash, which COPY doubles. */
  readonly escaped?: boolean;
  /** The type that it is stored as, where not the field's own. */
  readonly stored?: string;
  /** Whether what it sorts by is stored too, since it costs something to find. */
  readonly keepsOrder?: boolean;
  /** As PostgreSQL prints the value. */
  text(value: string): string;
  /** What sorts as PostgreSQL sorts the values. */
  order(value: string): string;
  /** Whether values sort as their texts do, by byte, and `order` gives the value itself. */
  readonly sortsAsText?: boolean;
  /** Of what `order` gives the nearest double (times: seconds since 1970), null where it isn't finite. */
  readonly double?: (order: string) => string;
  /** Maps equal values that print differently to one of them. */
  readonly normal?: (value: string) => string;
  /** Whether DuckDB may fail to read what PostgreSQL prints, e.g. dates before Christ. */
  readonly fragile: boolean;
}

type Recipe = Omit<StreamColumn, "column">;

const same = (value: string) => value;
const printed = (value: string) => `${value}::VARCHAR`;
const WORD = { type: "VARCHAR", text: same, order: same, fragile: false };
const TEXT = { ...WORD, escaped: true };

function integer(type: string, ref: string): Recipe {
  return { select: ref, type, text: printed, order: same, double: (order) => `${order}::DOUBLE`, fragile: false };
}

/** Floats travel as PostgreSQL prints them: DuckDB prints them in another way. */
function float(type: string, ref: string): Recipe {
  return {
    ...WORD,
    select: ref,
    order: (value) => `${value}::${type}`,
    keepsOrder: true,
    double: (order) => `CASE WHEN isfinite(${order}) THEN ${order}::DOUBLE END`,
    normal: (value) => `CASE WHEN ${value} = '-0' THEN '0' ELSE ${value} END`,
  };
}

/** Up to here a decimal as double is one division of two exact doubles, and so the nearest one. */
const EXACT_DIGITS = 15;

/** DuckDB's decimals have no NaN; one without digits before the point it prints differently. */
function decimal({ typmod }: SourceColumn, ref: string): Recipe | null {
  if (typmod === -1) return null;
  const [precision, scale] = [(typmod - 4) >> 16, (((typmod - 4) & 0x7ff) ^ 1024) - 1024];
  if (precision > 38 || scale < 0 || scale >= precision) return null;
  const double = (order: string) => `${precision > EXACT_DIGITS ? printed(order) : order}::DOUBLE`;
  return { select: ref, type: `DECIMAL(${precision},${scale})`, text: printed, order: same, double, fragile: true };
}

function time(select: string, stored: string, zone = ""): Recipe {
  const text = (value: string) =>
    zone ? `${value}::VARCHAR || CASE WHEN isfinite(${value}) THEN '${zone}' ELSE '' END` : printed(value);
  return {
    select,
    // As dates DuckDB would take `0044-03-15 BC` for a year after Christ; as timestamps it refuses it.
    type: "TIMESTAMP",
    stored,
    text,
    order: same,
    double: (order) => `CASE WHEN isfinite(${order}) THEN ${seconds(order)} END`,
    fragile: true,
  };
}

/** The nearest double: from the year 2255 on `epoch` is not always that. Whole seconds and their rest are exact. */
function seconds(time: string): string {
  return `((epoch_us(${time}) // 1000000)::DOUBLE + (epoch_us(${time}) % 1000000) / 1e6)`;
}

/** Null for types whose order or equality DuckDB doesn't have: PostgreSQL computes their figures. */
function recipe(column: SourceColumn, ref: string): Recipe | null {
  const asText = `${ref}::text`;
  switch (column.baseType) {
    case "int2":
      return integer("SMALLINT", ref);
    case "int4":
      return integer("INTEGER", ref);
    case "int8":
    case "oid":
      return integer("BIGINT", ref);
    case "float4":
      return float("FLOAT", ref);
    case "float8":
      return float("DOUBLE", ref);
    case "numeric":
      return decimal(column, ref);
    case "date":
      return time(ref, "DATE");
    case "timestamp":
      return time(ref, "TIMESTAMP");
    case "timestamptz":
      return time(`${ref}::timestamp`, "TIMESTAMP", "+00");
    case "bool":
      return { select: ref, type: "BOOLEAN", text: printed, order: same, fragile: false };
    case "uuid":
      return { select: ref, type: "UUID", text: printed, order: same, sortsAsText: true, fragile: false };
    case "bytea":
      return { ...WORD, select: bytes(ref) };
    case "text":
    case "varchar":
      return { ...TEXT, select: ref };
    // Their texts sort by byte as their values do.
    case "time":
    case "macaddr":
    case "macaddr8":
    case "bit":
    case "varbit":
      return { ...WORD, select: asText };
    case "citext":
      return null;
    default:
  }
  if (column.enumLabels) {
    const labels = column.enumLabels.map((label) => `'${label.replaceAll("'", "''")}'`);
    return { ...TEXT, select: asText, order: (value) => `list_position([${labels}], ${value})` };
  }
  if (asDouble(column.baseType) || column.kind === "ordered") return null;
  return { ...TEXT, select: asText };
}

/** Length and, so that no value travels, what values of 33 bytes and more are equal by. */
function bytes(ref: string): string {
  const key = `CASE WHEN octet_length(${ref}) > 32 THEN sha256(${ref}) ELSE ${ref} END`;
  return `octet_length(${ref}) || ':' || encode(${key}, 'hex')`;
}

export function streamColumn(column: SourceColumn): StreamColumn | null {
  const found = recipe(column, `r.${quoteIdentifier(column.name)}`);
  return found && { ...found, column };
}
