import type { TableFacts } from "../../../assets/facts/table-facts.js";
import { type Clue, clue } from "../clue.js";
import { type Subject, tableKey } from "./subject.js";

/** What keys say of a column: the key of a person's row, or one that refers to it, stands for the person. */
export function keyClues(facts: TableFacts, subject: Subject): ReadonlyMap<string, readonly Clue[]> {
  const found = new Map<string, Clue[]>();
  const add = (column: string, each: Clue) => found.set(column, [...(found.get(column) ?? []), each]);
  for (const constraint of facts.constraints) {
    if (constraint.kind === "FOREIGN_KEY") {
      const target = { schema: constraint.target.schema, name: constraint.target.table };
      const itself = tableKey(target) === tableKey(facts);
      const other = itself ? subject : subject.neighbours.get(tableKey(target));
      if (!other) continue;
      const people = other.kind === "PERSON" && other.person > 0;
      for (const [at, column] of constraint.columns.entries()) {
        // Of a key of several columns the last one tells rows apart: (tenant, customer).
        if (people && at === constraint.columns.length - 1)
          add(column, clue("foreign key", "It refers to a table of people.", 1 + Math.min(other.person, 3)));
        else add(column, clue("foreign key", "It refers to a table that is not about people.", -4));
      }
    }
  }
  if (subject.kind === "PERSON" && subject.person > 0) {
    const primary = facts.constraints.find(({ kind }) => kind === "PRIMARY_KEY");
    const column = primary?.columns.length === 1 ? primary.columns[0] : undefined;
    if (column !== undefined && !found.has(column))
      add(column, clue("primary key", "It is the key of a table of people.", 1 + Math.min(subject.person, 3)));
  }
  return found;
}
