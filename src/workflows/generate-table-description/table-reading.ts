import type { TableFacts } from "../../assets/facts/table-facts.js";
import { rowKeeping } from "../wording/column-role.js";
import { pluralPhrase } from "../wording/english.js";
import { type Entity, readEntity } from "../wording/entity.js";
import { type Industry, inIndustry } from "../wording/industry.js";
import { type Keys, readKeys } from "../wording/keys.js";
import { readName } from "../wording/read-name.js";
import { type Reference, readReference } from "../wording/reference.js";

/** All that the statements on one table are made from. */
export interface TableReading {
  readonly facts: TableFacts;
  readonly industry: Industry;
  readonly entity: Entity;
  /** The entity in the industry's words. */
  readonly one: string | null;
  readonly many: string | null;
  readonly keys: Keys;
  /** In the order of `keys.outgoing`. */
  readonly references: readonly Reference[];
  /** Columns that neither identify nor refer nor keep book of the row. */
  readonly subject: readonly string[];
}

export function readTable(facts: TableFacts, industry: Industry): TableReading {
  const entity = readEntity(
    facts.name,
    facts.columns.map(({ name }) => name),
  );
  const keys = readKeys(facts);
  const references = keys.outgoing.map((key) => readReference(facts, entity, key, industry));
  const keyColumns = new Set([...(keys.primary ?? []), ...keys.outgoing.flatMap(({ columns }) => columns)]);
  const subject = facts.columns
    .filter((column) => !keyColumns.has(column.name) && rowKeeping(column, readName(column.name), entity.head) === null)
    .map(({ name }) => name);
  const one = entity.one === null ? null : inIndustry(entity.one, industry);
  const many = one !== null && one !== entity.one ? pluralPhrase(one) : entity.many;
  return { facts, industry, entity, one, many, keys, references, subject };
}
