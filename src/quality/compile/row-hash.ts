import type { RuleTable } from "./compiled-rule.js";

/** Functions of PostgreSQL 14 and later that hash a value of a built-in type without making a row of it first. */
const HASHES: Readonly<Record<string, string>> = {
  smallint: "hashint2extended",
  integer: "hashint4extended",
  bigint: "hashint8extended",
  text: "hashtextextended",
  uuid: "uuid_hash_extended",
  "timestamp without time zone": "timestamp_hash_extended",
  numeric: "hash_numeric_extended",
};

/** 64 bits of the values of a row's columns `t.…`: equal values have equal ones. */
export function rowHash(table: RuleTable, columns: readonly string[], names: readonly string[]): string {
  const functions = columns.map((column) => {
    const type = table.columns.find(({ name }) => name === column)?.type ?? "";
    return HASHES[type.replace(/\(.*\)/, "")];
  });
  if (functions.some((name) => name === undefined)) return `hash_record_extended(row(${names.join(", ")}), 0)`;
  // Each seeds the next, so that what is swapped is not the same.
  return names.reduce((seed, name, index) => `pg_catalog.${functions[index]}(${name}, ${seed})`, "0");
}
