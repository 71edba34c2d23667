import { TableKind } from "../../assets/catalog/table-kind.js";
import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import { singular } from "./english.js";
import { readEntity } from "./entity.js";
import { ofKind } from "./keys.js";
import { readName } from "./read-name.js";
import { isNumber, typeFamily } from "./type-family.js";

/** A column that by its name and type refers to another table, though no foreign key says so. */
export interface UndeclaredReference {
  readonly column: string;
  readonly target: string;
}

/** Only to tables that foreign keys connect with this one, and only where one single table fits. */
export function undeclaredReferences(facts: TableFacts): UndeclaredReference[] {
  if (facts.kind === TableKind.VIEW || facts.kind === TableKind.MATERIALIZED_VIEW) return [];
  const keyed = new Set(
    facts.constraints.flatMap((constraint) =>
      constraint.kind === "FOREIGN_KEY" || (constraint.kind === "PRIMARY_KEY" && constraint.columns.length === 1)
        ? constraint.columns
        : [],
    ),
  );
  return facts.columns.flatMap((column) => {
    if (keyed.has(column.name)) return [];
    const target = targetOf(column, facts);
    return target === undefined ? [] : [{ column: column.name, target }];
  });
}

function targetOf(column: ColumnFacts, facts: TableFacts): string | undefined {
  const { tokens, words } = readName(column.name);
  if (tokens.length < 2 || tokens.at(-1) !== "id") return undefined;
  const entity = words.slice(0, -1).join(" ");
  if (entity === readEntity(facts.name, []).one) return undefined;
  const fitting = facts.related.filter((table) => {
    const primary = ofKind(table.constraints, "PRIMARY_KEY")[0]?.columns ?? [];
    if (primary.length !== 1) return false;
    const key = table.columns.find(({ name }) => name === primary[0]);
    if (!key || !goesWith(key.type, column.type)) return false;
    const named = readName(table.name).words.join(" ");
    return (
      (key.name === column.name || key.name.toLowerCase() === "id") &&
      (named === entity || singularPhrase(named) === entity)
    );
  });
  if (fitting.length !== 1) return undefined;
  const { schema, name } = fitting[0]!;
  return schema === facts.schema ? name : `${schema}.${name}`;
}

function singularPhrase(phrase: string): string {
  const words = phrase.split(" ");
  return [...words.slice(0, -1), singular(words.at(-1)!)].join(" ");
}

function goesWith(one: string, other: string): boolean {
  const [a, b] = [typeFamily(one), typeFamily(other)];
  return a === b || (isNumber(a) && isNumber(b));
}
