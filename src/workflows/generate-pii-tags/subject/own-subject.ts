import { addUp, type Clue, clamp, clue } from "../clue.js";
import { tokens } from "../words/tokens.js";
import { cluesOfColumns, cluesOfParties } from "./own-columns.js";
import { kindOfWord, type RowKind, wordsOfTable } from "./table-words.js";

/** As much of a table as is known of its neighbours too. */
export interface TableLike {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface OwnSubject {
  readonly kind: RowKind;
  /** Log-odds that a row is about one natural person, by the table's name and columns alone. */
  readonly person: number;
  readonly roles: readonly string[];
  readonly clues: readonly Clue[];
}

const NAMES_SAY: Readonly<Record<RowKind, string>> = {
  PERSON: "The table's name speaks of people.",
  ORGANISATION: "The table's name speaks of organisations.",
  PLACE: "The table's name speaks of places.",
  THING: "The table's name speaks of things.",
  EVENT: "The table's name speaks of what happens, not of people themselves.",
  DETAIL: "The table's name speaks of details of something else.",
  UNKNOWN: "The table's name does not say what its rows are about.",
};

export function ownSubject(table: TableLike): OwnSubject {
  const { kind, person, roles } = wordsOfTable(table.name);
  const clues = [clue("table name", NAMES_SAY[kind], person), ...cluesOfColumns(table.columns, roles, kind)];
  const byColumns = kindBy(kind, addUp(clues), table);
  if (byColumns === "EVENT") clues.push(...cluesOfParties(table.columns));
  if (byColumns === "DETAIL" && kind !== byColumns)
    clues.push(
      clue(
        "columns of the table",
        "It holds addresses, and no name of what they belong to.",
        kind === "PLACE" ? 4 : 2.4,
      ),
    );
  return { kind: byColumns, person: clamp(addUp(clues), -5, 5), roles, clues };
}

/** Columns may say more than the name. */
function kindBy(kind: RowKind, person: number, { columns }: TableLike): RowKind {
  if (kind === "PERSON" && person < -0.5) return "ORGANISATION";
  if (kind !== "UNKNOWN" && kind !== "PLACE") return kind;
  if (kind === "UNKNOWN" && person > 1.5) return "PERSON";
  const names = columns.map(({ name }) => tokens(name));
  const has = (word: string) => names.some((words) => words.includes(word));
  const named = (words: readonly string[]) =>
    words.includes("name") &&
    words.every((word) => word === "name" || kindOfWord(word) === "UNKNOWN" || word === "account");
  if (names.some(named)) return kind;
  return (has("street") || has("address")) && (has("city") || has("postal")) ? "DETAIL" : kind;
}
