import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceColumn, SourceTable } from "../source-table.js";
import { asDouble, hasNonFinite } from "./as-double.js";

/** One column as the SQL of this folder needs it. `r` is the table's alias throughout. */
export interface PushDownColumn {
  /** `r."name"`. */
  readonly ref: string;
  /** What values are equal by: the column itself, or its text where text is what counts. */
  readonly key: string;
  /** True where `key` is the text itself. */
  readonly keyIsText: boolean;
  /** Text of a value of the key's type, collated by byte order. */
  text(value: string): string;
  /** False where equal values may print differently (1.0 and 1.00): then the smallest text stands for them. */
  readonly equalIsSameText: boolean;
  /** Unique and not null by declaration: each row is a group of its own. */
  readonly knownUnique: boolean;
  /** So many different values that one sort of the rows is cheaper than running sums over the groups. */
  readonly manyValues: boolean;
  /** A value of the key's type as double precision, null where it isn't finite; of numbers and times only. */
  readonly asDouble?: (value: string) => string;
  readonly hasNonFinite: boolean;
}

/** Above this share of different values among the rows, one sort of the rows costs half of running sums over groups. */
const MANY_VALUES = 0.1;

export function pushDownColumn(column: SourceColumn, table: SourceTable): PushDownColumn {
  const ref = `r.${quoteIdentifier(column.name)}`;
  const byText = column.kind === "opaque" || column.kind === "geometric";
  const keyIsText = byText || (column.kind === "text" && column.baseType !== "citext");
  const asText = (value: string) => `(${value})::text COLLATE "C"`;
  return {
    ref,
    key: keyIsText ? asText(ref) : ref,
    keyIsText,
    text: column.kind === "binary" ? () => "NULL::text" : keyIsText ? (value) => value : asText,
    equalIsSameText: !printsDifferently(column),
    knownUnique: column.knownUnique && !byText,
    manyValues: hasManyValues(column, table),
    asDouble: asDouble(column.baseType),
    hasNonFinite: hasNonFinite(column.baseType),
  };
}

/** A numeric with a scale prints every value with that scale. */
function printsDifferently({ baseType, typmod }: SourceColumn): boolean {
  return ["float4", "float8", "interval", "citext"].includes(baseType) || (baseType === "numeric" && typmod === -1);
}

function hasManyValues({ distinctEstimate }: SourceColumn, { estimatedRows }: SourceTable): boolean {
  if (distinctEstimate === null) return false;
  if (distinctEstimate < 0) return -distinctEstimate > MANY_VALUES;
  return estimatedRows !== null && distinctEstimate > MANY_VALUES * estimatedRows;
}
