import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { because, type Candidate } from "../candidate.js";
import { IDENTIFYING } from "../names.js";
import { countSets } from "./pair-counts.js";
import { hasKeyWithin, sameChance, type TableView, type ViewedColumn } from "./table-view.js";

const MOST_COLUMNS = 10;
const MOST_RULES = 6;
const LEAST_SHARE = 0.99;
/** Rows that would have another value if the columns had nothing to do with each other: with names that go together, and without. */
const RELATED_ROWS = 25;
const UNRELATED_ROWS = 250;
/** From so many on one row that differs is an error. */
const SURE_ROWS = 60;

interface Dependency {
  readonly from: ViewedColumn;
  readonly to: ViewedColumn;
  readonly rows: number;
  readonly groups: number;
  readonly expected: number;
  /** The other way round as well. */
  readonly mutual: boolean;
}

/** Columns whose value follows from another's, as a city from its postal code. */
export async function dependencies(session: SourceSession, view: TableView): Promise<Candidate[]> {
  const columns = view.columns
    .filter(({ column, learned }) => isGrouped(column.kind, learned))
    .toSorted((a, b) => rank(b) - rank(a) || a.column.ordinal - b.column.ordinal)
    .slice(0, MOST_COLUMNS);
  const pairs = columns.flatMap((a, index) => columns.slice(index + 1).map((b) => [a, b] as const));
  const counted = await countSets(
    session,
    view.rows.learned,
    pairs.map(([a, b]) => [a.column.name, b.column.name]),
  );
  const found = pairs.flatMap(([a, b], index) => {
    const { rows, combinations, first, last } = counted[index]!;
    const [ab, ba] = [combinations === first, combinations === last];
    return [
      ...(ab
        ? [{ from: a, to: b, rows, groups: first, expected: (rows - first) * (1 - sameChance(b.learned)), mutual: ba }]
        : []),
      ...(ba
        ? [{ from: b, to: a, rows, groups: last, expected: (rows - last) * (1 - sameChance(a.learned)), mutual: ab }]
        : []),
    ];
  });
  const strong = found.filter((each) => isStrong(each) && !hasKeyWithin(view, [each.from.column.name]));
  return strong
    .filter((each) => !follows(each, strong))
    .map(dependency)
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, MOST_RULES);
}

function isGrouped(kind: string, { values }: ViewedColumn["learned"]): boolean {
  if (!values || !["text", "number", "ordered"].includes(kind)) return false;
  if (kind === "number" && !values.number?.whole) return false;
  return values.distinct >= 3 && values.distinct <= 0.7 * values.count;
}

/** What is rather a key comes first, where there are more columns than are looked at. */
const rank = ({ words, column }: ViewedColumn) => (IDENTIFYING.in(words) ? 2 : 0) + (column.kind === "text" ? 1 : 0);

function isStrong({ from, to, expected, groups }: Dependency): boolean {
  if (groups < 4) return false;
  if (areRelated(from.words, to.words)) return expected >= RELATED_ROWS;
  // Without a word in common only what a key determines, and that is no key itself.
  const isCode = ({ words, identifies }: ViewedColumn) => identifies || IDENTIFYING.in(words);
  return expected >= UNRELATED_ROWS && isCode(from) && !isCode(to);
}

const FILLERS = new Set(["id", "code", "name", "no", "number", "type", "date", "the", "of"]);
const PLACES = new Set([
  "zip",
  "postal",
  "postcode",
  "city",
  "town",
  "county",
  "state",
  "region",
  "province",
  "district",
  "country",
  "continent",
  "plz",
  "ort",
  "land",
]);

/** Names that speak of one thing: product id and product name, postal code and city. */
function areRelated(a: readonly string[], b: readonly string[]): boolean {
  const places = (words: readonly string[]) => words.some((word) => PLACES.has(word));
  return a.some((word) => !FILLERS.has(word) && b.includes(word)) || (places(a) && places(b));
}

/** Whether it follows from two others by a column in between; of columns that say the same, the first one stands for both. */
function follows({ from, to }: Dependency, all: readonly Dependency[]): boolean {
  return all.some((first) => {
    if (first.from !== from || first.to === to) return false;
    const second = all.find((each) => each.from === first.to && each.to === to);
    if (!second) return false;
    return !first.mutual || first.to.column.ordinal < from.column.ordinal;
  });
}

function dependency({ from, to, rows, groups, expected }: Dependency): Candidate {
  const [determinant, dependent] = [from.column.name, to.column.name];
  const related = areRelated(from.words, to.words);
  return {
    definition: { kind: DqRuleKind.FUNCTIONAL_DEPENDENCY, determinants: [determinant], dependent },
    columns: [determinant, dependent],
    name: `${determinant} determines ${dependent}`,
    dimension: DqDimension.CONSISTENCY,
    severity: DqSeverity.MEDIUM,
    worth: related ? 0.85 : 0.65,
    leastShare: LEAST_SHARE,
    slack: related && expected >= SURE_ROWS ? 0 : 2,
    trust: related ? 1 : 0.9,
    evidence: [
      because(
        "values: dependency",
        `${rows} rows make ${groups} groups of one value of ${determinant} each, and none has two of ${dependent}; by chance about ${Math.round(expected)} rows would differ.`,
        1,
      ),
      ...(related ? [because("column names", "The names speak of the same thing.", 0.4)] : []),
    ],
  };
}
