import { unescaped } from "./copy-sql.js";
import type { StreamColumn } from "./stream-column.js";

/** DuckDB takes fresh memory for each of its buffers, which are as large as the longest line at least. */
const LEAST_BUFFER = 4096 * 1024;

export const fieldName = (index: number) => `c${index}`;
/** What the field sorts by, where that is stored. */
export const orderName = (field: string) => `${field}_order`;

/** DuckDB's table `rows`; field i is column `c<i>`. */
export function tableSql(columns: readonly StreamColumn[]): string {
  const nothing = sent(columns).map(([field, type]) => `NULL::${type} AS ${field}`);
  return `CREATE TABLE rows AS SELECT ${stored(columns)} FROM (SELECT ${nothing.join(", ")}) LIMIT 0`;
}

/** What of the lines of `file`, which COPY has written, is inserted into that table. */
export function fieldsSql(columns: readonly StreamColumn[], file: string, longestLine: number): string {
  const buffer = Math.max(LEAST_BUFFER, longestLine + 1);
  const fields = sent(columns).map(([field, type]) => `${field}: '${type}'`);
  return `${stored(columns)} FROM read_csv(${file}, auto_detect=false, header=false, parallel=false, delim='\t',
    quote='', escape='', new_line='\\n', nullstr='\\N', max_line_size=${buffer}, buffer_size=${buffer},
    columns={${fields.join(", ")}})`;
}

function sent(columns: readonly StreamColumn[]): (readonly [field: string, type: string])[] {
  const fields = columns.map(({ type }, index) => [fieldName(index), type] as const);
  return columns.length < 2 ? [...fields, ["filler", "VARCHAR"]] : fields;
}

function stored(columns: readonly StreamColumn[]): string {
  const values = columns.flatMap(({ escaped, stored, keepsOrder, order }, index) => {
    const field = fieldName(index);
    const value = escaped ? unescaped(field) : stored ? `${field}::${stored}` : field;
    return [`${value} AS ${field}`, ...(keepsOrder ? [`${order(field)} AS ${orderName(field)}`] : [])];
  });
  return (values.length > 0 ? values : ["filler"]).join(", ");
}
