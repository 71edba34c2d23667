import type { EntityManager } from "typeorm";
import type { Catalog } from "../../assets/catalog/catalog.service.js";
import type { RequestContext } from "../../platform/context.js";
import type { Database } from "../../platform/database.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import type { Fqn } from "../../platform/fqn.js";
import { loaderOf } from "../../platform/loader.js";
import { assessmentsOf, type CompletedAssessment, completedAssessments, type Period } from "./assessment-runs.js";
import { columnSums } from "./column-sums.js";
import type { Scorecard, ScorecardPoint } from "./scorecard.types.js";
import { dimensionScores, type MetricSum, overallScore } from "./scores.js";
import { type Moment, NO_SUMS, type Sums, tableSums } from "./table-sums.js";
import type { Depth } from "./tables-under.js";
import { trendSums } from "./trend-sums.js";
import { DEFAULT_WEIGHTS, type Weights } from "./weights.js";

/** What is asked of a scorecard beside its asset. */
export interface Wanted {
  readonly asOf: Date | null;
  readonly workflowRunId: string | null;
  readonly weights: Weights;
}

/** An asset that is there. */
export interface ScoredAsset {
  readonly id: string;
  readonly fqn: Fqn;
}

const NOW: Moment = { asOf: null, runIds: null };

/** Scorecards of assets, and how they came about. */
export class Scorecards {
  constructor(
    private readonly database: Database,
    private readonly catalog: Catalog,
  ) {}

  /** Of the asset of a name; null where there is none that the tenant may see. */
  async find(ctx: RequestContext, fqn: Fqn, wanted: Wanted): Promise<Scorecard | null> {
    const { asOf, workflowRunId, weights } = wanted;
    if (asOf && workflowRunId !== null) {
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, "Give `asOf` or `workflowRunId`, not both.", "workflowRunId");
    }
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const asset = await this.catalog.resolve(manager, tenantId, fqn);
      if (!asset) return null;
      const runIds = workflowRunId === null ? null : await assessmentsOf(manager, tenantId, workflowRunId);
      const [sums = NO_SUMS] = await sumsOf(manager, tenantId, fqn.length, [asset.id], { asOf, runIds });
      return { assetFqn: fqn, asOf, workflowRunId, ...scored(sums, weights) };
    });
  }

  /** Of an asset as it is now, by the default weights; those of many assets of an answer are read together. */
  async now(ctx: RequestContext, { id, fqn }: ScoredAsset): Promise<Scorecard> {
    const { tenantId } = ctx.identity;
    const level = fqn.length;
    const sums = await loaderOf(ctx, `scorecards:${level}`, (ids: readonly string[]) =>
      this.database.tenant(tenantId, (manager) => sumsOf(manager, tenantId, level, ids, NOW)),
    ).load(id);
    return { assetFqn: fqn, asOf: null, workflowRunId: null, ...scored(sums, DEFAULT_WEIGHTS) };
  }

  /** The scores when assessments completed, oldest first; null where there is no such asset that the tenant may see. */
  async trend(
    ctx: RequestContext,
    fqn: Fqn,
    period: Period,
    most: number,
    weights: Weights,
  ): Promise<ScorecardPoint[] | null> {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const asset = await this.catalog.resolve(manager, tenantId, fqn);
      if (!asset) return null;
      const table = fqn.length === 5 ? await this.catalog.resolve(manager, tenantId, fqn.slice(0, 4) as never) : asset;
      const depth = Math.min(fqn.length - 1, 3) as Depth;
      const runs = await completedAssessments(manager, tenantId, { fqn, depth, id: table!.id }, period, most);
      const sums = await sumsAt(manager, tenantId, { id: asset.id, fqn }, runs);
      return runs.map(({ runId, at }, index) => {
        const { score, dimensions } = scoresOf(sums[index]!, weights);
        return { at, workflowRunId: runId, score, dimensions };
      });
    });
  }
}

function sumsOf(
  manager: EntityManager,
  tenantId: string,
  level: number,
  ids: readonly string[],
  moment: Moment,
): Promise<Sums[]> {
  if (level < 5) return tableSums(manager, tenantId, (level - 1) as Depth, ids, moment);
  const moments = ids.map((columnId) => ({ columnId, asOf: moment.asOf }));
  return columnSums(manager, tenantId, moments, moment.runIds);
}

async function sumsAt(
  manager: EntityManager,
  tenantId: string,
  { id, fqn }: ScoredAsset,
  runs: readonly CompletedAssessment[],
): Promise<readonly (readonly MetricSum[])[]> {
  if (fqn.length < 5) {
    const times = runs.map(({ at }) => at);
    return trendSums(manager, tenantId, (fqn.length - 1) as Depth, id, times);
  }
  const moments = runs.map(({ at }) => ({ columnId: id, asOf: at }));
  return (await columnSums(manager, tenantId, moments, null)).map(({ metrics }) => metrics);
}

function scoresOf(sums: readonly MetricSum[], weights: Weights) {
  const dimensions = dimensionScores(sums, weights);
  return { score: overallScore(dimensions, weights), dimensions };
}

const scored = ({ metrics, tables, staleTables, assessedAt }: Sums, weights: Weights) => ({
  ...scoresOf(metrics, weights),
  tables,
  staleTables,
  assessedAt,
});
