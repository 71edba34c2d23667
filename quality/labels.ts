import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a person says of a column. */
export interface PiiLabel {
  readonly database: string;
  /** schema.table.column */
  readonly column: string;
  readonly isPii: boolean;
  /** Kind of personal data, without underscores and in lower case; empty where it is none. */
  readonly kind: string;
  readonly ambiguous: boolean;
}

export const LABELS_FILE = "pii-labels.csv";

/** `PERSON_NAME` and `PersonName` are the same kind. */
export const plainKind = (kind: string): string => kind.replace(/[^a-z]/gi, "").toLowerCase();

export function readLabels(directory: string): PiiLabel[] {
  const [head, ...rows] = readFileSync(join(directory, LABELS_FILE), "utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map(cells);
  return rows.map((row) => {
    const cell = (name: string) => row[head!.indexOf(name)] ?? "";
    const isPii = cell("is_pii") === "true";
    return {
      database: cell("database"),
      column: [cell("schema"), cell("table"), cell("column")].join("."),
      isPii,
      kind: isPii ? plainKind(cell("type")) : "",
      ambiguous: cell("ambiguous") === "1",
    };
  });
}

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? plain! : quoted.replaceAll('""', '"'),
  );
