/** What kind of values a declared type holds. */
export type TypeFamily =
  | "integer"
  | "decimal"
  | "money"
  | "text"
  | "boolean"
  | "date"
  | "timestamp"
  | "time"
  | "interval"
  | "uuid"
  | "json"
  | "xml"
  | "binary"
  | "array"
  | "search"
  | "network"
  | "hardware address"
  | "geometry"
  | "own";

const FAMILIES: readonly (readonly [RegExp, TypeFamily])[] = [
  [/\[\]$/, "array"],
  [/^(smallint|integer|bigint|oid)$/, "integer"],
  [/^(numeric|real|double precision)/, "decimal"],
  [/^money$/, "money"],
  [/^(character|text$|name$|citext$|bpchar|"char"$)/, "text"],
  [/^boolean$/, "boolean"],
  [/^date$/, "date"],
  [/^timestamp/, "timestamp"],
  [/^time/, "time"],
  [/^interval/, "interval"],
  [/^uuid$/, "uuid"],
  [/^jsonb?$/, "json"],
  [/^xml$/, "xml"],
  [/^(bytea|bit\b|bit varying)/, "binary"],
  [/^tsvector$/, "search"],
  [/^(inet|cidr)$/, "network"],
  [/^macaddr8?$/, "hardware address"],
  [/^(.*\.)?(point|line|lseg|box|path|polygon|circle|geometry|geography)\b/, "geometry"],
];

/** By the type as PostgreSQL prints it; `own` are types that somebody made: enums, domains, composites. */
export const typeFamily = (type: string): TypeFamily => FAMILIES.find(([pattern]) => pattern.test(type))?.[1] ?? "own";

/** The declared length of a text, where it has one. */
export function declaredLength(type: string): number | null {
  const length = /^(?:character varying|character|bpchar)\((\d+)\)$/.exec(type)?.[1];
  return length === undefined ? null : Number(length);
}

export const isNumber = (family: TypeFamily): boolean =>
  family === "integer" || family === "decimal" || family === "money";
