import { ProposedChangeKind } from "../changes/change.model.js";
import type { TableFacts } from "./table-facts.js";

/** Columns that are tagged as personal data. */
export const personalColumns = ({ columns }: TableFacts): ReadonlySet<string> =>
  new Set(
    columns
      .filter(({ annotations }) =>
        annotations.some(({ kind, name }) => kind === ProposedChangeKind.TAG && name.startsWith("PII.")),
      )
      .map(({ name }) => name),
  );
