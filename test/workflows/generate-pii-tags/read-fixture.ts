import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StoredConstraint } from "../../../src/assets/catalog/constraints.js";
import { TableKind } from "../../../src/assets/catalog/table-kind.js";
import type { RelatedTable, TableFacts } from "../../../src/assets/facts/table-facts.js";
import type { ColumnSamples } from "../../../src/workflows/enrichment/column-samples.js";

/** The right answer for a column: a kind or none; ambiguous where reasonable people differ. */
export interface Label {
  readonly kind: string | null;
  readonly ambiguous: boolean;
}

export interface FixtureTable {
  readonly database: string;
  readonly facts: TableFacts;
  readonly samples: ColumnSamples;
  readonly labels: ReadonlyMap<string, Label>;
}

interface Row {
  readonly name: string;
  readonly type: string;
  readonly key: boolean;
  readonly target: string | undefined;
  readonly label: Label;
  readonly values: readonly string[];
  readonly comment: string | null;
}
interface Parsed {
  readonly name: string;
  readonly view: boolean;
  readonly comment: string | null;
  readonly rows: Row[];
}

const FOLDER = new URL("fixtures/", import.meta.url).pathname;

/**
 * A file a database. `table name -- comment` (or `view`) begins a table; each line under it is a column:
 * `name type [pk] [> table.column] [= Kind] [: value | value] [-- comment]`. `= ?Kind` or `= ?` marks an ambiguous one.
 */
export const fixtures = (): FixtureTable[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".txt"))
    .sort()
    .flatMap((file) => readFixture(file.replace(".txt", ""), readFileSync(join(FOLDER, file), "utf8")));

export function readFixture(database: string, text: string): FixtureTable[] {
  const tables: Parsed[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const head = /^(table|view)\s+("[^"]+"|\S+)(?:\s+--\s+(.*))?$/.exec(line);
    if (head)
      tables.push({ name: head[2]!.replaceAll('"', ""), view: head[1] === "view", comment: head[3] ?? null, rows: [] });
    else tables.at(-1)!.rows.push(row(line));
  }
  return tables.map((table) => fixtureTable(database, table, tables));
}

const COLUMN =
  /^\s+("[^"]+"|\S+)\s+(.+?)(\s+pk)?(?:\s+>\s*("[^"]+"|\S+))?(?:\s+=\s*(\?)?(\w*))?(?:\s+:\s+(.*?))?(?:\s+--\s+(.*))?$/u;

function row(line: string): Row {
  const found = COLUMN.exec(line);
  if (!found) throw new Error(`Not a column: ${line}`);
  const [, name, type, key, target, ambiguous, kind, values, comment] = found;
  return {
    name: name!.replaceAll('"', ""),
    type: type!,
    key: key !== undefined,
    target: target?.replaceAll('"', ""),
    label: { kind: kind || null, ambiguous: ambiguous !== undefined },
    values: values ? values.split(" | ").map((value) => value.trim()) : [],
    comment: comment ?? null,
  };
}

function related(table: Parsed): RelatedTable {
  const primary = table.rows.filter(({ key }) => key).map(({ name }) => name);
  const constraints: StoredConstraint[] =
    primary.length > 0 ? [{ kind: "PRIMARY_KEY", name: `${table.name}_pkey`, columns: primary }] : [];
  for (const { name, target } of table.rows) {
    if (!target) continue;
    const [other, column] = target.split(".");
    constraints.push({
      kind: "FOREIGN_KEY",
      name: `${table.name}_${name}_fkey`,
      columns: [name],
      target: { schema: "public", table: other!, columns: [column!] },
      definition: "",
    });
  }
  return {
    schema: "public",
    name: table.name,
    kind: table.view ? TableKind.VIEW : TableKind.TABLE,
    comment: table.comment,
    constraints,
    columns: table.rows.map(({ name, type }) => ({ name, type })),
  };
}

function fixtureTable(database: string, table: Parsed, tables: readonly Parsed[]): FixtureTable {
  const self = related(table);
  const near = neighbours(table, tables);
  const twoSteps = new Set(near.flatMap((each) => [each, ...neighbours(each, tables)]));
  twoSteps.delete(table);
  const facts: TableFacts = {
    ...self,
    id: table.name,
    fqn: ["service", database, "public", table.name],
    estimatedRows: null,
    annotations: [],
    profile: null,
    related: [...twoSteps].map(related).sort((a, b) => (a.name < b.name ? -1 : 1)),
    columns: table.rows.map((each, at) => ({
      id: each.name,
      name: each.name,
      ordinal: at + 1,
      type: each.type,
      nullable: !each.key,
      defaultExpression: null,
      generated: null,
      identity: null,
      comment: each.comment,
      annotations: [],
    })),
  };
  return {
    database,
    facts,
    samples: new Map(table.rows.map(({ name, values }) => [name, { values, nulls: 0, skippedReason: null }])),
    labels: new Map(table.rows.map(({ name, label }) => [name, label])),
  };
}

function neighbours(table: Parsed, tables: readonly Parsed[]): Parsed[] {
  const targets = table.rows.map(({ target }) => target?.split(".")[0]);
  return tables.filter(
    (other) => targets.includes(other.name) || other.rows.some(({ target }) => target?.split(".")[0] === table.name),
  );
}
