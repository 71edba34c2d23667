import type { StoredConstraint } from "../../assets/catalog/constraints.js";
import type { RelatedTable, TableFacts } from "../../assets/facts/table-facts.js";

type Of<Kind extends StoredConstraint["kind"]> = Extract<StoredConstraint, { kind: Kind }>;
export type ForeignKey = Of<"FOREIGN_KEY">;

/** A foreign key of another table that refers to the one in question. */
export interface IncomingKey {
  readonly from: RelatedTable;
  readonly key: ForeignKey;
}

/** A table's keys. */
export interface Keys {
  readonly primary: readonly string[] | null;
  /** Sets of columns that are declared unique, beside the primary key. */
  readonly unique: readonly (readonly string[])[];
  /** In the order of their first columns in the table. */
  readonly outgoing: readonly ForeignKey[];
  /** By schema, table and constraint. */
  readonly incoming: readonly IncomingKey[];
  /** The foreign keys whose columns make up the primary key, where there are two or more: the table links rows of others. */
  readonly links: readonly ForeignKey[];
  /** No key is declared, and there is nothing but foreign keys to two or more tables: it links them all the same. */
  readonly loose: boolean;
}

export function readKeys(facts: TableFacts): Keys {
  const place = new Map(facts.columns.map(({ name, ordinal }) => [name, ordinal]));
  const first = ({ columns }: ForeignKey) => Math.min(...columns.map((column) => place.get(column) ?? Infinity));
  const primary = ofKind(facts.constraints, "PRIMARY_KEY")[0]?.columns ?? null;
  const outgoing = [...ofKind(facts.constraints, "FOREIGN_KEY")].sort(
    (one, other) => first(one) - first(other) || compare(one.name, other.name),
  );
  const unique = ofKind(facts.constraints, "UNIQUE")
    .map(({ columns }) => columns)
    .filter((columns) => !sameSet(columns, primary ?? []))
    .sort((one, other) => one.length - other.length || compare(one.join("\0"), other.join("\0")));
  const nullable = new Set(facts.columns.filter((column) => column.nullable).map(({ name }) => name));
  // Rows with a null in a unique key may be as many as they like.
  const isNeverNull = (columns: readonly string[]) => !columns.some((column) => nullable.has(column));
  const incoming = facts.related
    .flatMap((from) =>
      ofKind(from.constraints, "FOREIGN_KEY")
        .filter(({ target }) => target.schema === facts.schema && target.table === facts.name)
        .map((key) => ({ from, key })),
    )
    .sort(
      (one, other) =>
        compare(one.from.schema, other.from.schema) ||
        compare(one.from.name, other.from.name) ||
        compare(one.key.name, other.key.name),
    );
  const links = linksOf(primary, unique.filter(isNeverNull), outgoing);
  return { primary, unique, outgoing, incoming, links, loose: isLoose(facts, primary, unique, outgoing) };
}

function isLoose(
  { columns }: TableFacts,
  primary: readonly string[] | null,
  unique: readonly (readonly string[])[],
  outgoing: readonly ForeignKey[],
): boolean {
  const referring = new Set(outgoing.flatMap((key) => key.columns));
  return (
    primary === null && unique.length === 0 && outgoing.length > 1 && columns.every(({ name }) => referring.has(name))
  );
}

/** Foreign keys that together are the primary key, or a unique key where the primary one is no more than a number. */
export function linksOf(
  primary: readonly string[] | null,
  unique: readonly (readonly string[])[],
  outgoing: readonly ForeignKey[],
): ForeignKey[] {
  for (const key of [primary ?? [], ...unique]) {
    const inKey = outgoing.filter(({ columns }) => columns.every((column) => key.includes(column)));
    const covered = new Set(inKey.flatMap(({ columns }) => columns));
    if (inKey.length > 1 && sameSet([...covered], key)) return inKey;
  }
  return [];
}

export const ofKind = <Kind extends StoredConstraint["kind"]>(
  constraints: readonly StoredConstraint[],
  kind: Kind,
): Of<Kind>[] => constraints.filter((constraint): constraint is Of<Kind> => constraint.kind === kind);

export const isSelf = (facts: TableFacts, { target }: ForeignKey): boolean =>
  target.schema === facts.schema && target.table === facts.name;

export const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((item) => other.includes(item));

/** By code units: the same everywhere. */
export const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
