import type { TextStatistics } from "../statistics/column-statistics.js";

/** Of shapes with that share of the rows the rest may be mistakes. */
const LEAST_SHARE = 0.985;
const MOST_FORMS = 5;
const MOST_RUNS = 14;
const LONGEST_CODE = 12;
const LETTERS_ROWS = 25;
const CLASSES: Readonly<Record<string, string>> = { A: "[A-Z]", a: "[a-z]", "9": "[0-9]" };

interface Form {
  readonly runs: readonly { readonly character: string; readonly length: number }[];
  readonly count: number;
}

/** A regular expression for codes, by the shapes of all values; undefined where they are too many, or those of words. */
export function shapePattern(
  text: TextStatistics,
  rows: number,
): { readonly pattern: string; readonly share: number } | undefined {
  const byRuns = Map.groupBy(text.shapes.map(formOf), ({ runs }) => runs.map(({ character }) => character).join(""));
  const forms = [...byRuns.values()].map((same) => ({ same, count: same.reduce((sum, { count }) => sum + count, 0) }));
  const usual = forms.filter(({ count }) => count >= Math.max(4, 0.01 * rows));
  const covered = usual.reduce((sum, { count }) => sum + count, 0);
  if (usual.length === 0 || usual.length > MOST_FORMS || covered < LEAST_SHARE * rows) return undefined;
  // What is left over may be a mistake or two of each kind, but no tail of rare forms.
  if (forms.length - usual.length > 3 || !usual.every(({ same }) => isCode(same))) return undefined;
  const patterns = usual.map(({ same, count }) => patternOf(same, count)).toSorted();
  const pattern = patterns.length === 1 ? `^${patterns[0]}$` : `^(?:${patterns.join("|")})$`;
  return { pattern, share: covered / rows };
}

function formOf({ shape, count }: TextStatistics["shapes"][number]): Form {
  const runs = (shape.match(/(.)\1*/gsu) ?? []).map((run) => ({ character: run[0]!, length: run.length }));
  return { runs, count };
}

/** Codes have digits, or letters of one number; words are of any length. */
function isCode(same: readonly Form[]): boolean {
  const { runs } = same[0]!;
  if (runs.length === 0 || runs.length > MOST_RUNS || runs.some(({ character }) => character === "L")) return false;
  if (runs.some(({ character }) => character === "9"))
    return runs.filter(({ character }) => character === " ").length <= 2;
  // Two letters may be a short word; many times two letters are a code.
  const rows = same.reduce((sum, { count }) => sum + count, 0);
  return rows >= LETTERS_ROWS && same.length === 1 && runs.reduce((sum, { length }) => sum + length, 0) <= LONGEST_CODE;
}

function patternOf(same: readonly Form[], rows: number): string {
  const [first] = same;
  return first!.runs
    .map(({ character }, place) => {
      const lengths = same.map(({ runs, count }) => ({ length: runs[place]!.length, count }));
      return `${CLASSES[character] ?? escaped(character)}${repeated(lengths, rows)}`;
    })
    .join("");
}

/** An exact number of times where it is always the same; else with room at the ends that few rows reach. */
function repeated(lengths: readonly { readonly length: number; readonly count: number }[], rows: number): string {
  const min = Math.min(...lengths.map(({ length }) => length));
  const max = Math.max(...lengths.map(({ length }) => length));
  if (min === max) return min === 1 ? "" : `{${min}}`;
  const at = (wanted: number) => lengths.reduce((sum, { length, count }) => sum + (length === wanted ? count : 0), 0);
  const often = Math.max(8, 0.03 * rows);
  return `{${at(min) >= often ? min : 1},${at(max) >= often ? max : 2 * max + 1}}`;
}

const escaped = (character: string) =>
  /[A-Za-z0-9 _,:;@#%&=<>"'~`!/-]/.test(character) ? character : `\\${character}`;
