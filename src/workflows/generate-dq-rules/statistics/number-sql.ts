import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceColumn } from "../../profiling/source-table.js";

const LARGEST = "1e300";

/** A finite number of a column of numbers, or the seconds of a time; null for what is neither. Undefined for other types. */
export function asNumber({ name, kind, baseType }: SourceColumn, alias = "t"): string | undefined {
  const column = `${alias}.${quoteIdentifier(name)}`;
  if (kind === "time") {
    const seconds = `pg_catalog.date_part('epoch', ${column})`;
    return `case when pg_catalog.isfinite(${column}) then ${seconds} end`;
  }
  if (kind !== "number") return undefined;
  if (/^int[248]$/.test(baseType)) return `${column}::pg_catalog.float8`;
  const exact =
    baseType === "money" ? `${column}::pg_catalog.numeric` : baseType === "oid" ? `${column}::pg_catalog.int8` : column;
  return `case when ${exact} between -${LARGEST} and ${LARGEST} then ${exact}::pg_catalog.float8 end`;
}
