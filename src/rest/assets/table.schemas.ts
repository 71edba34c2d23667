import { z } from "zod";
import { TableKind } from "../../assets/catalog/table-kind.js";
import { ChangePage } from "../approvals/change.schemas.js";
import { codes, count, decimal, flag, fqn, named, text } from "../fields.js";
import { Tag, TEXTS } from "./annotation.schemas.js";
import { Rule } from "./rule.schemas.js";

const Column = named("Column", "A column of a table.", {
  fqn: fqn("Its fully qualified name."),
  name: text("Its name."),
  ordinal: count("Its place in the table, from 1."),
  type: text("The type as PostgreSQL prints it, e.g. `numeric(5,2)`."),
  nullable: flag("Whether a row may have no value in it."),
  comment: text("The source's own comment on it.").nullable(),
  ...TEXTS,
  data_quality: named("ColumnQuality", "Data quality of a column.", {
    tags: z.array(Tag).meta({ description: "Those of its tags that name dimensions of quality, `DataQuality.…`." }),
    rules: z.array(Rule).meta({ description: "Active rules about it alone." }),
  }),
});

export const Table = named("Table", "A table, view or the like, with all that is known of it.", {
  fqn: fqn("Its fully qualified name."),
  name: text("Its name."),
  kind: codes(TableKind, "Whether it is a table, a view … More kinds may come."),
  comment: text("The source's own comment on it.").nullable(),
  estimated_rows: z.number().nullable().meta({ description: "Rows as the source's statistics estimate them." }),
  ...TEXTS,
  data_quality: named("TableQuality", "Data quality of a table.", {
    score: decimal("How good its data is; null where nothing was measured.").nullable(),
    tags: z.array(Tag).meta({ description: "Those of its tags that name dimensions of quality, `DataQuality.…`." }),
    rules: z.array(Rule).meta({ description: "Active rules about the table or about several columns." }),
    rules_truncated: flag("Whether there are more rules of table and columns than the thousand that are shown."),
  }),
  columns: z.array(Column).meta({ description: "Its columns, in its order." }),
  requires_approval: flag("Whether changes of it or its columns wait for a decision."),
  pending_changes: ChangePage.nullable().meta({
    description: "The first changes that wait for a decision; null where they were not asked for.",
  }),
});

export type TableAnswer = z.infer<typeof Table>;
export type ColumnAnswer = z.infer<typeof Column>;
