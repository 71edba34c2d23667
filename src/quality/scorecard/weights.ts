import { Field, InputType } from "type-graphql";
import { formatDecimal, parseDecimal } from "../../platform/decimal.js";
import { ErrorCode, type UserError, UserErrors } from "../../platform/errors.js";
import { Decimal } from "../../platform/scalars.js";
import { SCORECARD_DIMENSIONS, ScorecardDimension } from "./scorecard-dimension.js";

@InputType({ description: "How much a dimension weighs in a scorecard's score over all." })
export class DimensionWeightInput {
  @Field(() => ScorecardDimension, { description: "Which one; each at most once." })
  dimension: ScorecardDimension;

  @Field(() => Decimal, {
    description: "0 to 1000000, with at most 6 decimal places. 0 leaves the dimension out of the score over all.",
  })
  weight: string;
}

const PLACES = 6;
const LARGEST = 1_000_000n * 10n ** BigInt(PLACES);

/** Weights in millionths. */
export type Weights = ReadonlyMap<ScorecardDimension, bigint>;

const inMillionths = (text: string): bigint | undefined => {
  const decimal = parseDecimal(text);
  if (!decimal || decimal.places > PLACES) return undefined;
  const weight = decimal.units * 10n ** BigInt(PLACES - decimal.places);
  return weight >= 0n && weight <= LARGEST ? weight : undefined;
};

export const DEFAULT_WEIGHTS: Weights = new Map(
  SCORECARD_DIMENSIONS.map(({ dimension, weight }) => [dimension, inMillionths(weight)!]),
);

export const weightText = (millionths: bigint): string => formatDecimal({ units: millionths, places: PLACES });

/** The default weights, with those in place that a client sent. */
export function weightsOf(overrides: readonly DimensionWeightInput[]): Weights {
  if (overrides.length > DEFAULT_WEIGHTS.size) throw new UserErrors([wrong(ONCE)]);
  const weights = new Map(DEFAULT_WEIGHTS);
  const errors = overrides.flatMap(({ dimension, weight }, index) => {
    if (overrides.findIndex((each) => each.dimension === dimension) < index) {
      return [wrong(ONCE, String(index), "dimension")];
    }
    const millionths = inMillionths(weight);
    if (millionths === undefined) return [wrong(FORM, String(index), "weight")];
    weights.set(dimension, millionths);
    return [];
  });
  if (errors.length === 0 && [...weights.values()].every((weight) => weight === 0n)) {
    errors.push(wrong("At least one dimension must weigh more than 0."));
  }
  if (errors.length > 0) throw new UserErrors(errors);
  return weights;
}

const ONCE = "Each dimension has one weight.";
const FORM = `A weight is a decimal from 0 to 1000000 with at most ${PLACES} places, e.g. 0.5.`;

const wrong = (message: string, ...path: string[]): UserError => ({
  code: ErrorCode.VALIDATION_ERROR,
  message,
  path: ["weightOverrides", ...path],
});
