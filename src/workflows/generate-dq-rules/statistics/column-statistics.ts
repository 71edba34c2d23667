/** What is known of a column's values: of all rows, or of the half that is learned from. No cell value but frequent ones. */
export interface ColumnStatistics {
  /** Of every row of the table, or of the half. */
  readonly rows: number;
  readonly nulls: number;
  /** Bounds of the finite numbers, or of the times in seconds; null without any. */
  readonly bounds: { readonly min: number; readonly max: number } | null;
  /** Of the rows that were looked at more closely; null for types without order or equality. */
  readonly values: ValueStatistics | null;
}

export interface ValueStatistics {
  /** Rows with a value. */
  readonly count: number;
  readonly distinct: number;
  /** Values that occur once. */
  readonly singles: number;
  /** Rows of the value that fewest have. */
  readonly fewest: number;
  /** The most frequent, those first; the value is null where it may not leave the source, or only two rows have it. */
  readonly frequent: readonly { readonly value: string | null; readonly count: number }[];
  readonly number: NumberStatistics | null;
  readonly text: TextStatistics | null;
}

/** Of numbers, or of times in seconds. */
export interface NumberStatistics {
  readonly count: number;
  readonly whole: boolean;
  /** Rows of the smallest and of the largest value. */
  readonly atMin: number;
  readonly atMax: number;
  /** At 1, 5, 50, 95 and 99 %. */
  readonly quantiles: readonly [number, number, number, number, number];
}

/** Of texts cut to LONGEST_TEXT characters; counts are of rows. */
export interface TextStatistics {
  readonly shortest: number;
  readonly longest: number;
  readonly meanLength: number;
  /** Empty, or white space only. */
  readonly blank: number;
  /** With white space at an end, blank ones not counted. */
  readonly padded: number;
  readonly conforming: Readonly<Record<string, number>>;
  /**
   * Rows whose text has such a character: upper, lower, digit, space, control, other (beyond ASCII); or that stands for a missing value (placeholder).
   */
  readonly having: Readonly<Record<string, number>>;
  /** Rows whose text has the punctuation character. */
  readonly punctuation: Readonly<Record<string, number>>;
  /** The most frequent shapes: A, a and 9 for each letter and digit, L for a character beyond ASCII. */
  readonly shapes: readonly { readonly shape: string; readonly count: number }[];
  readonly shapeCount: number;
  /** Rows whose shape no other row has. */
  readonly shapeSingles: number;
}

export const LONGEST_TEXT = 256;
/** Longer texts have no shape. */
export const LONGEST_SHAPE = 40;
export const MOST_FREQUENT = 60;
export const MOST_SHAPES = 100;
/** A value that fewer rows have is nobody's business. */
export const FREQUENT_ROWS = 3;
