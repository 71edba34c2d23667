import type pg from "pg";
import type { OracleColumn } from "./columns.js";
import { hasFormat, ORACLE_FORMATS } from "./formats.js";
import { count, one, rows } from "./query.js";

const SPACE = "[ \\t\\n\\r\\f\\v]";

export async function lengths(client: pg.Client, table: string, c: OracleColumn) {
  const length = c.kind === "binary" ? `octet_length(${c.value})` : `char_length(${c.text})`;
  const min = await one<number | null>(client, `select min(${length}) from ${table} as t`);
  const max = await one<number | null>(client, `select max(${length}) from ${table} as t`);
  const mean = await one<string>(client, `select avg(${length}) from ${table} as t`);
  return min === null || min === undefined ? null : { min, max: max as number, mean: Number(mean) };
}

export async function blanks(client: pg.Client, table: string, c: OracleColumn) {
  const blank = `${c.text} ~ '^${SPACE}*$'`;
  const padded = `(${c.text} ~ '^${SPACE}' or ${c.text} ~ '${SPACE}$')`;
  return {
    blankCount: await count(client, `select count(*) from ${table} as t where ${blank}`),
    paddedCount: await count(client, `select count(*) from ${table} as t where ${padded} and not ${blank}`),
  };
}

export async function shapes(client: pg.Client, table: string, c: OracleColumn, present: number) {
  const shape = `left(regexp_replace(regexp_replace(regexp_replace(${c.text},
    '[A-Z]+', 'A', 'g'), '[a-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), 64)`;
  const found = await rows<[string, string]>(
    client,
    `select ${shape} as shape, count(*) from ${table} as t where ${c.value} is distinct from null
     group by 1 order by 2 desc, 1 limit 10`,
  );
  return found.map(([text, n]) => ({ shape: text, count: Number(n), share: Number(n) / present }));
}

export async function formats(client: pg.Client, table: string, c: OracleColumn, present: number) {
  const found: { format: string; count: number; share: number }[] = [];
  for (const format of Object.keys(ORACLE_FORMATS)) {
    const n = await count(client, `select count(*) from ${table} as t where ${hasFormat(c.text, format)}`);
    if (n > 0) found.push({ format, count: n, share: n / present });
  }
  return found.sort((a, b) => b.count - a.count || (a.format < b.format ? -1 : 1));
}
