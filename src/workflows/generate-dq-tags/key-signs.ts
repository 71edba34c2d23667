import type { StoredConstraint } from "../../assets/catalog/constraints.js";
import { DqDimension } from "../../quality/rule.model.js";
import { undeclaredReferences } from "../wording/undeclared.js";
import { few } from "./in-words.js";
import type { Sign, SignReader } from "./sign.js";
import type { SignedColumn } from "./signed-table.js";

const { COMPLETENESS, UNIQUENESS, CONSISTENCY, VALIDITY } = DqDimension;

/** What the constraints of a table, and of those that refer to it, say of a column. */
export const keySigns: SignReader = (table) => {
  const { constraints } = table.facts;
  const referred = referredSigns(table);
  const loose = looseReferenceSigns(table);
  return (signed) => {
    const mine = constraints.filter(({ columns }) => columns.includes(signed.name));
    return [...mine.flatMap((constraint) => signsOf(constraint, signed)), ...referred(signed), ...loose(signed)];
  };
};

function signsOf(constraint: StoredConstraint, { name, column }: SignedColumn): Sign[] {
  const others = constraint.columns.filter((other) => other !== name);
  const together = others.length > 0 ? ` together with ${few(others)}` : "";
  switch (constraint.kind) {
    case "PRIMARY_KEY": {
      const detail = others.length > 0 ? `part of the primary key,${together}` : "the primary key";
      return [
        { dimension: UNIQUENESS, source: "primary key", detail, weight: others.length > 0 ? 0.6 : 0.95 },
        { dimension: COMPLETENESS, source: "primary key", detail, weight: 0.85 },
      ];
    }
    case "UNIQUE": {
      const source = "unique constraint";
      const detail = `no value may be there twice${together}`;
      const unique = { dimension: UNIQUENESS, source, detail, weight: others.length > 0 ? 0.6 : 0.9 };
      if (!column.nullable) return [unique];
      const empty = "rows without a value escape the unique constraint";
      return [unique, { dimension: COMPLETENESS, source, detail: empty, weight: 0.4 }];
    }
    case "FOREIGN_KEY": {
      const { table, columns } = constraint.target;
      const missing = column.nullable
        ? `rows without a value drop out of joins with ${table}`
        : `each row has to refer to a row of ${table}`;
      const refers = `refers to ${table}.${columns[constraint.columns.indexOf(name)]}`;
      return [
        { dimension: CONSISTENCY, source: "foreign key", detail: refers, weight: 0.85 },
        { dimension: COMPLETENESS, source: "foreign key", detail: missing, weight: column.nullable ? 0.35 : 0.5 },
      ];
    }
    case "CHECK": {
      const detail = `the constraint ${constraint.name} limits its values`;
      return [{ dimension: VALIDITY, source: "check constraint", detail, weight: 0.65 }];
    }
  }
}

/** Columns of other tables that refer to this one. */
const referredSigns: SignReader = ({ facts }) => {
  const users = new Map<string, string[]>();
  for (const { name: from, constraints } of facts.related) {
    for (const constraint of constraints) {
      if (constraint.kind !== "FOREIGN_KEY") continue;
      const { schema, table, columns } = constraint.target;
      if (schema !== facts.schema || table !== facts.name) continue;
      for (const [at, name] of columns.entries()) {
        users.set(name, [...(users.get(name) ?? []), `${from}.${constraint.columns[at]}`]);
      }
    }
  }
  return ({ name }) => {
    const found = users.get(name);
    if (!found) return [];
    const detail = `used as a join key by ${few(found)}`;
    return [
      { dimension: CONSISTENCY, source: "foreign keys of others", detail, weight: 0.55 },
      { dimension: UNIQUENESS, source: "foreign keys of others", detail, weight: 0.5 },
    ];
  };
};

const OF_A_KEY = new Set(["id", "uuid", "guid", "key", "fk"]);

/** A column that is named like a reference, but has no foreign key that would hold it together. */
const looseReferenceSigns: SignReader = ({ facts }) => {
  const targets = new Map(undeclaredReferences(facts).map(({ column, target }) => [column, target]));
  const keyed = new Set(
    facts.constraints
      .filter(({ kind, columns }) => kind === "FOREIGN_KEY" || (kind === "PRIMARY_KEY" && columns.length === 1))
      .flatMap(({ columns }) => columns),
  );
  return ({ name, words, family }) => {
    if (keyed.has(name) || !["number", "text", "uuid"].includes(family)) return [];
    const sign = { dimension: CONSISTENCY, source: "column name" };
    const target = targets.get(name);
    if (target) return [{ ...sign, detail: `named like the key of ${target}, without a foreign key`, weight: 0.75 }];
    if (words.length < 2 || !OF_A_KEY.has(words.at(-1)!)) return [];
    return [{ ...sign, detail: "named like a reference, without a foreign key", weight: 0.55 }];
  };
};
