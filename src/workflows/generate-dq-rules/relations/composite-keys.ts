import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { because, type Candidate } from "../candidate.js";
import { CODED, COUNTED, IDENTIFYING } from "../names.js";
import { countSets } from "./pair-counts.js";
import { hasKeyWithin, sameChance, type TableView, type ViewedColumn } from "./table-view.js";

const MOST_COLUMNS = 8;
const LEAST_ROWS = 20;
const MOST_NULLS = 0.05;
/** Rows that would share their values if the columns had nothing to do with each other. */
const EXPECTED_PAIRS = 25;
const MOST_RULES = 2;

/** Two or three columns whose values together tell rows apart, though by chance many rows would have the same. */
export async function compositeKeys(session: SourceSession, view: TableView): Promise<Candidate[]> {
  const columns = view.columns.filter(mayBePart).slice(0, MOST_COLUMNS);
  const pairs = columns.flatMap((a, index) => columns.slice(index + 1).map((b) => [a, b]));
  const found = await uniqueSets(session, view, pairs);
  if (found.length > 0 || view.table.declaredKeys.length > 0) return found.slice(0, MOST_RULES);
  const triples = pairs.flatMap(([a, b]) => columns.slice(columns.indexOf(b!) + 1).map((c) => [a!, b!, c]));
  return (await uniqueSets(session, view, triples)).slice(0, MOST_RULES);
}

function mayBePart({ column, words, identifies, learned }: ViewedColumn): boolean {
  const { values, rows, nulls } = learned;
  if (!values || rows < LEAST_ROWS || nulls > MOST_NULLS * rows) return false;
  // Alone unique, it needs no other; with a value or two it adds nothing.
  if (values.distinct < 2 || values.distinct >= 0.98 * values.count) return false;
  if (column.kind === "number" && !values.number?.whole) return false;
  return (
    identifies ||
    column.kind === "time" ||
    IDENTIFYING.in(words) ||
    CODED.in(words) ||
    COUNTED.in(words) ||
    column.kind === "ordered"
  );
}

async function uniqueSets(
  session: SourceSession,
  view: TableView,
  sets: readonly (readonly ViewedColumn[])[],
): Promise<Candidate[]> {
  const open = sets.filter(
    (set) =>
      !hasKeyWithin(
        view,
        set.map(({ column }) => column.name),
      ),
  );
  const counted = await countSets(
    session,
    view.rows.learned,
    open.map((set) => set.map(({ column }) => column.name)),
  );
  return open.flatMap((set, index) => {
    const { rows, combinations } = counted[index]!;
    const expected = ((rows * (rows - 1)) / 2) * set.reduce((chance, { learned }) => chance * sameChance(learned), 1);
    if (rows < LEAST_ROWS || combinations !== rows || expected < EXPECTED_PAIRS) return [];
    return [compositeKey(set, rows, expected)];
  });
}

function compositeKey(set: readonly ViewedColumn[], rows: number, expected: number): Candidate {
  const names = set.map(({ column }) => column.name);
  const identifying = set.every(({ identifies, words }) => identifies || IDENTIFYING.in(words));
  return {
    definition: { kind: DqRuleKind.UNIQUE, columns: names },
    columns: names,
    name: `${names.join(", ")} together are unique`,
    dimension: DqDimension.UNIQUENESS,
    severity: identifying ? DqSeverity.HIGH : DqSeverity.MEDIUM,
    worth: identifying ? 0.95 : 0.75,
    leastShare: 1,
    trust: identifying ? 1 : 0.9,
    evidence: [
      because(
        "values: duplicates",
        `No two of ${rows} rows have the same values; by chance about ${Math.round(expected)} pairs of rows would.`,
        1,
      ),
    ],
  };
}
