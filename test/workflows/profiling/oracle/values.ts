import type pg from "pg";
import type { OracleColumn } from "./columns.js";
import { count, rows } from "./query.js";

export async function distinct(client: pg.Client, table: string, c: OracleColumn) {
  return {
    distinctCount: await count(client, `select count(distinct ${c.key}) from ${table} as t`),
    uniqueCount: await count(
      client,
      `select count(*) from (
         select from ${table} as t where ${c.value} is distinct from null group by ${c.key} having count(*) = 1
       ) as once`,
    ),
  };
}

export async function mostFrequent(client: pg.Client, table: string, c: OracleColumn, present: number) {
  const groups = await rows<[string, string]>(
    client,
    `select left(min(${c.text}), 256), count(*) from ${table} as t where ${c.value} is distinct from null
     group by ${c.key} order by count(*) desc, min(${c.text}) limit 10`,
  );
  return groups.map(([value, n]) => ({ value, count: Number(n), share: Number(n) / present }));
}

export async function samples(client: pg.Client, table: string, c: OracleColumn, limit: number) {
  const found = await rows<[string]>(
    client,
    `select left(shown, 256) from (
       select min(${c.text}) as shown from ${table} as t where ${c.value} is distinct from null group by ${c.key}
     ) as groups order by md5(convert_to(shown, 'UTF8')), shown limit ${limit}`,
  );
  return found.map(([text]) => text);
}
