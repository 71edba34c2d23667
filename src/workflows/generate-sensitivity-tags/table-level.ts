import { type Assessed, assessed, stewardReason } from "./column-levels.js";
import { confidence } from "./confidence.js";
import { compareLevels, highest, levelName, SensitivityLevel } from "./level.js";
import { identifies } from "./personal-data.js";
import type { Reason } from "./reason.js";
import type { SensitiveTable } from "./sensitive-table.js";

/** Columns that a reason names; the others are counted. */
const MOST_NAMED = 5;
/** So many coarse facts of a person leave few people who could be meant. */
const ENOUGH_TOGETHER = 3;

/** A table is as sensitive as its most sensitive column, and more where columns are together. */
export function tableLevel(table: SensitiveTable, columns: readonly Assessed[]): Assessed {
  const steward = stewardReason(table.facts.annotations);
  if (steward) return assessed(null, [steward]);
  const reasons = [highestColumns(columns), together(table)].filter((reason) => reason !== undefined);
  return assessed(null, reasons.length > 0 ? reasons : [EMPTY]);
}

const EMPTY: Reason = {
  level: SensitivityLevel.INTERNAL,
  source: "default",
  detail: "it has no columns that could say more",
  weight: 0.5,
};

function highestColumns(columns: readonly Assessed[]): Reason | undefined {
  const level = highest(columns.map((column) => column.level));
  if (!level) return undefined;
  const those = columns.filter((column) => column.level === level);
  const weight = Math.max(...those.map(confidence));
  if (those.length === columns.length && compareLevels(level, SensitivityLevel.INTERNAL) <= 0) {
    return { level, source: "columns", detail: `all of its columns are ${levelName(level)}`, weight };
  }
  const named = those.slice(0, MOST_NAMED).map(({ column }) => column);
  const more = those.length > named.length ? ` and ${those.length - named.length} more` : "";
  return { level, source: "columns", detail: `its most sensitive columns are ${named.join(", ")}${more}`, weight };
}

function together({ personalData }: SensitiveTable): Reason | undefined {
  const coarse = [...personalData.values()].flat().filter((datum) => identifies(datum) === "together");
  const kinds = [...new Set(coarse.map(({ kind }) => kind))].sort();
  if (kinds.length < ENOUGH_TOGETHER) return undefined;
  const detail = `${kinds.join(", ")} together tell who somebody is, even where no name is given`;
  const weight = Math.min(...coarse.map((datum) => datum.weight));
  return { level: SensitivityLevel.CONFIDENTIAL, source: "combination of columns", detail, weight };
}
