import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { Industry } from "../vocabulary/industry.js";
import { type Clue, clue } from "./clue.js";
import type { NameRule } from "./name-rules.js";
import { PiiKind } from "./pii-kind.js";
import { rawWords, UNKNOWN } from "./words/tokens.js";

const BANKING =
  /^(bank|banks|banking|loan|loans|iban|bic|swift|balance|konto|konten|deposit|deposits|withdrawal|overdraft|saldo|blz|prestamo|emprestimo)/;

/** What the other columns of a table say of a column of this kind. */
export function neighbourClues(
  facts: TableFacts,
  wordsByColumn: readonly (readonly string[])[],
  industries: ReadonlySet<Industry>,
) {
  const bare = wordsByColumn.map((words) => words.filter((word) => !(word.startsWith(UNKNOWN) && word.length <= 4)));
  const alone = new Set(bare.filter((words) => words.length === 1).map((words) => words[0]!));
  const all = new Set(wordsByColumn.flat());
  const named = (part: string) => wordsByColumn.some((words) => words.includes(part) && words.includes("name"));
  const nameInParts = named("first") && named("last");
  const banking =
    industries.has("banking") ||
    [facts.name, facts.schema, ...facts.columns.map(({ name }) => name), ...facts.related.map(({ name }) => name)].some(
      (name) => rawWords(name).some((word) => BANKING.test(word)),
    );
  const source = "columns beside";
  return (rule: NameRule): Clue[] => {
    if (rule.kind === PiiKind.PersonName && rule.words.length === 1 && rule.words[0]!.has("name"))
      return nameInParts ? [clue(source, "A first and a last name stand beside it: it names something else.", -3)] : [];
    if (rule.kind === PiiKind.PersonName && rule.alone && rule.words.some((word) => word.has("first")))
      return alone.has("first") && alone.has("last") ? [clue(source, "First and last stand side by side.", 4)] : [];
    if (rule.words.some((word) => word.has("postalcode?")))
      return all.has("city") && (all.has("street") || all.has("address"))
        ? [clue(source, "It stands beside street and city.", 3.5)]
        : [clue(source, "No address stands beside it.", -3)];
    if (rule.words.some((word) => word.has("longitude?")))
      return all.has("latitude")
        ? [clue(source, "It stands beside a latitude.", 4)]
        : [clue(source, "No latitude stands beside it.", -4)];
    if (rule.kind === PiiKind.City && rule.words.some((word) => word.has("region")))
      return all.has("city") || all.has("postal") || all.has("street") || all.has("address")
        ? [clue(source, "It stands beside the parts of an address.", 1.2)]
        : [clue(source, "No part of an address stands beside it.", -1)];
    if (rule.kind === PiiKind.BankAccount && rule.words.some((word) => word.has("number")))
      return banking ? [clue(source, "The data is that of a bank.", 2.5)] : [];
    if (rule.kind === PiiKind.Health && industries.has("health care"))
      return [clue("industry", "The data is of health care.", 0.7)];
    return [];
  };
}
