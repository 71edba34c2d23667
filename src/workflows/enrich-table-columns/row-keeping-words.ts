import type { RowKeeping } from "../wording/column-role.js";

/** What columns hold that keep book of the row rather than of its subject. */
export const ROW_KEEPING: Readonly<Record<RowKeeping, string>> = {
  "created at": "When the row was created.",
  "created by": "Who created the row.",
  "changed at": "When the row was last changed.",
  "changed by": "Who last changed the row.",
  "deleted at": "When the row was marked as deleted.",
  "deleted by": "Who marked the row as deleted.",
  deleted: "Whether the row is marked as deleted.",
  "row version": "Version of the row, counted up by changes.",
};
