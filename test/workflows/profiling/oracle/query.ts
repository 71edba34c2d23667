import type pg from "pg";

/** The first column of the first row; undefined without a row. */
export async function one<T>(client: pg.Client, sql: string, values: unknown[] = []): Promise<T | undefined> {
  const { rows } = await client.query({ text: sql, values, rowMode: "array" });
  return rows[0]?.[0];
}

/** A count: bigint comes as text. */
export async function count(client: pg.Client, sql: string): Promise<number> {
  return Number(await one(client, sql));
}

export async function rows<T extends unknown[]>(client: pg.Client, sql: string): Promise<T[]> {
  return (await client.query({ text: sql, rowMode: "array" })).rows as T[];
}
