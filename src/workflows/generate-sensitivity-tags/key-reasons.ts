import type { ColumnFacts } from "../../assets/facts/table-facts.js";
import { isNamedAfterPeople } from "../vocabulary/people.js";
import { SensitivityLevel } from "./level.js";
import type { Reason } from "./reason.js";
import type { SensitiveTable } from "./sensitive-table.js";

/** What keys and foreign keys say of a column that has `personal` reasons already, or none. */
export function keyReasons(
  { facts, namesPeople }: SensitiveTable,
  { name }: ColumnFacts,
  personal: readonly Reason[],
): Reason[] {
  const reasons: Reason[] = [];
  const add = (source: string, detail: string, weight: number) =>
    reasons.push({ level: SensitivityLevel.INTERNAL, source, detail, weight });
  for (const constraint of facts.constraints) {
    const { kind, columns } = constraint;
    if (columns.length !== 1 || columns[0] !== name || personal.length > 0) continue;
    if (kind === "PRIMARY_KEY" && namesPeople) {
      add("primary key", "its values stand for people, but say who only together with this table", 0.8);
    }
    if (kind === "FOREIGN_KEY" && isNamedAfterPeople(constraint.target.table)) {
      add(
        "foreign key",
        `its values stand for rows of ${constraint.target.table}, and say who only together with it`,
        0.75,
      );
    }
  }
  return reasons;
}
