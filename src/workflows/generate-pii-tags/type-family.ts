/** What a declared type can hold, as far as personal data differ. */
export type TypeFamily =
  | "text"
  | "integer"
  | "decimal"
  | "boolean"
  | "date"
  | "timestamp"
  | "bytes"
  | "json"
  | "ip"
  | "mac"
  | "uuid"
  | "point"
  | "never";

export interface DeclaredType {
  readonly family: TypeFamily;
  readonly array: boolean;
  /** Characters, where the type bounds them. */
  readonly length: number | null;
}

const FAMILIES: readonly (readonly [RegExp, TypeFamily])[] = [
  [/^(character varying|varchar|character|char|bpchar|text|citext|name|xml|"char")\b/, "text"],
  [/^(smallint|integer|bigint|int[248]|oid)\b/, "integer"],
  [/^(numeric|decimal|real|double precision|float[48])\b/, "decimal"],
  [/^bool/, "boolean"],
  [/^date\b/, "date"],
  [/^timestamp/, "timestamp"],
  [/^bytea\b/, "bytes"],
  [/^(json|jsonb|hstore)\b/, "json"],
  [/^(inet|cidr)\b/, "ip"],
  [/^macaddr/, "mac"],
  [/^uuid\b/, "uuid"],
  [/^(point|geometry|geography)\b/, "point"],
  [
    /^(tsvector|tsquery|interval|time|money|bit|ltree|(int|num|ts|tstz|date)[48]?(multi)?range|line|lseg|box|path|polygon|circle|pg_lsn|reg\w+)\b/,
    "never",
  ],
];

/** A domain or an enum goes by its own name here: it may hold any text. */
export function declaredType(type: string): DeclaredType {
  const bare = type.toLowerCase().replace(/^(?:[a-z_][\w$]*|"[^"]+")\./, "");
  const array = bare.endsWith("[]");
  const length = /^(?:character varying|varchar|character|char|bpchar)\((\d+)\)/.exec(bare)?.[1];
  const family = FAMILIES.find(([pattern]) => pattern.test(bare))?.[1] ?? "text";
  return { family, array, length: length ? Number(length) : /^(character|char|bpchar)$/.test(bare) ? 1 : null };
}
