import { DqDimension } from "../../quality/rule.model.js";
import { MEANINGS, type Meaning } from "./meanings.js";
import type { Sign, SignReader } from "./sign.js";
import type { SignedColumn } from "./signed-table.js";

const { ACCURACY } = DqDimension;

const MORE = 0.3;
/** `category_id` holds no category. */
const OF_A_REFERENCE = new Set(["id", "ids", "fk"]);

export const nameSigns: SignReader =
  ({ industries }) =>
  ({ words, family }) => {
    if (OF_A_REFERENCE.has(words.at(-1) ?? "")) return [];
    const says = ({ phrases, atEnd }: Meaning) => (atEnd ? phrases.is(words.slice(-1)) : phrases.in(words));
    return MEANINGS.filter((meaning) => meaning.types.includes(family) && says(meaning)).flatMap(
      ({ are, matters, moreIn = [] }) => {
        const industry = moreIn.find((one) => industries.has(one));
        return (Object.entries(matters) as [DqDimension, number][]).flatMap(([dimension, weight]): Sign[] => {
          const sign = { dimension, source: "column name", detail: are, weight };
          if (!industry) return [sign];
          return [sign, { dimension, source: "industry", detail: `it matters more in ${industry}`, weight: MORE }];
        });
      },
    );
  };

/** Two decimals are what money has, mostly. */
export function typeSigns({ column: { type }, family }: SignedColumn): Sign[] {
  if (type === "money")
    return [{ dimension: ACCURACY, source: "declared type", detail: "the numbers are money", weight: 0.7 }];
  if (family !== "number" || !/,2\)$/.test(type)) return [];
  return [{ dimension: ACCURACY, source: "declared type", detail: "two decimals, as money has", weight: 0.3 }];
}
