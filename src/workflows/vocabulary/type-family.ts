export type TypeFamily = "text" | "number" | "boolean" | "time" | "binary" | "uuid" | "network" | "document" | "other";

const FAMILIES: readonly (readonly [TypeFamily, RegExp])[] = [
  ["text", /^(text|character|varchar|bpchar|char|citext|name|"char"|xml)\b/],
  ["number", /^(smallint|integer|bigint|int[248]|numeric|decimal|real|double precision|float[48]|money|oid)\b/],
  ["boolean", /^(boolean|bool)$/],
  ["time", /^(date|timestamp|timestamptz)\b/],
  ["binary", /^bytea$/],
  ["uuid", /^uuid$/],
  ["network", /^(inet|cidr|macaddr8?)$/],
  ["document", /^jsonb?$/],
];

/** PostgreSQL's own types that are none of the families. */
const OTHERS =
  /^(time|timetz|interval|bit|pg_\w+|point|line|lseg|box|path|polygon|circle|tsvector|tsquery|\w+range|reg\w+|xid8?|cid|tid|txid_snapshot|geometry|geography|hstore|ltree|jsonpath)\b/;

/** What a declared type can hold, by its name as PostgreSQL prints it. Arrays are `other`. */
export function typeFamily(type: string): TypeFamily {
  if (type.endsWith("[]")) return "other";
  return FAMILIES.find(([, names]) => names.test(type))?.[0] ?? "other";
}

/** Whether the database's owner made the type: an enum, a domain or a composite. */
export const isOwnType = (type: string): boolean =>
  !type.endsWith("[]") && typeFamily(type) === "other" && !OTHERS.test(type);
