import { TableKind } from "../../assets/catalog/table-kind.js";
import { DqDimension } from "../../quality/rule.model.js";
import { few } from "./in-words.js";
import type { Sign } from "./sign.js";
import type { SignedTable } from "./signed-table.js";

/** What matters of the rows as such, beside their columns. `timely` are the columns that should be recent, and why. */
export function tableSigns(
  { facts }: SignedTable,
  timely: readonly (readonly [column: string, signs: readonly Sign[]])[],
): Sign[] {
  const signs: Sign[] = [];
  const keys = facts.constraints.filter(({ kind }) => kind === "PRIMARY_KEY" || kind === "UNIQUE");
  const composite = keys.find(({ columns }) => columns.length > 1);
  if (composite) {
    const detail = `a row is known by ${few(composite.columns, 5)} together`;
    signs.push({ dimension: DqDimension.UNIQUENESS, source: "key", detail, weight: 0.8 });
  } else if (keys.length === 0 && facts.kind !== TableKind.VIEW && facts.columns.length > 0) {
    const detail = "it has no key: nothing keeps a row from being there twice";
    signs.push({ dimension: DqDimension.UNIQUENESS, source: "constraints", detail, weight: 0.7 });
  }
  for (const [column, because] of timely) {
    signs.push(
      ...because.map((sign) => ({ ...sign, source: `column ${column}`, detail: `${column}: ${sign.detail}` })),
    );
  }
  return signs;
}
