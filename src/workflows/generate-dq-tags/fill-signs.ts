import { TableKind } from "../../assets/catalog/table-kind.js";
import { DqDimension } from "../../quality/rule.model.js";
import { count, percent } from "./in-words.js";
import type { Sign, SignReader } from "./sign.js";

const { COMPLETENESS } = DqDimension;
/** Fewer rows say little about what is usual. */
const ENOUGH_ROWS = 20;
/** So many rows are filled by habit rather than by chance. */
const MANY_ROWS = 100;

/** How far a column is filled, by declaration and in the latest profile. */
export const fillSigns: SignReader =
  ({ facts }) =>
  ({ column, profile }) => {
    const isStored = facts.kind !== TableKind.VIEW && facts.kind !== TableKind.MATERIALIZED_VIEW;
    const signs: Sign[] = [];
    const add = (source: string, detail: string, weight: number) =>
      signs.push({ dimension: COMPLETENESS, source, detail, weight });
    if (!column.nullable && column.generated === null) {
      if (column.defaultExpression === null && column.identity === null) {
        add("declaration", "NOT NULL without a default: whoever writes a row has to know it", 0.5);
      } else add("declaration", "NOT NULL, with a default", 0.3);
    }
    if (!profile || profile.rowCount < ENOUGH_ROWS) return signs;
    const { rowCount, nullCount, blankCount } = profile;
    const filled = `not null in ${percent(rowCount - nullCount, rowCount)} of ${count(rowCount)} rows`;
    const share = 1 - nullCount / rowCount;
    if (share === 1 && column.nullable && isStored)
      add("profile", `${filled}, though it may be empty`, rowCount < MANY_ROWS ? 0.4 : 0.5);
    else if (share === 1) add("profile", filled, 0.25);
    else if (share >= 0.95) add("profile", `${filled}: the gaps are exceptions`, 0.6);
    else if (share < 0.5) add("profile", `${filled}: to be empty is normal`, -0.6);
    else add("profile", filled, 0.1);
    if (blankCount && blankCount < 0.05 * rowCount) {
      add("profile", `${count(blankCount)} texts are blank: there, but empty`, 0.4);
    }
    return signs;
  };
