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

/** In the order of their values, the ones in the middle of equal parts. */
export async function samplesInOrder(client: pg.Client, table: string, c: OracleColumn, limit: number) {
  const groups = await rows<[string]>(
    client,
    `select left(min(${c.text}), 256) from ${table} as t
     where ${c.value} is distinct from null group by ${c.value} order by ${c.value}`,
  );
  const texts = groups.map(([text]) => text);
  if (texts.length <= limit) return texts;
  const middle = (part: number) => Math.floor(((part + 0.5) * texts.length) / limit);
  return Array.from({ length: limit }, (_, part) => texts[middle(part)]!);
}

/** In the order of their hash. */
export async function samplesByHash(client: pg.Client, table: string, c: OracleColumn, limit: number) {
  const found = await rows<[string]>(
    client,
    `select left(shown, 256) from (
       select min(${c.text}) as shown from ${table} as t where ${c.value} is distinct from null group by ${c.key}
     ) as groups order by md5(convert_to(shown, 'UTF8')), shown limit ${limit}`,
  );
  return found.map(([text]) => text);
}
