import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import { Metric } from "./metric.model.js";

/** What of an asset changed: the name is the tag's. */
export interface ChangedThing {
  readonly kind: ProposedChangeKind;
  readonly name: string;
}

/** The metrics of a table that measure something else once these tags, texts and rules of it, or of a column of it, have changed. */
export const affectedMetrics = (things: readonly ChangedThing[], ofColumn: boolean): Metric[] => [
  ...new Set(things.flatMap((thing) => affected(thing, ofColumn))),
];

function affected({ kind, name }: ChangedThing, ofColumn: boolean): Metric[] {
  switch (kind) {
    case ProposedChangeKind.DESCRIPTION:
      return [ofColumn ? Metric.COLUMNS_DESCRIBED : Metric.TABLES_DESCRIBED];
    case ProposedChangeKind.DISPLAY_NAME:
      return [ofColumn ? Metric.COLUMNS_NAMED : Metric.TABLES_NAMED];
    case ProposedChangeKind.TAG:
      if (name.startsWith("PII.")) return ofColumn ? [Metric.COLUMNS_PII_TAGGED] : [];
      if (!name.startsWith("Sensitivity.")) return [];
      return [ofColumn ? Metric.COLUMNS_SENSITIVITY_TAGGED : Metric.TABLES_SENSITIVITY_TAGGED];
    case ProposedChangeKind.DQ_RULE:
      // Cells stand for completeness only while no rule does.
      return [Metric.TABLES_WITH_RULES, Metric.ROWS_HOLDING, Metric.CELLS_FILLED];
    default:
      return [];
  }
}
