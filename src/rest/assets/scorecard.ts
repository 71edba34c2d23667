import { z } from "zod";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { formatFqn } from "../../platform/fqn.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { Metric } from "../../quality/metrics/metric.model.js";
import type { Scorecard as Scored } from "../../quality/scorecard/scorecard.types.js";
import { ScorecardDimension } from "../../quality/scorecard/scorecard-dimension.js";
import { weightsOf } from "../../quality/scorecard/weights.js";
import { codes, count, decimal, fqn, named, sentTime, several, time, uuid } from "../fields.js";
import { lower } from "../names.js";
import { jsonRoute } from "../route.js";

const SCORE = {
  numerator: decimal("What is there."),
  denominator: decimal("What there could be; 0 where nothing was measured."),
  score: decimal("Numerator divided by denominator, 0 to 1; null where nothing was measured.").nullable(),
};

const MetricScore = named("MetricScore", "What a metric comes to over all that lies under the asset.", {
  metric: codes(Metric, "What is measured."),
  weight: decimal("What it is taken times when the dimension adds its metrics up."),
  ...SCORE,
  asset_count: count("Tables that count, or columns, for metrics of columns."),
  stale_tables: count("Tables that are left out, since what was measured of them has changed."),
});

const DimensionScore = named("DimensionScore", "One dimension of a scorecard.", {
  dimension: codes(ScorecardDimension, "Which one."),
  weight: decimal("How much it weighs beside the other dimensions."),
  ...SCORE,
  metrics: z.array(MetricScore).meta({ description: "What it is made of." }),
});

const Scorecard = named("Scorecard", "How ready an asset's data is. docs/scorecard.md says how it is computed.", {
  asset_fqn: fqn("The asset."),
  as_of: time("As of when it is, as asked for; null for now, and for a run's.").nullable(),
  workflow_run_id: uuid("The run that it is of, as asked for.").nullable(),
  score: decimal("Mean of the dimensions' scores by their weights; null where nothing was measured.").nullable(),
  dimensions: z.array(DimensionScore).meta({ description: "All ten, also those of which nothing was measured." }),
  tables: count("Tables that lie under the asset, measured or not."),
  stale_tables: count("Tables of which something is left out, since what was measured has changed."),
  assessed_at: time("When the latest that counts was measured; null for nothing.").nullable(),
});

const scorecardOf = (card: Scored): z.infer<typeof Scorecard> => ({
  asset_fqn: formatFqn(card.assetFqn),
  as_of: card.asOf?.toISOString() ?? null,
  workflow_run_id: card.workflowRunId,
  score: card.score,
  dimensions: card.dimensions.map(({ dimension, weight, numerator, denominator, score, metrics }) => ({
    ...{ dimension: lower(dimension), weight, numerator, denominator, score },
    metrics: metrics.map(({ metric, weight, numerator, denominator, score, assetCount, staleTables }) => ({
      ...{ metric: lower(metric), weight, numerator, denominator, score },
      ...{ asset_count: assetCount, stale_tables: staleTables },
    })),
  })),
  tables: card.tables,
  stale_tables: card.staleTables,
  assessed_at: card.assessedAt?.toISOString() ?? null,
});

const dimensions = Object.values(ScorecardDimension).map(lower);
const weight = z
  .string()
  .transform((sent, context) => {
    const [, name = "", value = ""] = /^([a-z]+):(.+)$/.exec(sent) ?? [];
    const dimension = name.toUpperCase() as ScorecardDimension;
    if (dimensions.includes(lower(dimension))) return { dimension, weight: value };
    const message = `must be a dimension and its weight, such as completeness:2; dimensions are ${dimensions.join(", ")}.`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  })
  .meta({ description: "A dimension and its weight.", examples: ["completeness:2"] });

export const getScorecard = jsonRoute({
  method: "GET",
  path: "/scorecards/{asset_fqn}",
  id: "getScorecard",
  tag: "Assets",
  summary: "Read an asset's scorecard",
  description:
    "Of each table the latest assessment of metadata and the latest of quality, unless a time or a run is given.",
  scope: "runs:read",
  params: z.object({ asset_fqn: fqn("A data service, database, schema, table or column.") }),
  query: z.strictObject({
    as_of: sentTime("As it was at this time. Not together with `workflow_run_id`.").optional(),
    workflow_run_id: z.string().optional().meta({
      description: "Only what this assessment measured, or the assessments of this pipeline's run.",
    }),
    weight: several(weight, "Weights in place of the default ones, 0 to 1000000; the other dimensions keep theirs."),
  }),
  answer: Scorecard,
  errors: [ErrorCode.RESOURCE_NOT_FOUND],
  renamed: { weightOverrides: "weight" },
  handle: async ({ ctx, params, query }, { scorecards }) => {
    const card = await scorecards.find(ctx, fqnArgument(params.asset_fqn, "assetFqn"), {
      asOf: query.as_of ?? null,
      workflowRunId: query.workflow_run_id ?? null,
      weights: weightsOf(query.weight ?? []),
    });
    if (!card) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such asset.", "assetFqn");
    return scorecardOf(card);
  },
});
