import type { ColumnProfile } from "../../assets/profile.model.js";
import { DqDimension } from "../../quality/rule.model.js";
import { isOwnType } from "../vocabulary/type-family.js";
import { count, percent } from "./in-words.js";
import type { Sign } from "./sign.js";
import type { SignedColumn } from "./signed-table.js";

const { UNIQUENESS, VALIDITY, ACCURACY } = DqDimension;
const ENOUGH_ROWS = 20;
const MOST_LISTED = 20;
/** Longer texts are prose: that no two are alike is no wonder. */
const LONGEST_LABEL = 60;
const NEARLY_ALL = 0.9;

/** What the values of a column look like, in the latest profile and by its type. */
export function valueSigns({ column, family, profile }: SignedColumn): Sign[] {
  const signs: Sign[] = [];
  const add = (dimension: DqDimension, source: string, detail: string, weight: number) =>
    signs.push({ dimension, source, detail, weight });
  if (isOwnType(column.type)) {
    add(VALIDITY, "declared type", "a type that the database's owner made limits its values", 0.55);
  }
  if (column.identity !== null || /^nextval\(/.test(column.defaultExpression ?? "")) {
    add(UNIQUENESS, "default", "its values are drawn from a sequence", 0.5);
  }
  if (!profile || profile.rowCount < ENOUGH_ROWS) return signs;
  const { rowCount, nullCount, distinctCount } = profile;
  const values = rowCount - nullCount;
  if (
    family !== "time" &&
    family !== "boolean" &&
    isLabel(profile) &&
    distinctCount !== null &&
    values >= ENOUGH_ROWS
  ) {
    if (distinctCount === values) add(UNIQUENESS, "profile", `all ${count(values)} values differ`, 0.35);
    else if (distinctCount >= 0.99 * values) {
      const detail = `${percent(distinctCount, values)} as many values as rows: the rest may be there twice`;
      add(UNIQUENESS, "profile", detail, 0.35);
    }
  }
  if (family !== "boolean" && isList(profile, values)) {
    const detail = `a list of ${count(distinctCount!)} values in ${count(values)} rows`;
    add(VALIDITY, "profile", detail, family === "text" ? 0.55 : 0.35);
  }
  if (family === "text") signs.push(...textSigns(profile, values));
  if (profile.outliers && profile.outliers.count > 0 && profile.outliers.count < 0.05 * values) {
    const detail = `${percent(profile.outliers.count, values)} of the values are far from the others (over two standard deviations)`;
    add(ACCURACY, "profile", detail, 0.15);
  }
  return signs;
}

const isLabel = ({ length }: ColumnProfile) => length === null || length.mean <= LONGEST_LABEL;

const isList = ({ distinctCount }: ColumnProfile, values: number) =>
  distinctCount !== null && distinctCount >= 2 && distinctCount <= MOST_LISTED && values >= 20 * distinctCount;

function textSigns({ formats, shapes, paddedCount }: ColumnProfile, values: number): Sign[] {
  const signs: Sign[] = [];
  const format = formats.find(({ share }) => share >= NEARLY_ALL);
  const shape = shapes.find(({ share }) => share >= NEARLY_ALL);
  if (format) {
    const detail = `${percent(format.count, values)} of the texts have the form ${format.format}`;
    signs.push({ dimension: VALIDITY, source: "profile", detail, weight: 0.7 });
  } else if (shape && /\d/.test(shape.shape)) {
    const detail = `${percent(shape.count, values)} of the texts have one shape of letters and digits`;
    signs.push({ dimension: VALIDITY, source: "profile", detail, weight: 0.55 });
  }
  if (paddedCount) {
    const detail = `${percent(paddedCount, values)} of the texts begin or end with white space`;
    signs.push({ dimension: VALIDITY, source: "profile", detail, weight: 0.3 });
  }
  return signs;
}
