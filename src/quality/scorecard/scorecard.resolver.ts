import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import { DataAsset } from "../../assets/data-asset.js";
import type { GraphQLContext } from "../../platform/context.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { requestContext } from "../../platform/guard.js";
import { AssetFqn, DateTime, Decimal } from "../../platform/scalars.js";
import { Scorecard, ScorecardPoint } from "./scorecard.types.js";
import { Scorecards, type ScoredAsset } from "./scorecards.js";
import { qualityScore } from "./scores.js";
import { DimensionWeightInput, weightsOf } from "./weights.js";

const ASSET = "A data service, database, schema, table or column, e.g. `PostgreSQL.dvdrental.public.film`.";
const WEIGHTS = "Weights of dimensions in place of the default ones; the other dimensions keep theirs.";
const MOST_POINTS = 100;

@Resolver()
export class ScorecardResolver {
  constructor(private readonly scorecards: Scorecards) {}

  @Authorized("runs:read")
  @Query(() => Scorecard, {
    nullable: true,
    description:
      "How ready an asset's data is: of each table the latest assessment of metadata and the latest of quality. Null where there is no such asset that you may see.",
  })
  scorecard(
    @Arg("assetFqn", () => AssetFqn, { description: ASSET }) assetFqn: string,
    @Arg("asOf", () => DateTime, {
      nullable: true,
      description:
        "As it was at this time: what was measured, stale or gone later plays no part. Now when it is left out.",
    })
    asOf: Date | null,
    @Arg("workflowRunId", () => ID, {
      nullable: true,
      description:
        "Only what this assessment measured, or the assessments of this pipeline, without what is stale by now. Not together with `asOf`.",
    })
    workflowRunId: string | null,
    @Arg("weightOverrides", () => [DimensionWeightInput], { nullable: true, description: WEIGHTS })
    weightOverrides: DimensionWeightInput[] | null,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Scorecard | null> {
    return this.scorecards.find(requestContext(ctx), fqnArgument(assetFqn, "assetFqn"), {
      asOf: asOf ?? null,
      workflowRunId: workflowRunId ?? null,
      weights: weightsOf(weightOverrides ?? []),
    });
  }

  @Authorized("runs:read")
  @Query(() => [ScorecardPoint], {
    nullable: true,
    description:
      "The scores of an asset each time an assessment of it, or of a part of it, completed; oldest first. Null where there is no such asset that you may see.",
  })
  scorecardTrend(
    @Arg("assetFqn", () => AssetFqn, { description: ASSET }) assetFqn: string,
    @Arg("from", () => DateTime, { nullable: true, description: "Only assessments that completed then or later." })
    from: Date | null,
    @Arg("to", () => DateTime, { nullable: true, description: "Only assessments that completed then or earlier." })
    to: Date | null,
    @Arg("last", () => Int, {
      defaultValue: 30,
      description: "How many at most, 1 to 100: the newest. Go on with a `to` before the oldest.",
    })
    last: number,
    @Arg("weightOverrides", () => [DimensionWeightInput], { nullable: true, description: WEIGHTS })
    weightOverrides: DimensionWeightInput[] | null,
    @Ctx() ctx: GraphQLContext,
  ): Promise<ScorecardPoint[] | null> {
    const fqn = fqnArgument(assetFqn, "assetFqn");
    const weights = weightsOf(weightOverrides ?? []);
    const period = { from: from ?? null, to: to ?? null };
    if (period.from && period.to && period.from > period.to) {
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, "`from` must not be after `to`.", "from");
    }
    if (last < 1 || last > MOST_POINTS) {
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `\`last\` must be from 1 to ${MOST_POINTS}.`, "last");
    }
    return this.scorecards.trend(requestContext(ctx), fqn, period, last, weights);
  }
}

@Resolver(() => DataAsset)
export class AssetScorecardResolver {
  constructor(private readonly scorecards: Scorecards) {}

  @FieldResolver(() => Scorecard, { description: "How ready its data is now, by the default weights." })
  scorecard(@Root() asset: DataAsset & ScoredAsset, @Ctx() ctx: GraphQLContext): Promise<Scorecard> {
    return this.scorecards.now(requestContext(ctx), asset);
  }
}

@Resolver(() => TableAsset)
export class TableScoreResolver {
  constructor(private readonly scorecards: Scorecards) {}

  @FieldResolver(() => Decimal, {
    nullable: true,
    description:
      "How good its data is: the score over the six dimensions of data quality alone, 0 to 1; null where none was measured.",
  })
  async dqScore(@Root() table: TableAsset, @Ctx() ctx: GraphQLContext): Promise<string | null> {
    return qualityScore(await this.scorecards.now(requestContext(ctx), table));
  }
}

/** Each takes the `Scorecards`. */
export const SCORECARD_RESOLVERS = [ScorecardResolver, AssetScorecardResolver, TableScoreResolver] as const;
