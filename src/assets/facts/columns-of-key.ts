import type { TableFacts } from "./table-facts.js";

/** The columns that name a row: the primary key, or else the first unique one without empty places; none where there is none. */
export function columnsOfKey({ constraints, columns }: TableFacts): readonly string[] {
  const notNull = new Set(columns.filter(({ nullable }) => !nullable).map(({ name }) => name));
  const primary = constraints.find(({ kind }) => kind === "PRIMARY_KEY");
  const key =
    primary ?? constraints.find((each) => each.kind === "UNIQUE" && each.columns.every((c) => notNull.has(c)));
  return key?.columns ?? [];
}
