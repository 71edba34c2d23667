import type { TableFacts } from "../../assets/facts/table-facts.js";
import { formatFqn } from "../../platform/fqn.js";
import type { ColumnVerdict } from "./detect.js";
import { GeneratePiiTagsOutput, type PiiColumnNote } from "./generate-pii-tags.types.js";
import type { PiiKind } from "./pii-kind.js";

const MOST_NOTES = 1000;

/** What the task of one table keeps. */
export interface FoundPii {
  readonly columns: number;
  readonly kinds: Readonly<Partial<Record<PiiKind, number>>>;
  readonly undecided: readonly PiiColumnNote[];
  readonly undecidedTotal: number;
  readonly skipped: readonly PiiColumnNote[];
  readonly skippedTotal: number;
}

const NOT_READ = "Its table's rows were not read.";

export function resultOf({ fqn }: TableFacts, verdicts: readonly ColumnVerdict[], read: boolean): FoundPii {
  const kinds: Partial<Record<PiiKind, number>> = {};
  for (const { tag } of verdicts) if (tag) kinds[tag.kind] = (kinds[tag.kind] ?? 0) + 1;
  const notes = (reason: (verdict: ColumnVerdict) => string | null) =>
    verdicts.flatMap((verdict): PiiColumnNote[] => {
      const found = reason(verdict);
      return found === null ? [] : [{ columnFqn: formatFqn([...fqn, verdict.column]), reason: found }];
    });
  const undecided = notes((verdict) =>
    verdict.undecided === null ? null : `${read ? "" : `${NOT_READ} `}${verdict.undecided}`,
  );
  const skipped = notes(({ skipped }) => skipped);
  return {
    columns: verdicts.length,
    kinds,
    undecided: undecided.slice(0, MOST_NOTES),
    undecidedTotal: undecided.length,
    skipped: skipped.slice(0, MOST_NOTES),
    skippedTotal: skipped.length,
  };
}

export async function summarize(results: AsyncIterable<{ readonly result: FoundPii }>): Promise<GeneratePiiTagsOutput> {
  const output = { tables: 0, columns: 0, tagsFound: 0, columnsTagged: 0, undecidedTotal: 0, columnsSkippedTotal: 0 };
  const undecided: PiiColumnNote[] = [];
  const columnsSkipped: PiiColumnNote[] = [];
  const kinds = new Map<PiiKind, number>();
  for await (const { result } of results) {
    output.tables++;
    output.columns += result.columns;
    output.undecidedTotal += result.undecidedTotal;
    output.columnsSkippedTotal += result.skippedTotal;
    undecided.push(...result.undecided.slice(0, MOST_NOTES - undecided.length));
    columnsSkipped.push(...result.skipped.slice(0, MOST_NOTES - columnsSkipped.length));
    for (const [kind, count] of Object.entries(result.kinds) as [PiiKind, number][]) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + count);
      output.tagsFound += count;
      output.columnsTagged += count; // one tag a column
    }
  }
  const byKind = [...kinds]
    .map(([kind, columns]) => ({ kind, columns }))
    .sort((a, b) => b.columns - a.columns || (a.kind < b.kind ? -1 : 1));
  return Object.assign(new GeneratePiiTagsOutput(), { ...output, byKind, undecided, columnsSkipped });
}
