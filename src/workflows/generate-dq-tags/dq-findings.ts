import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { DqDimension } from "../../quality/rule.model.js";
import { DIMENSIONS, dimensionName, tagOf } from "./dimension-tag.js";
import { fillSigns } from "./fill-signs.js";
import { keySigns } from "./key-signs.js";
import { nameSigns, typeSigns } from "./name-signs.js";
import { personalSigns } from "./personal-signs.js";
import type { Sign, SignReader } from "./sign.js";
import { signedTable } from "./signed-table.js";
import { tableSigns } from "./table-signs.js";
import { timeSigns } from "./time-signs.js";
import { togetherSigns } from "./together-signs.js";
import { valueSigns } from "./value-signs.js";

/** Below it a dimension is as good as unimportant. */
const THRESHOLD = 0.5;
/** More would not tell what matters. */
const MOST_TAGS = 3;
/** Columns that are given as reasons for a table's tag. */
const MOST_COLUMNS = 2;

/** The dimensions that matter for a table and for each of its columns, the most telling first. */
export function dqFindings(facts: TableFacts, industryInfo: string | null | undefined): Finding[] {
  const table = signedTable(facts, industryInfo);
  const readers = READERS.map((reader) => reader(table));
  const columns = table.columns.map((signed) => [signed.name, readers.flatMap((read) => read(signed))] as const);
  const timely = columns
    .map(([name, signs]) => [name, signs.filter(({ dimension }) => dimension === DqDimension.TIMELINESS)] as const)
    .filter(([, signs]) => score(signs) >= THRESHOLD)
    .sort(([, a], [, b]) => score(b) - score(a))
    .slice(0, MOST_COLUMNS);
  const all: (readonly [string | null, readonly Sign[]])[] = [[null, tableSigns(table, timely)], ...columns];
  return all.flatMap(([column, signs]) => findingsOf(facts, column, signs));
}

const READERS: readonly SignReader[] = [
  keySigns,
  fillSigns,
  () => valueSigns,
  nameSigns,
  () => typeSigns,
  () => personalSigns,
  timeSigns,
  togetherSigns,
];

function findingsOf({ profile }: TableFacts, column: string | null, signs: readonly Sign[]): Finding[] {
  return DIMENSIONS.map((dimension) => ({ dimension, signs: signs.filter((sign) => sign.dimension === dimension) }))
    .map((one) => ({ ...one, score: score(one.signs) }))
    .filter((one) => one.score >= THRESHOLD)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_TAGS)
    .map(({ dimension, signs, score }) => {
      const tag = tagOf(dimension);
      const evidence = signs
        .map(({ source, detail, weight }) => ({ source, detail, weight }))
        .sort((a, b) => b.weight - a.weight);
      const reasons = evidence.filter(({ weight }) => weight > 0).map(({ detail }) => detail);
      const unprofiled = profile ? "" : " The table has no profile yet; one would tell more.";
      return {
        column,
        kind: ProposedChangeKind.TAG,
        name: tag,
        value: tag,
        confidence: score,
        justification: {
          summary: `${dimensionName(dimension)} matters: ${[...new Set(reasons)].slice(0, 2).join("; ")}.${unprofiled}`,
          evidence,
        },
        origin: Origin.RULES,
      };
    });
}

/** Each sign for a dimension takes a part of the doubt that the others left; each one against it a part of the rest. */
function score(signs: readonly Sign[]): number {
  let doubt = 1;
  let left = 1;
  for (const { weight } of signs) {
    if (weight > 0) doubt *= 1 - weight;
    else left *= 1 + weight;
  }
  return Math.min(0.99, Math.round((1 - doubt) * left * 100) / 100);
}
