import type pg from "pg";
import type { OracleColumn } from "./columns.js";
import { hasFormat } from "./formats.js";
import { rows } from "./query.js";

const DECLARED: Record<string, string> = {
  int2: "INTEGER",
  int4: "INTEGER",
  int8: "INTEGER",
  oid: "INTEGER",
  numeric: "DECIMAL",
  float4: "DECIMAL",
  float8: "DECIMAL",
  money: "DECIMAL",
  date: "DATE",
  timestamp: "TIMESTAMP",
  timestamptz: "TIMESTAMP",
  uuid: "UUID",
  bool: "BOOLEAN",
  json: "JSON",
  jsonb: "JSON",
};
const NARROWEST_FIRST = ["BOOLEAN", "INTEGER", "DECIMAL", "DATE", "TIMESTAMP", "UUID", "JSON"];

export async function typeDistribution(client: pg.Client, table: string, c: OracleColumn, present: number) {
  if (present === 0) return [];
  if (c.kind !== "text") {
    const builtIn = c.kind === "opaque" && !["json", "jsonb"].includes(c.baseType) ? undefined : DECLARED[c.baseType];
    return [{ type: builtIn ?? "TEXT", count: present }];
  }
  const type = NARROWEST_FIRST.map((format) => `when ${hasFormat(c.text, format)} then '${format}'`).join(" ");
  const found = await rows<[string, string]>(
    client,
    `select case ${type} else 'TEXT' end collate "C", count(*) from ${table} as t where ${c.value} is distinct from null
     group by 1 order by 2 desc, 1`,
  );
  return found.map(([name, n]) => ({ type: name, count: Number(n) }));
}

export function seenType(distribution: readonly { type: string }[]): string | null {
  const types = distribution.map((each) => each.type).sort();
  if (types.length < 2) return types[0] ?? null;
  const mix = types.join();
  if (mix === "DECIMAL,INTEGER") return "DECIMAL";
  return mix === "DATE,TIMESTAMP" ? "TIMESTAMP" : "TEXT";
}
