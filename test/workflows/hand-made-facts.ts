import { TableKind } from "../../src/assets/catalog/table-kind.js";
import { Origin, ProposedChangeKind } from "../../src/assets/changes/change.model.js";
import type { ColumnFacts, TableFacts } from "../../src/assets/facts/table-facts.js";

type ColumnSketch = Partial<ColumnFacts> & { readonly type: string; readonly pii?: string };
type TableSketch = Partial<Omit<TableFacts, "columns">> & {
  readonly columns: Readonly<Record<string, ColumnSketch | string>>;
};

/** Facts of a table as a test needs them: of a column the type is enough; `pii` stands for a tag. */
export function factsOf(name: string, { columns, ...rest }: TableSketch): TableFacts {
  return {
    id: `table ${name}`,
    fqn: ["service", "database", "public", name],
    schema: "public",
    name,
    kind: TableKind.TABLE,
    comment: null,
    estimatedRows: null,
    constraints: [],
    annotations: [],
    related: [],
    profile: null,
    ...rest,
    columns: Object.entries(columns).map(([column, sketch], index) => columnOf(column, index + 1, sketch)),
  };
}

function columnOf(name: string, ordinal: number, sketch: ColumnSketch | string): ColumnFacts {
  const { pii, ...given } = typeof sketch === "string" ? { type: sketch } : sketch;
  const tag = {
    kind: ProposedChangeKind.TAG,
    name: `PII.${pii}`,
    value: `PII.${pii}`,
    confidence: 0.9,
    origin: Origin.RULES,
  };
  return {
    id: `column ${name}`,
    name,
    ordinal,
    nullable: true,
    defaultExpression: null,
    generated: null,
    identity: null,
    comment: null,
    annotations: pii === undefined ? [] : [tag],
    ...given,
  };
}
